import numpy as np

def layernorm_forward(x, gamma, beta, ln_param):
  xc = x - x.mean(axis=1)[:, None]
  std = np.sqrt((xc ** 2).mean(axis=1) + ln_param.get('eps', 1e-5))[:, None]
  return gamma * xc / std + beta, (xc / std, std, gamma)

def layernorm_backward(dout, cache):
  xn, std, gamma = cache
  dgamma = np.sum(xn * dout, axis=0)
  dbeta = np.sum(dout, axis=0)
  dxn = gamma * dout
  N, D = dout.shape
  dx = (D * dxn - np.sum(dxn, axis=0) - xn * np.sum(dxn * xn, axis=0)) / D / std
  return dx, dgamma, dbeta
