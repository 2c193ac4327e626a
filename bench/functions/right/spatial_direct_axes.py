import numpy as np

AX = (0, 2, 3)

def spatial_batchnorm_forward(x, gamma, beta, bn_param):
    eps = bn_param.get('eps', 1e-5)
    c4 = (1, x.shape[1], 1, 1)
    mu = x.mean(axis=AX, keepdims=True)
    inv = 1. / np.sqrt(x.var(axis=AX, keepdims=True) + eps)
    xhat = (x - mu) * inv
    return gamma.reshape(c4) * xhat + beta.reshape(c4), (xhat, inv, gamma.reshape(c4))

def spatial_batchnorm_backward(dout, cache):
    xhat, inv, gamma = cache
    n = dout.size // dout.shape[1]
    g = gamma * dout
    dx = inv / n * (n * g - g.sum(axis=AX, keepdims=True) - xhat * (g * xhat).sum(axis=AX, keepdims=True))
    return dx, (dout * xhat).sum(axis=AX), dout.sum(axis=AX)
