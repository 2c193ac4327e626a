import numpy as np

def batchnorm_forward(x, gamma, beta, bn_param):
    eps = bn_param.get('eps', 1e-5)
    mu, sigma = x.mean(axis=0), np.sqrt(x.var(axis=0) + eps)
    x_hat = (x - mu) / sigma
    cache = (x, x_hat, sigma, gamma)
    return gamma * x_hat + beta, cache

def batchnorm_backward_alt(dout, cache):
    x, x_hat, sigma, gamma = cache
    N = dout.shape[0]
    dx_hat = gamma * dout
    dx = 1 / (N * sigma) * (
        N * dx_hat                                      # direct
        - np.sum(dx_hat, axis=0)                        # mean
        - x * np.sum(dx_hat * x_hat, axis=0)            # variance
    )
    dgamma = np.sum(dout * x_hat, axis=0)
    dbeta = np.sum(dout, axis=0)
    return dx, dgamma, dbeta
