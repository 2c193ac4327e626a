import numpy as np

def batchnorm_forward(x, gamma, beta, bn_param):
    eps = bn_param.get('eps', 1e-5)
    mu = x.mean(axis=0)
    var = ((x - mu) ** 2).mean(axis=0)
    x_norm = (x - mu) / (var + eps)
    out = gamma * x_norm + beta
    cache = (x, x_norm, mu, var, gamma, eps)
    return out, cache
