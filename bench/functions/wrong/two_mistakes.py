import numpy as np

def batchnorm_forward(x, gamma, beta, bn_param):
    eps = bn_param.get('eps', 1e-5)
    mu = x.mean(axis=0)
    var = x.var(axis=0)
    std = np.sqrt(var + eps)
    xn = (x - mu) / std
    return gamma * xn + beta, (x, mu, std, xn, gamma)

def batchnorm_backward(dout, cache):
    x, mu, std, xn, gamma = cache
    N = x.shape[0]
    dxn = dout * gamma
    dvar = np.sum(dxn * (x - mu) * 0.5 * std ** -3, axis=0)
    dmu = np.sum(dxn / std, axis=0)
    dx = dxn / std + dvar * 2 * (x - mu) / N + dmu / N
    return dx, np.sum(dout * xn, axis=0), np.sum(dout, axis=0)
