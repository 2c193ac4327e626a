import numpy as np

def batchnorm_forward(x, gamma, beta, bn_param):
    mode, eps = bn_param['mode'], bn_param.get('eps', 1e-5)
    momentum = bn_param.get('momentum', 0.9)
    D = x.shape[1]
    bn_param.setdefault('running_mean', np.zeros(D))
    bn_param.setdefault('running_var', np.zeros(D))
    cache = {}
    if mode == 'train':
        mu = x.mean(axis=0)
        var = x.var(axis=0)
        std = np.sqrt(var + eps)
        xn = (x - mu) / std
        for name, value in (('running_mean', mu), ('running_var', var)):
            bn_param[name] = momentum * bn_param[name] + (1 - momentum) * value
        cache['std'] = std
        cache['xn'] = xn
        cache['gamma'] = gamma
    else:
        xn = (x - bn_param['running_mean']) / np.sqrt(bn_param['running_var'] + eps)
    return xn * gamma + beta, cache

def batchnorm_backward_alt(dout, cache):
    xn = cache['xn']
    N = xn.shape[0]
    dgamma = (dout * xn).sum(axis=0)
    dbeta = dout.sum(axis=0)
    dx = cache['gamma'] / (N * cache['std']) * (N * dout - dbeta - xn * dgamma)
    return dx, dgamma, dbeta
