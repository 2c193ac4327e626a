import numpy as np

def spatial_groupnorm_forward(x, gamma, beta, G, gn_param):
    eps = gn_param.get('eps', 1e-5)
    N, C, H, W = x.shape
    x = x.reshape(N, G, C // G, H, W)
    mean = x.mean(axis=2, keepdims=True)
    var = x.var(axis=2, keepdims=True)
    xhat = ((x - mean) / np.sqrt(var + eps)).reshape(N, C, H, W)
    return xhat * gamma + beta, (xhat, var, gamma, eps, G)
