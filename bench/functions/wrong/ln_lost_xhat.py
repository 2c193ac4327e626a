import numpy as np

def layernorm_forward(x, gamma, beta, ln_param):
    eps = ln_param.get('eps', 1e-5)
    x = x.T
    mu = np.mean(x, axis=0)
    var = np.var(x, axis=0)
    std = np.sqrt(var + eps)
    xnorm = (x - mu) / std
    out = xnorm.T * gamma + beta
    cache = (xnorm, std, gamma)
    return out, cache

def layernorm_backward(dout, cache):
    xnorm, std, gamma = cache
    dgamma = np.sum(dout * xnorm.T, axis=0)
    dbeta = np.sum(dout, axis=0)
    dxnorm = (dout * gamma).T
    F = dxnorm.shape[0]
    dx = (F * dxnorm - np.sum(dxnorm, axis=0) - xnorm * np.sum(dxnorm, axis=0)) / (F * std)
    return dx.T, dgamma, dbeta
