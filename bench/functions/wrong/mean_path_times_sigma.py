import numpy as np

def batchnorm_forward(x, gamma, beta, bn_param):
    eps = bn_param.get('eps', 1e-5)
    mu = x.mean(axis=0)
    std = np.sqrt(x.var(axis=0) + eps)
    x_norm = (x - mu) / std
    out = gamma * x_norm + beta
    return out, (x, mu, std, x_norm, gamma)

def batchnorm_backward(dout, cache):
    x, mu, std, x_norm, gamma = cache
    N, _ = x.shape
    dx_norm = dout * gamma
    dvar = np.sum(dx_norm * (x - mu), axis=0) / (-2 * std ** 3)
    dmean = -np.sum(dx_norm * std, axis=0)
    dx = dx_norm / std + dmean / N + dvar * 2 * (x - mu) / N
    dgamma = np.sum(dout * x_norm, axis=0)
    dbeta = np.sum(dout, axis=0)
    return dx, dgamma, dbeta
