import numpy as np

def batchnorm_forward(x, gamma, beta, bn_param):
    xhat = x - x.mean(axis=0)
    std = np.sqrt(np.einsum('ij,ij->j', xhat, xhat) / x.shape[0] + bn_param.get('eps', 1e-5))
    xhat /= std
    out = xhat * gamma
    out += beta
    return out, (xhat, std, gamma)

def batchnorm_backward(dout, cache):
    xhat, std, gamma = cache
    N = xhat.shape[0]
    dgamma = np.zeros_like(gamma)
    dgamma += (xhat * dout).sum(axis=0)
    dbeta = np.ones(N) @ dout
    dx = dout.copy()
    dx *= N
    dx -= dbeta
    tmp = xhat * dgamma
    dx -= tmp
    dx *= gamma
    dx /= N * std
    return dx, dgamma, dbeta
