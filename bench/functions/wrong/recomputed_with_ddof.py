import numpy as np

def batchnorm_backward(dout, cache):
    x, gamma, eps = cache
    n = x.shape[0]
    # recompute instead of storing
    sigma = np.sqrt(np.var(x, axis=0, ddof=1) + eps)
    xhat = (x - np.mean(x, axis=0)) / sigma
    dgamma = np.sum(dout * xhat, axis=0)
    dbeta = np.sum(dout, axis=0)
    dx = gamma / (n * sigma) * (n * dout - dbeta - xhat * dgamma)
    return dx, dgamma, dbeta
