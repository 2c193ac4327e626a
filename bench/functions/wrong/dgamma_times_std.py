import numpy as np

def batchnorm_forward(x, gamma, beta, bn_param):
    eps = bn_param.get('eps', 1e-5)
    mu = np.mean(x, axis=0)
    var = np.var(x, axis=0)
    cache = dict(x=x, mu=mu, var=var, gamma=gamma, eps=eps)
    return gamma * (x - mu) / np.sqrt(var + eps) + beta, cache

def batchnorm_backward(dout, cache):
    x, mu, var, gamma, eps = cache['x'], cache['mu'], cache['var'], cache['gamma'], cache['eps']
    N = x.shape[0]
    dbeta = np.sum(dout, axis=0)
    dgamma = np.sum(dout * (x - mu) * np.sqrt(var + eps), axis=0)
    dx = gamma / np.sqrt(var + eps) * (dout - dbeta / N - (x - mu) / (var + eps) * np.mean(dout * (x - mu), axis=0))
    return dx, dgamma, dbeta
