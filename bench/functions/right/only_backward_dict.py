import numpy as np


def batchnorm_backward(dout, cache):
    x, mean, var = cache['x'], cache['mean'], cache['var']
    std = np.sqrt(var + cache['eps'])
    n = x.shape[0]
    z = (x - mean) / std
    dz = dout * cache['gamma']
    J = np.eye(n)[:, :, None] - 1.0 / n - z[:, None, :] * z[None, :, :] / n   # n x n x d, slow but clear
    dx = np.sum(J * dz[None, :, :], axis=1) / std
    return dx, np.sum(z * dout, axis=0), dout.sum(axis=0)
