import numpy as np

EPS = 1e-5


def _col_mean(a):
    return a.sum(0) / a.shape[0]


def _center(a):
    """Take the column mean away (its own adjoint, nice)."""
    return a - _col_mean(a)


def batchnorm_forward(x, gamma, beta, bn_param):
    eps = bn_param.get("eps", EPS)
    c = _center(x)
    inv = (_col_mean(c * c) + eps) ** -0.5
    return gamma * (c * inv) + beta, [c, inv, gamma]


def batchnorm_backward(dout, cache):
    c, inv, gamma = cache
    g = dout * gamma
    dinv = (g * c).sum(0)
    dvar = -0.5 * inv ** 3 * dinv
    dc = g * inv + 2 * c * dvar / len(c)
    return _center(dc), (dout * c * inv).sum(0), dout.sum(0)
