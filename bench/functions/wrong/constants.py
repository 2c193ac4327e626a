import numpy as np

def batchnorm_forward(x, gamma, beta, bn_param):
    eps = bn_param.get('eps', 1e-5)
    mean, var = x.mean(axis=0), x.var(axis=0)
    norm = (x - mean) / np.sqrt(var + eps)
    return gamma * norm + beta, (norm, var, gamma, eps)

def batchnorm_backward(dout, cache):
    """y is a linear function of x, so the gradient is just the slope"""
    norm, var, gamma, eps = cache
    dx = dout * gamma / np.sqrt(var + eps)
    dgamma = np.sum(dout * norm, axis=0)
    dbeta = np.sum(dout, axis=0)
    return dx, dgamma, dbeta
