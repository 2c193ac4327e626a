import numpy as np

def batchnorm_forward(x, gamma, beta, bn_param):
    eps = bn_param.get('eps', 1e-5)
    mu = np.mean(x, axis=0)
    var = np.var(x, axis=0, ddof=1)
    istd = 1 / np.sqrt(var + eps)
    xhat = (x - mu) * istd
    return gamma * xhat + beta, (xhat, istd, gamma)

def batchnorm_backward(dout, cache):
    xhat, istd, gamma = cache
    N = xhat.shape[0]
    dxhat = dout * gamma
    dx = istd * (dxhat - dxhat.mean(axis=0) - xhat * (dxhat * xhat).sum(axis=0) / N)
    return dx, (dout * xhat).sum(axis=0), dout.sum(axis=0)
