import numpy as np
def batchnorm_forward(x, gamma, beta, bn_param):
    eps = bn_param.get('eps', 1e-5)
    mean = np.mean(x, 0)
    std = np.sqrt(np.var(x, 0) + eps)
    x_norm = (x - mean) / std
    return x_norm * gamma + beta, (x_norm, std, gamma)
def batchnorm_backward(dout, cache):
    x_norm, std, gamma = cache
    N = len(x_norm)
    dx_norm = dout * gamma
    dx = dx_norm / std - np.sum(dx_norm, 0) / (N * std) - x_norm * np.sum(dx_norm * x_norm, 0) / (N * std)
    return dx * dx_norm, np.sum(dout * x_norm, 0), np.sum(dout, 0)
