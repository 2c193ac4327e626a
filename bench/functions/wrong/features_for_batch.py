import numpy as np

def batchnorm_forward(x, gamma, beta, bn_param):
    eps = bn_param.get('eps', 1e-5)
    mean = np.mean(x, axis=0)
    var = np.var(x, axis=0)
    std = np.sqrt(var + eps)
    x_norm = (x - mean) / std
    out = x_norm * gamma + beta
    cache = (x, mean, std, x_norm, gamma)
    return out, cache

def batchnorm_backward(dout, cache):
    (x, mean, std, x_norm, gamma) = cache
    D = x_norm.shape[1]
    dx_norm = dout * gamma
    dvar = np.sum(dx_norm * (x - mean) * -0.5 * std ** (-3), axis=0)
    dmean = np.sum(-dx_norm / std, axis=0)
    dx = dx_norm / std + dvar * 2 * (x - mean) / D + dmean / D
    dgamma = np.sum(x_norm * dout, axis=0)
    dbeta = np.sum(dout, axis=0)
    return dx, dgamma, dbeta
