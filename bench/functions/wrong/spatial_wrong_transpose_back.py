import numpy as np


def spatial_batchnorm_forward(x, gamma, beta, bn_param):
    N, C, H, W = x.shape
    x2 = np.transpose(x, (0, 2, 3, 1)).reshape(N * H * W, C)
    mu, v = x2.mean(0), x2.var(0)
    z = (x2 - mu) / np.sqrt(v + bn_param.get('eps', 1e-5))
    y = gamma * z + beta
    cache = z, gamma, v + bn_param.get('eps', 1e-5)
    return y.reshape(N, H, W, C).transpose(0, 3, 1, 2), cache


def spatial_batchnorm_backward(dout, cache):
    z, gamma, v = cache
    N, C, H, W = dout.shape
    d2 = np.transpose(dout, (0, 2, 3, 1)).reshape(N * H * W, C)
    dgamma = (d2 * z).sum(0)
    dbeta = d2.sum(0)
    dx = gamma / np.sqrt(v) * (d2 - d2.mean(0) - z * (d2 * z).mean(0))
    return dx.reshape(N, C, H, W), dgamma, dbeta
