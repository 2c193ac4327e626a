import numpy as np

def batchnorm_forward(x, gamma, beta, bn_param):
    eps = bn_param.get('eps', 1e-5)
    mean, var = np.mean(x, axis=0), np.var(x, axis=0)
    x_hat = (x - mean) / np.sqrt(var + eps)
    return gamma * x_hat + beta, (x, mean, var, x_hat, gamma, eps)

def batchnorm_backward(dout, cache):
    x, mean, var, x_hat, gamma, eps = cache
    N = x.shape[0]
    dx_hat = dout * gamma
    dvar = np.sum(dx_hat * (x - mean) * -0.5 * (var + eps) ** -1.5, axis=0)
    dmean = np.sum(-dx_hat / np.sqrt(var + eps), axis=0)
    dx = dx_hat / np.sqrt(var + eps) + dmean * 2 * (x - mean) / N + dvar / N
    return dx, np.sum(dout * x_hat, axis=0), np.sum(dout, axis=0)
