import numpy as np

def spatial_batchnorm_forward(x, gamma, beta, bn_param):
  eps = bn_param.get('eps', 1e-5)
  m = x.mean(axis=(0, 2, 3)).reshape(1, -1, 1, 1)
  s = np.sqrt(x.var(axis=(0, 2, 3)) + eps).reshape(1, -1, 1, 1)
  z = (x - m) / s
  y = np.einsum('c,nchw->nchw', gamma, z) + beta[None, :, None, None]
  return y, (z, s, gamma)

def spatial_batchnorm_backward(dout, cache):
  z, s, gamma = cache
  avg = lambda t: t.mean(axis=(0, 2, 3)).reshape(1, -1, 1, 1)
  dz = np.einsum('c,nchw->nchw', gamma, dout)
  dx = (dz - avg(dz) - z * avg(dz * z)) / s
  dgamma = (dout * z).mean(axis=(0, 2, 3))
  dbeta = dout.sum(axis=(0, 2, 3))
  return dx, dgamma, dbeta
