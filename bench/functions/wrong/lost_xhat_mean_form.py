import numpy as np


def bn_forward(x, gamma, beta, eps=1e-5):
    mu = x.mean(0)
    sd = np.sqrt(x.var(0) + eps)
    z = (x - mu) / sd
    return z * gamma + beta, (z, sd, gamma)


def bn_backward(dout, cache):
    z, sd, gamma = cache
    g = dout * gamma
    dx = (g - g.mean(0) - z * g.mean(0)) / sd
    return dx, (dout * z).sum(0), dout.sum(0)
