import numpy as np

def batchnorm_forward(x, gamma, beta, bn_param):
    eps = bn_param.get('eps', 1e-5)
    m, v = x.mean(0), x.var(0)
    out_unit = (x - m) / np.sqrt(v + eps)
    return gamma * out_unit + beta, [out_unit, v, eps, gamma]

def batchnorm_backward_alt(dout, cache):
    out_unit, v, eps, gamma = cache
    sz = dout.shape[0]
    dout_unit = gamma * dout
    dx = (1. / sz) * np.sqrt(v + eps) * (sz * dout_unit - np.sum(dout_unit, axis=0) - out_unit * np.sum(dout_unit * out_unit, axis=0))
    return dx, np.sum(dout * out_unit, axis=0), np.sum(dout, axis=0)
