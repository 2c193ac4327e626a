import numpy as np

def batchnorm_forward(x, gamma, beta, bn_param):
    eps = bn_param.get('eps', 1e-5)
    norm = (x - x.mean(0)) * (x.var(0) + eps) ** -.5
    return gamma * norm + beta, (norm, (x.var(0) + eps) ** -.5, gamma)

def batchnorm_backward(dout, cache):
    norm, inv_var, gamma = cache
    dnorm = dout * gamma
    dx = inv_var * (dnorm - np.sum(dnorm, axis=0) - norm * np.sum(dnorm * norm, axis=0))
    return dx, np.sum(dout * norm, axis=0), np.sum(dout, axis=0)
