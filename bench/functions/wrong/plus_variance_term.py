import numpy as np


def batchnorm_forward(x, gamma, beta, bn_param):
    eps = bn_param.get('eps', 1e-5)
    mu, var = np.mean(x, axis=0), np.var(x, axis=0)
    x_hat = (x - mu) / np.sqrt(var + eps)
    out = gamma * x_hat + beta
    cache = {'x_hat': x_hat, 'var': var, 'eps': eps, 'gamma': gamma}
    return out, cache


def batchnorm_backward_alt(dout, cache):
    x_hat, var, eps, gamma = (cache[k] for k in ('x_hat', 'var', 'eps', 'gamma'))
    m = dout.shape[0]
    dx_hat = dout * gamma
    dx = (m * dx_hat
          - np.sum(dx_hat, axis=0)
          + x_hat * np.sum(dx_hat * x_hat, axis=0)) / (m * np.sqrt(var + eps))
    dgamma = np.sum(dout * x_hat, axis=0)
    dbeta = np.sum(dout, axis=0)
    return dx, dgamma, dbeta
