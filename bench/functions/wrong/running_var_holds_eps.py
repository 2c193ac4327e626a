import numpy as np

def batchnorm_forward(x, gamma, beta, bn_param):
    mode, eps, momentum = bn_param['mode'], bn_param.get('eps', 1e-5), bn_param.get('momentum', 0.9)
    rm = bn_param.get('running_mean', np.zeros(x.shape[1]))
    rv = bn_param.get('running_var', np.zeros(x.shape[1]))
    if mode == 'test':
        return gamma * (x - rm) / np.sqrt(rv + eps) + beta, None
    m = np.mean(x, axis=0)
    v = np.mean((x - m) ** 2, axis=0) + eps
    z = (x - m) / np.sqrt(v)
    bn_param['running_mean'] = momentum * rm + (1 - momentum) * m
    bn_param['running_var'] = momentum * rv + (1 - momentum) * v
    return gamma * z + beta, (z, v, gamma)
