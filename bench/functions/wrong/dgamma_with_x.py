import numpy as np

def batchnorm_forward(x, gamma, beta, bn_param):
    mu, var = x.mean(axis=0), x.var(axis=0)
    ivar = 1 / np.sqrt(var + bn_param.get('eps', 1e-5))
    return gamma * ((x - mu) * ivar) + beta, (x, mu, ivar, gamma)

def batchnorm_backward(dout, cache):
    x, mu, ivar, gamma = cache
    N = x.shape[0]
    xhat = (x - mu) * ivar
    dxhat = dout * gamma
    dx = ivar * (dxhat - np.sum(dxhat, axis=0) / N - xhat * np.sum(dxhat * xhat, axis=0) / N)
    dgamma = np.sum(x * dout, axis=0)
    dbeta = np.sum(dout, axis=0)
    return dx, dgamma, dbeta
