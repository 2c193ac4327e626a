import numpy as np

def batchnorm_forward(x, gamma, beta, bn_param):
    mu = np.mean(x, axis=0)
    sigma = np.sqrt(np.var(x, axis=0) + bn_param.get('eps', 1e-5))
    return gamma * (x - mu) / sigma + beta, (x, mu, sigma, gamma)

def batchnorm_backward(dout, cache):
    x, mu, sigma, gamma = cache
    m = x.shape[0]
    xhat = (x - mu) / sigma
    dgamma = np.sum(dout * xhat, axis=0)
    dbeta = np.sum(dout, axis=0)

    dsigma = np.sum(gamma * dout * -(x - mu), axis=0) / sigma ** 2
    dmu = np.sum(gamma * dout, axis=0) / -sigma

    # three paths: direct, over the mean, over sigma
    dx = dout / sigma
    dx += dmu / m
    dx += dsigma * (x - mu) / (m * sigma)
    return dx, dgamma, dbeta
