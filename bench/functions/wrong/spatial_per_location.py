import numpy as np

# normalise every pixel over the batch
def spatial_batchnorm_forward(x, gamma, beta, bn_param):
    eps = bn_param.get('eps', 1e-5)
    mu = x.mean(axis=0)
    std = np.sqrt(x.var(axis=0) + eps)
    xhat = (x - mu) / std
    return gamma[:, None, None] * xhat + beta[:, None, None], (xhat, std, gamma)

def spatial_batchnorm_backward(dout, cache):
    xhat, std, gamma = cache
    g = dout * gamma[:, None, None]
    dx = (g - g.mean(axis=0) - xhat * (g * xhat).mean(axis=0)) / std
    return dx, (dout * xhat).sum(axis=(0, 2, 3)), dout.sum(axis=(0, 2, 3))
