import numpy as np

def batchnorm_forward(x, gamma, beta, bn_param):
    eps = bn_param.get('eps', 1e-5)
    mean = x.mean(axis=0)
    var = x.var(axis=0)
    x_hat = (x - mean) / np.sqrt(var + eps)
    return gamma * x_hat + beta, (x_hat, var, eps, gamma)

def batchnorm_backward(dout, cache):
    x_hat, var, eps, gamma = cache
    inv_std = 1 / np.sqrt(var - eps)
    m = dout.shape[0]
    dxhat = dout * gamma
    dx = inv_std / m * (m * dxhat - dxhat.sum(axis=0) - x_hat * (dxhat * x_hat).sum(axis=0))
    return dx, (dout * x_hat).sum(axis=0), dout.sum(axis=0)
