import numpy as np

def batchnorm_forward(x, gamma, beta, bn_param):
    eps = bn_param.get('eps', 1e-5)
    xmu = x - x.mean(axis=0)
    ivar = (np.mean(xmu ** 2, axis=0) + eps) ** -0.5
    return gamma * xmu * ivar + beta, (xmu, ivar, gamma)

def batchnorm_backward(dout, cache):
    xmu, ivar, gamma = cache
    dgamma = (dout * xmu).sum(axis=0)
    dbeta = dout.sum(axis=0)
    dxhat = dout * gamma
    dvar = (dxhat * xmu).sum(axis=0) * ivar ** 3 / -2
    dxmu = dxhat * ivar + xmu * dvar * 2 / xmu.shape[0]
    return dxmu - dxmu.mean(axis=0), dgamma, dbeta
