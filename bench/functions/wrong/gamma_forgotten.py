import numpy as np

def batchnorm_forward(x, gamma, beta, bn_param):
  eps = bn_param.get('eps', 1e-5)
  mu = x.mean(0)
  xmu = x - mu
  var = (xmu ** 2).mean(0)
  sqrtvar = np.sqrt(var + eps)
  ivar = 1 / sqrtvar
  xhat = xmu * ivar
  return gamma * xhat + beta, (xhat, gamma, xmu, ivar, sqrtvar)

def batchnorm_backward(dout, cache):
  xhat, gamma, xmu, ivar, sqrtvar = cache
  N = dout.shape[0]
  dbeta = dout.sum(0)
  dgamma = (dout * xhat).sum(0)
  dxhat = dout
  divar = (dxhat * xmu).sum(0)
  dsqrtvar = -divar / sqrtvar ** 2
  dvar = .5 / sqrtvar * dsqrtvar
  dxmu = dxhat * ivar + 2 * xmu * dvar / N
  dx = dxmu - dxmu.sum(0) / N
  return dx, dgamma, dbeta
