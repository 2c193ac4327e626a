from collections import namedtuple

import numpy as np

BNCache = namedtuple("BNCache", "centered inv_std gamma")


def batchnorm_forward(x, gamma, beta, bn_param):
    eps = bn_param.get("eps", 1e-5)
    centered = x - np.average(x, axis=0)
    inv_std = np.reciprocal(np.sqrt(np.average(np.square(centered), axis=0) + eps))
    out = np.add(np.multiply(gamma, centered * inv_std), beta)
    return out, BNCache(centered=centered, inv_std=inv_std, gamma=gamma)


def batchnorm_backward(dout, cache):
    xh = cache.centered * cache.inv_std
    dbeta = np.sum(dout, 0)
    dgamma = np.sum(np.multiply(dout, xh), 0)
    g = np.multiply(dout, cache.gamma)
    # projection: take out the parts along 1 and along xh
    along_one = np.average(g, axis=0)
    along_xh = np.average(g * xh, axis=0)
    dx = cache.inv_std * (g - along_one - xh * along_xh)
    return dx, dgamma, dbeta
