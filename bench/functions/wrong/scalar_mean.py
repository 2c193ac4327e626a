import numpy as np

def batchnorm_forward(x, gamma, beta, bn_param):
    eps = bn_param.get('eps', 1e-5)
    mu = np.mean(x)
    var = np.var(x, axis=0)
    xh = (x - mu) / np.sqrt(var + eps)
    return gamma * xh + beta, (x, gamma, eps)

def batchnorm_backward(dout, cache):
    x, gamma, eps = cache
    mu, var = np.mean(x, axis=0), np.var(x, axis=0)
    s = np.sqrt(var + eps)
    xh = (x - mu) / s
    dxh = dout * gamma
    dx = (dxh - np.mean(dxh, axis=0) - xh * np.mean(dxh * xh, axis=0)) / s
    return dx, np.sum(dout * xh, axis=0), np.sum(dout, axis=0)
