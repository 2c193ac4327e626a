import numpy as np

def batchnorm_forward(x, gamma, beta, bn_param):
    mode = bn_param['mode']
    eps = bn_param.get('eps', 1e-5)
    momentum = bn_param.get('momentum', 0.9)
    D = x.shape[1]
    running_mean = bn_param.get('running_mean', np.zeros(D, dtype=x.dtype))
    running_var = bn_param.get('running_var', np.zeros(D, dtype=x.dtype))
    out, cache = None, None
    if mode == 'train':
        mean = np.mean(x, axis=0)
        var = np.var(x, axis=0)
        norm = (x - mean) / np.sqrt(var + eps)
        out = gamma * norm + beta
        cache = {'norm': norm, 'var': var, 'eps': eps, 'gamma': gamma}
        running_mean = momentum * running_mean + (1 - momentum) * mean
        running_var = momentum * running_var + (1 - momentum) * var
    elif mode == 'test':
        out = (x - running_mean) / np.sqrt(running_var + eps)
    bn_param['running_mean'] = running_mean
    bn_param['running_var'] = running_var
    return out, cache

def batchnorm_backward(dout, cache):
    m = dout.shape[0]
    norm, gamma = cache['norm'], cache['gamma']
    dnorm = dout * gamma
    dx = (m * dnorm - np.sum(dnorm, axis=0) - norm * np.sum(dnorm * norm, axis=0)) / (m * np.sqrt(cache['var'] + cache['eps']))
    return dx, np.sum(dout * norm, axis=0), np.sum(dout, axis=0)
