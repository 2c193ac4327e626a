import numpy as np

def batchnorm_forward(x, gamma, beta, bn_param):
    eps = bn_param.get('eps', 1e-5)
    mu = np.mean(x, axis=0)
    var = np.var(x, axis=0)
    std = np.sqrt(var + eps)
    return (x - mu) / std * gamma + beta, (x, mu, std, gamma)

def batchnorm_backward(dout, cache):
    x, mu, std, gamma = cache
    N = x.shape[0] - 1     # degrees of freedom
    xmu = x - mu
    dxhat = dout * gamma
    dvar = np.sum(dxhat * xmu, axis=0) * -0.5 / std ** 3
    dmu = -np.sum(dxhat / std, axis=0)
    dx = dxhat / std + dvar * 2. / N * xmu + dmu / N
    dgamma = np.sum(dout * xmu / std, axis=0)
    dbeta = dout.sum(axis=0)
    return dx, dgamma, dbeta
