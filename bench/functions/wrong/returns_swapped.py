import numpy as np

def batchnorm_forward(x, gamma, beta, bn_param):
    eps = bn_param.get('eps', 1e-5)
    mean = np.mean(x, axis=0)
    xc = x - mean
    istd = 1 / np.sqrt(np.mean(xc ** 2, axis=0) + eps)
    return xc * istd * gamma + beta, (xc, istd, gamma)

def batchnorm_backward(dout, cache):
    xc, istd, gamma = cache
    x_hat = xc * istd
    dbeta = np.sum(dout, axis=0)
    dgamma = np.sum(dout * x_hat, axis=0)
    dx = gamma * istd * (dout - (dbeta + x_hat * dgamma) / len(dout))
    return dx, dbeta, dgamma
