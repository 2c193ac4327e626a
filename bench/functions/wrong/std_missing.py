import numpy as np

def batchnorm_forward(x, gamma, beta, bn_param):
    eps = bn_param.get('eps', 1e-5)
    z = x - np.mean(x, axis=0)
    s = np.sqrt(np.mean(z * z, axis=0) + eps)
    z = z / s
    return gamma * z + beta, (z, s, gamma)

def _project(d, z):
    return d - np.mean(d, axis=0) - z * np.mean(d * z, axis=0)

def batchnorm_backward(dout, cache):
    z, s, gamma = cache
    dx = _project(dout * gamma, z)
    return dx, np.sum(dout * z, axis=0), np.sum(dout, axis=0)
