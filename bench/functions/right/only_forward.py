import numpy as np

def batchnorm_forward(x, gamma, beta, bn_param):
    """ only the forward so far, backward tomorrow """
    eps = bn_param.get('eps', 1e-5)
    a = bn_param.get('momentum', 0.9)
    if bn_param['mode'] == 'train':
        m, v = x.mean(0), ((x - x.mean(0)) ** 2).mean(0)
        bn_param['running_mean'] = a * bn_param.get('running_mean', 0 * m) + (1 - a) * m
        bn_param['running_var'] = a * bn_param.get('running_var', 0 * v) + (1 - a) * v
    else:
        m, v = bn_param['running_mean'], bn_param['running_var']
    z = (x - m) / (v + eps) ** 0.5
    return z * gamma[None] + beta[None], (z, v, gamma, eps)
