import numpy as np

def batchnorm_forward(x, gamma, beta, bn_param):
    mode = bn_param['mode']
    eps = bn_param.get('eps', 1e-5)
    momentum = bn_param.get('momentum', 0.9)
    N, D = x.shape
    running_mean = bn_param.get('running_mean', np.zeros(D))
    running_var = bn_param.get('running_var', np.zeros(D))
    cache = None
    if mode == 'train':
        mean, var = x.mean(axis=0), x.var(axis=0)
        running_mean = (1 - momentum) * running_mean + momentum * mean
        running_var = (1 - momentum) * running_var + momentum * var
        x_hat = (x - mean) / np.sqrt(var + eps)
        cache = (x_hat, var, gamma, eps)
    else:
        x_hat = (x - running_mean) / np.sqrt(running_var + eps)
    bn_param['running_mean'], bn_param['running_var'] = running_mean, running_var
    return gamma * x_hat + beta, cache
