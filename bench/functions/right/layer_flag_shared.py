import numpy as np

def _normalize(x, gamma, beta, axis, eps):
    shape = [1, -1]
    mean = np.expand_dims(np.mean(x, axis), axis)
    var = np.expand_dims(np.var(x, axis), axis)
    z = (x - mean) / np.sqrt(var + eps)
    return z * np.reshape(gamma, shape) + np.reshape(beta, shape), (z, var + eps, gamma, axis)

def _denormalize(dout, cache):
    z, var_eps, gamma, axis = cache
    m = z.shape[axis]
    dz = dout * gamma
    total = lambda a: np.expand_dims(a.sum(axis), axis)
    dx = (dz - total(dz) / m - z * total(dz * z) / m) / np.sqrt(var_eps)
    return dx, (dout * z).sum(0), dout.sum(0)

def batchnorm_forward(x, gamma, beta, bn_param):
    return _normalize(x, gamma, beta, 0, bn_param.get('eps', 1e-5))

def layernorm_forward(x, gamma, beta, ln_param):
    return _normalize(x, gamma, beta, 1, ln_param.get('eps', 1e-5))

def batchnorm_backward(dout, cache):
    return _denormalize(dout, cache)

def layernorm_backward(dout, cache):
    return _denormalize(dout, cache)
