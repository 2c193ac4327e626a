import numpy as np

def batchnorm_forward(x, gamma, beta, bn_param):
    eps = bn_param.get("eps", 1e-5)
    s = np.sqrt(x.var(axis=0) + eps)
    z = (x - x.mean(axis=0)) / s
    return gamma * z + beta, (z, s, gamma)

def batchnorm_backward(dout, cache):
    z, s, gamma = cache
    n = z.shape[0]
    dz = dout * gamma
    # N*dz minus both projections
    projected = n * dz - np.sum(dz, axis=0) - z * np.mean(dz * z, axis=0)
    dx = projected / (n * s)
    return dx, np.sum(dout * z, axis=0), np.sum(dout, axis=0)
