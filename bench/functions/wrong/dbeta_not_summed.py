import numpy as np

def batchnorm_backward(dout, cache):
    gamma, xhat, std = cache
    N, D = dout.shape
    dgamma = (dout * xhat).sum(axis=0)
    dbeta = dout
    dxhat = dout * gamma
    dx = (N * dxhat - dxhat.sum(axis=0) - xhat * (dxhat * xhat).sum(axis=0)) / (N * std)
    return dx, dgamma, dbeta
