import numpy as np

def batchnorm_forward(h, gamma, beta, bn_param):
    eps = bn_param.get('eps', 1e-5)
    mu = 1. / h.shape[0] * np.sum(h, axis=0)
    sigma2 = 1. / h.shape[0] * np.sum((h - mu) ** 2, axis=0)
    hath = (h - mu) * (sigma2 + eps) ** (-1. / 2.)
    y = gamma * hath + beta
    cache = (h, gamma, beta, mu, sigma2, eps)
    return y, cache

def batchnorm_backward_alt(dy, cache):
    h, gamma, beta, mu, var, eps = cache
    N = h.shape[0]
    dbeta = np.sum(dy, axis=0)
    dgamma = np.sum((h - mu) * (var + eps) ** (-1. / 2.) * dy, axis=0)
    dh = (1. / N) * gamma * (var + eps) ** (-1. / 2.) * (N * dy - np.sum(dy, axis=0)
        - (h - mu) * (var + eps) ** (-1.0) * np.sum(dy * (h - mu), axis=0))
    return dh, dgamma, dbeta
