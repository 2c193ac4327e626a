import numpy as np

def batchnorm_forward(x, gamma, beta, bn_param):
  mu = x.mean(axis=0)
  s = np.sqrt(x.var(axis=0) + bn_param.get('eps', 1e-5))
  xh = (x - mu) / s
  return xh * gamma + beta, (xh, s, gamma)

def batchnorm_backward(dout, cache):
  xh, s, gamma = cache
  dgamma = np.sum(xh * dout, axis=0)
  dbeta = np.sum(dout, axis=1)
  dxh = dout * gamma
  dx = dxh / s - np.mean(dxh, axis=0) / s - xh * np.mean(dxh * xh, axis=0) / s
  return dx, dgamma, dbeta
