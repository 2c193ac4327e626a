import numpy as np

def spatial_groupnorm_forward(x, gamma, beta, G, gn_param):
    eps = gn_param.get('eps', 1e-5)
    N, C, H, W = x.shape
    grouped = x.reshape((N, G, C // G, H, W))
    mu = grouped.mean(axis=(3, 4), keepdims=True)
    sd = np.sqrt(grouped.var(axis=(3, 4), keepdims=True) + eps)
    z = (grouped - mu) / sd
    return z.reshape(x.shape) * gamma + beta, (z, sd, gamma)

def spatial_groupnorm_backward(dout, cache):
    z, sd, gamma = cache
    zf = z.reshape(dout.shape)
    dgamma = (dout * zf).sum(axis=(0, 2, 3), keepdims=True)
    dbeta = dout.sum(axis=(0, 2, 3), keepdims=True)
    g = (dout * gamma).reshape(z.shape)
    dx = (g - g.mean(axis=(3, 4), keepdims=True) - z * (g * z).mean(axis=(3, 4), keepdims=True)) / sd
    return dx.reshape(dout.shape), dgamma, dbeta
