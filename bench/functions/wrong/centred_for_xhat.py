import numpy as np

def batchnorm_forward(x, gamma, beta, bn_param):
    dev = x - np.einsum('ij->j', x) / x.shape[0]
    inv = (np.einsum('ij,ij->j', dev, dev) / x.shape[0] + bn_param.get('eps', 1e-5)) ** -0.5
    xi = dev * inv
    return xi * gamma + beta, (dev, inv, xi, gamma)

def batchnorm_backward(dout, cache):
    dev, inv, xi, gamma = cache
    n = dev.shape[0]
    dxi = gamma * dout
    dx = inv * (dxi - np.einsum('ij->j', dxi) / n - dev * np.einsum('ij,ij->j', dxi, xi) / n)
    return dx, np.einsum('ij,ij->j', dout, xi), np.einsum('ij->j', dout)
