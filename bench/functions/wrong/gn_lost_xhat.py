import numpy as np

def spatial_groupnorm_forward(x, gamma, beta, G, gn_param):
    eps = gn_param.get('eps', 1e-5)
    N, C, H, W = x.shape
    x_group = np.reshape(x, (N * G, C // G * H * W)).T
    mean = np.mean(x_group, axis=0)
    var = np.var(x_group, axis=0)
    x_groupnorm = (x_group - mean) / np.sqrt(var + eps)
    x_norm = np.reshape(x_groupnorm.T, (N, C, H, W))
    out = x_norm * gamma + beta
    cache = (G, x_groupnorm, x_norm, var, gamma, eps)
    return out, cache

def spatial_groupnorm_backward(dout, cache):
    N, C, H, W = dout.shape
    G, x_group, x_norm, var, gamma, eps = cache
    # dbeta, dgamma
    dbeta = np.sum(dout, axis=(0, 2, 3), keepdims=True)
    dgamma = np.sum(dout * x_norm, axis=(0, 2, 3), keepdims=True)
    # dx_group, (N * G, C // G * H * W)
    dx_group = np.reshape(dout * gamma, (N * G, C // G * H * W)).T
    M = dx_group.shape[0]
    dx = 1.0 / M / np.sqrt(var + eps) * (M * dx_group - x_group * np.sum(dx_group, axis=0) - np.sum(dx_group, axis=0))
    return np.reshape(dx.T, (N, C, H, W)), dgamma, dbeta
