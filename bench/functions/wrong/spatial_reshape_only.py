import numpy as np

def spatial_batchnorm_forward(x, gamma, beta, bn_param):
    eps = bn_param.get('eps', 1e-5)
    N, C, H, W = x.shape
    flat = x.reshape(-1, C)
    mean, var = flat.mean(axis=0), flat.var(axis=0)
    xhat = (flat - mean) / np.sqrt(var + eps)
    out = (gamma * xhat + beta).reshape(N, C, H, W)
    return out, (xhat, var, gamma, eps)
