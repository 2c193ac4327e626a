import numpy as np

def batchnorm_forward(x, gamma, beta, bn_param):
    eps = bn_param.get('eps', 1e-5)
    var = x.var(0)
    xhat = (x - x.mean(0)) / np.sqrt(var + eps)
    return gamma * xhat + beta, (xhat, gamma, var + eps)

def batchnorm_backward(dout, cache):
    xhat, gamma, var_eps = cache
    n = dout.shape[0]
    dxhat = gamma * dout
    dgamma = (dxhat * xhat).sum(0)
    dbeta = dout.sum(0)
    dx = (dxhat - dxhat.sum(0) / n - xhat * (dxhat * xhat).sum(0) / n) / np.sqrt(var_eps)
    return dx, dgamma, dbeta
