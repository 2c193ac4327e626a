import numpy as np

def batchnorm_backward(dout, cache):
    # unfold the variables stored in cache
    xhat, gamma, xmu, ivar, sqrtvar, var, eps = cache
    N, D = dout.shape

    dbeta = dout.sum(0)
    dgamma = (dout * xhat).sum(0)
    dxhat = dout * gamma
    divar = (dxhat * xmu).sum(0)
    dvar = -0.5 * divar * ivar ** 3
    dxmu = dxhat * ivar + dvar * xmu * (2.0 / N)
    dx = dxmu - dxmu.sum(0) / N

    return dx, dgamma, dbeta
