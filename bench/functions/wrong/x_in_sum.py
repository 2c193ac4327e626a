import numpy as np

def batchnorm_forward(x, gamma, beta, bn_param):
    x_hat = (x - x.mean(axis=0)) / np.sqrt(x.var(axis=0) + bn_param.get('eps', 1e-5))
    return x_hat * gamma + beta, (x, x_hat, gamma, bn_param.get('eps', 1e-5))

def batchnorm_backward(dout, cache):
    x, x_hat, gamma, eps = cache
    N = x.shape[0]
    g = dout * gamma
    sum_g = g.sum(axis=0)
    sum_gx = (g * x).sum(axis=0)
    dx = (N * g - sum_g - x_hat * sum_gx) / N / np.sqrt(x.var(axis=0) + eps)
    dgamma = (dout * x_hat).sum(axis=0)
    dbeta = dout.sum(axis=0)
    return dx, dgamma, dbeta
