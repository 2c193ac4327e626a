import numpy as np


def spatial_groupnorm_forward(x, gamma, beta, G, gn_param):
    eps = gn_param.get("eps", 1e-5)
    N, C, H, W = x.shape
    x_group = x.reshape(N, G, C // G, H, W)
    mean = x_group.mean(axis=(2, 3, 4), keepdims=True)
    var = x_group.var(axis=(2, 3, 4), keepdims=True)
    x_norm = ((x_group - mean) / np.sqrt(var + eps)).reshape(N, C, H, W)
    out = gamma * x_norm + beta
    return out, (G, x_norm, var, gamma, eps)


def spatial_groupnorm_backward(dout, cache):
    G, x_norm, var, gamma, eps = cache
    N, C, H, W = dout.shape
    dbeta = dout.sum(axis=(0, 2, 3), keepdims=True)
    dgamma = (dout * x_norm).sum(axis=(0, 2, 3), keepdims=True)
    shape = (N, G, C // G, H, W)
    dn = (dout * gamma).reshape(shape)
    xn = x_norm.reshape(shape)
    axes = (2, 3, 4)
    m = C // G * H * W
    dx = (m * dn - dn.sum(axis=axes, keepdims=True) - xn * (dn * xn).sum(axis=axes, keepdims=True)) / (m * np.sqrt(var + eps))
    return dx.reshape(N, C, H, W), dgamma, dbeta
