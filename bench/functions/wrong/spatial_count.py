import numpy as np

def spatial_batchnorm_forward(x, gamma, beta, bn_param):
    eps = bn_param.get('eps', 1e-5)
    mu = np.mean(x, axis=(0, 2, 3), keepdims=True)
    var = np.var(x, axis=(0, 2, 3), keepdims=True)
    ivar = 1 / np.sqrt(var + eps)
    xhat = (x - mu) * ivar
    out = gamma.reshape(1, -1, 1, 1) * xhat + beta.reshape(1, -1, 1, 1)
    return out, (xhat, ivar, gamma)

def spatial_batchnorm_backward(dout, cache):
    xhat, ivar, gamma = cache
    N, C, H, W = dout.shape
    m = N * H
    dxhat = dout * gamma.reshape(1, -1, 1, 1)
    s0 = np.sum(dxhat, axis=(0, 2, 3), keepdims=True)
    s1 = np.sum(dxhat * xhat, axis=(0, 2, 3), keepdims=True)
    dx = ivar * (dxhat - s0 / m - xhat * s1 / m)
    dgamma = np.sum(dout * xhat, axis=(0, 2, 3))
    dbeta = np.sum(dout, axis=(0, 2, 3))
    return dx, dgamma, dbeta
