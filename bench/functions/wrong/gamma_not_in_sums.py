import numpy as np

def batchnorm_forward(x, gamma, beta, bn_param):
    eps = bn_param.get('eps', 1e-5)
    mean = x.mean(axis=0)
    istd = 1.0 / np.sqrt(x.var(axis=0) + eps)
    return gamma * ((x - mean) * istd) + beta, ((x - mean) * istd, istd, gamma)

def batchnorm_backward(dout, cache):
    xhat, istd, gamma = cache
    N = xhat.shape[0]
    total = dout.sum(axis=0)
    weighted = (dout * xhat).sum(axis=0)
    dx = istd * (gamma * dout - total / N - xhat * weighted / N)
    return dx, weighted, total
