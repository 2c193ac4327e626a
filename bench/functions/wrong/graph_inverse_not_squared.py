import numpy as np

def batchnorm_forward(x, gamma, beta, bn_param):
  mode, eps = bn_param['mode'], bn_param.get('eps', 1e-5)
  momentum = bn_param.get('momentum', 0.9)
  if mode == 'test':
    scale = gamma / np.sqrt(bn_param['running_var'] + eps)
    return x * scale + (beta - bn_param['running_mean'] * scale), None
  mu = np.mean(x, axis=0)
  xmu = x - mu
  var = np.mean(xmu ** 2, axis=0)
  sqrtvar = np.sqrt(var + eps)
  xhat = xmu / sqrtvar
  bn_param['running_mean'] = momentum * bn_param.get('running_mean', np.zeros_like(mu)) + (1 - momentum) * mu
  bn_param['running_var'] = momentum * bn_param.get('running_var', np.zeros_like(var)) + (1 - momentum) * var
  return gamma * xhat + beta, (gamma, xhat, xmu, sqrtvar)

def batchnorm_backward(dout, cache):
  gamma, xhat, xmu, sqrtvar = cache
  N = xmu.shape[0]
  dgamma = np.sum(dout * xhat, axis=0)
  dbeta = np.sum(dout, axis=0)
  dxhat = dout * gamma
  divar = np.sum(dxhat * xmu, axis=0)
  dxmu = dxhat / sqrtvar
  dsqrtvar = -1 / sqrtvar * divar   # 1/s
  dvar = 0.5 / sqrtvar * dsqrtvar
  dxmu += 2 * xmu * dvar / N
  dx = dxmu - np.mean(dxmu, axis=0)
  return dx, dgamma, dbeta
