import numpy as np

def batchnorm_backward_alt(dout, cache):
    x_hat, var, eps, gamma = cache
    N = x_hat.shape[0]
    dgamma = np.sum(x_hat * dout, axis=0)
    dbeta = np.sum(dout, axis=0)
    dx = gamma * (N * dout + dbeta - x_hat * dgamma) / (N * np.sqrt(var + eps))
    return dx, dgamma, dbeta
