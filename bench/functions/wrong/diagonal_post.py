import numpy as np

def batchnorm_forward(h, gamma, beta, bn_param):
    eps = bn_param.get('eps', 1e-5)
    mu = h.mean(axis=0); var = h.var(axis=0)
    hath = (h - mu) / np.sqrt(var + eps)
    return gamma * hath + beta, (h, mu, var, gamma, eps, hath)

def batchnorm_backward(dy, cache):
    h, mu, var, gamma, eps, hath = cache
    N, D = dy.shape
    dh = gamma * (N - 1 - (h - mu) ** 2 / (var + eps)) * dy / (N * np.sqrt(var + eps))
    return dh, (dy * hath).sum(axis=0), dy.sum(axis=0)
