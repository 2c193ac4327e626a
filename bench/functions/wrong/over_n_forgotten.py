import numpy as np

def batchnorm_forward(x, gamma, beta, bn_param):
    mu = x.mean(axis=0)
    inv = 1 / np.sqrt(x.var(axis=0) + bn_param.get('eps', 1e-5))
    normalized = (x - mu) * inv
    return gamma * normalized + beta, {'norm': normalized, 'inv': inv, 'gamma': gamma, 'N': x.shape[0]}

def batchnorm_backward_alt(dout, cache):
    N, norm, inv, gamma = cache['N'], cache['norm'], cache['inv'], cache['gamma']
    dnorm = dout * gamma
    dx = inv * (N * dnorm - dnorm.sum(axis=0) - norm * (dnorm * norm).sum(axis=0))
    return dx, (dout * norm).sum(axis=0), dout.sum(axis=0)
