import numpy as np

def batchnorm_forward(x, gamma, beta, bn_param):
  eps = bn_param.get('eps', 1e-5)
  cache = {}
  cache['istd'] = 1 / np.sqrt(np.var(x, axis=0) + eps)
  cache['xh'] = (x - np.mean(x, axis=0)) * cache['istd']
  cache['gamma'] = gamma
  return gamma * cache['xh'] + beta, cache

def batchnorm_backward_alt(dout, cache):
  xh, istd = cache['xh'], cache['istd']
  m = len(dout)
  dbeta = np.sum(dout, axis=0)
  dgamma = np.sum(dout * xh, axis=0)
  dxh = dout * cache['gamma']
  dx = istd / m * (m * dxh - xh * np.sum(dxh * xh, axis=0))
  return dx, dgamma, dbeta
