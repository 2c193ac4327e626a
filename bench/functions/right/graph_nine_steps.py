import numpy as np
from .im2col import col2im_indices  # course helper

def batchnorm_forward(x, gamma, beta, bn_param):
  eps = bn_param.get('eps', 1e-5)
  momentum = bn_param.get('momentum', 0.9)
  N, D = x.shape
  rm = bn_param.get('running_mean', np.zeros(D))
  rv = bn_param.get('running_var', np.zeros(D))
  if bn_param['mode'] == 'test':
    return gamma * (x - rm) / np.sqrt(rv + eps) + beta, None

  #step1: mean
  mu = 1./N * np.sum(x, axis=0)
  #step2: subtract
  xmu = x - mu
  #step3 + 4: the variance
  sq = xmu ** 2
  var = 1./N * np.sum(sq, axis=0)
  #step5, 6: root, then invert
  sqrtvar = np.sqrt(var + eps)
  ivar = 1./sqrtvar
  #step7..9
  xhat = xmu * ivar
  gammax = gamma * xhat
  out = gammax + beta
  bn_param['running_mean'] = momentum * rm + (1 - momentum) * mu
  bn_param['running_var'] = momentum * rv + (1 - momentum) * var
  return out, (xhat, gamma, xmu, ivar, sqrtvar, var, eps)

def batchnorm_backward(dout, cache):
  xhat, gamma, xmu, ivar, sqrtvar, var, eps = cache
  N, D = dout.shape
  #step9
  dbeta = np.sum(dout, axis=0)
  dgammax = dout
  #step8
  dgamma = np.sum(dgammax * xhat, axis=0)
  dxhat = dgammax * gamma
  #step7
  divar = np.sum(dxhat * xmu, axis=0)
  dxmu1 = dxhat * ivar
  #step6
  dsqrtvar = -1. / (sqrtvar ** 2) * divar
  #step5
  dvar = 0.5 * 1. / np.sqrt(var + eps) * dsqrtvar
  #step4
  dsq = 1. / N * np.ones((N, D)) * dvar
  #step3
  dxmu2 = 2 * xmu * dsq
  #step2
  dx1 = (dxmu1 + dxmu2)
  dmu = -1 * np.sum(dxmu1 + dxmu2, axis=0)
  #step1
  dx2 = 1. / N * np.ones((N, D)) * dmu
  #step0
  dx = dx1 + dx2
  return dx, dgamma, dbeta
