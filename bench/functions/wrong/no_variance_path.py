import numpy as np

def batchnorm_forward(x, gamma, beta, bn_param):
    eps = bn_param.get('eps', 1e-5)
    x_cent = x - np.mean(x, axis=0)
    inv_std = 1. / np.sqrt(np.mean(x_cent ** 2, axis=0) + eps)
    out = gamma * (x_cent * inv_std) + beta
    return out, (x_cent, inv_std, gamma)

def batchnorm_backward(dout, cache):
    x_cent, inv_std, gamma = cache
    N = x_cent.shape[0]

    dgamma = np.sum(dout * x_cent * inv_std, axis=0)
    dbeta = np.sum(dout, axis=0)

    dx_norm = dout * gamma
    dvar = -.5 * np.sum(dx_norm * x_cent, axis=0) * inv_std ** 3
    dmean = -np.sum(dx_norm, axis=0) * inv_std
    dx = dx_norm * inv_std + dmean / N
    return dx, dgamma, dbeta
