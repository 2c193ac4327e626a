import numpy as np

def batchnorm_forward(x, gamma, beta, bn_param):
    eps = bn_param.get('eps', 1e-5)
    mean = np.mean(x, axis=0)
    var = np.var(x, axis=0)
    norm = (x - mean) / np.sqrt(var + eps)
    out = gamma * norm + beta
    cache = x, mean, var, norm, gamma, eps
    return out, cache

def batchnorm_backward(dout, cache):
    x, mean, var, norm, gamma, eps = cache
    N = x.shape[0]
    dnorm = dout * gamma
    dvar = np.sum(dnorm * (x - mean) * (-0.5) * var ** -1.5, axis=0)
    dmean = np.sum(dnorm * -1 / np.sqrt(var + eps), axis=0)
    dx = dnorm / np.sqrt(var + eps) + 2 * dvar * (x - mean) / N + dmean / N
    return dx, np.sum(dout * norm, axis=0), np.sum(dout, axis=0)
