import numpy as np


def _inv_root(v):
    return 1.0 / np.sqrt(v)


def _inv_root_backward(dinv, v):
    """d(v^-1/2) = ... v^-3/2"""
    return dinv / (2 * v * np.sqrt(v))


def batchnorm_forward(x, gamma, beta, bn_param):
    xmu = x - np.mean(x, axis=0)
    v = np.mean(xmu ** 2, axis=0) + bn_param.get("eps", 1e-5)
    return gamma * xmu * _inv_root(v) + beta, (xmu, v, gamma)


def batchnorm_backward(dout, cache):
    xmu, v, gamma = cache
    n = xmu.shape[0]
    inv = _inv_root(v)
    dxhat = dout * gamma
    dv = _inv_root_backward(np.sum(dxhat * xmu, axis=0), v)
    dxmu = dxhat * inv + 2 * xmu * dv / n
    dx = dxmu - np.sum(dxmu, axis=0) / n
    return dx, np.sum(dout * xmu * inv, axis=0), np.sum(dout, axis=0)
