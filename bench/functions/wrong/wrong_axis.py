import numpy as np

def batchnorm_forward(x, gamma, beta, bn_param):
    eps = bn_param.get('eps', 1e-5)
    mu = np.mean(x, axis=0)
    var = np.var(x, axis=0)
    xhat = (x - mu) / np.sqrt(var + eps)
    return gamma * xhat + beta, (xhat, var, eps, gamma)

def batchnorm_backward(dout, cache):
    xhat, var, eps, gamma = cache
    N = dout.shape[0]
    dxhat = dout * gamma
    s0 = np.sum(dxhat, axis=1, keepdims=True)
    s1 = np.sum(dxhat * xhat, axis=1, keepdims=True)
    dx = (N * dxhat - s0 - xhat * s1) / (N * np.sqrt(var + eps))
    dgamma = np.sum(dout * xhat, axis=0)
    dbeta = np.sum(dout, axis=0)
    return dx, dgamma, dbeta
