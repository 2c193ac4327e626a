import numpy as np

def batchnorm_forward(x, gamma, beta, bn_param):
  mode = bn_param['mode']
  eps = bn_param.get('eps', 1e-5)
  momentum = bn_param.get('momentum', 0.9)
  running_mean = bn_param.get('running_mean', np.zeros(x.shape[1], dtype=x.dtype))
  running_var = bn_param.get('running_var', np.zeros(x.shape[1], dtype=x.dtype))
  if mode == 'train':
    mu = np.mean(x, axis=0)
    xc = x - mu
    var = np.mean(xc ** 2, axis=0)
    std = (var + eps) ** 0.5
    xn = xc / std
    out = xn * gamma + beta
    cache = (mode, x, gamma, xc, std, xn, out)
    running_mean *= momentum
    running_mean += (1 - momentum) * mu
    running_var *= momentum
    running_var += (1 - momentum) * var
  else:
    std = np.sqrt(running_var + eps)
    xn = (x - running_mean) / std
    out = gamma * xn + beta
    cache = (mode, x, xn, gamma, beta, std)
  bn_param['running_mean'] = running_mean
  bn_param['running_var'] = running_var
  return out, cache

def batchnorm_backward(dout, cache):
  mode = cache[0]
  if mode == 'train':
    mode, x, gamma, xc, std, xn, out = cache
    N = x.shape[0]
    dbeta = dout.sum(axis=0)
    dgamma = np.sum(xn * dout, axis=0)
    dxn = gamma * dout
    dxc = dxn / std
    dstd = -np.sum((dxn * xc) / (std * std), axis=0)
    dvar = 0.5 * dstd / std
    dxc += (2.0 / N) * xc * dvar
    dmu = np.sum(dxc, axis=0)
    dx = dxc - dmu / N
  else:
    mode, x, xn, gamma, beta, std = cache
    dbeta = dout.sum(axis=0)
    dgamma = np.sum(xn * dout, axis=0)
    dx = dout * gamma / std
  return dx, dgamma, dbeta
