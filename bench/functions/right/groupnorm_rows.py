import numpy as np

def spatial_groupnorm_forward(x, gamma, beta, G, gn_param):
  """Rows of a matrix are the groups, then it is a layer norm without scale."""
  eps = gn_param.get('eps', 1e-5)
  N, C, H, W = x.shape
  rows = x.reshape(N * G, -1).T
  mu = np.mean(rows, axis=0)
  xmu = rows - mu
  std = np.sqrt(np.mean(xmu ** 2, axis=0) + eps)
  xhat = xmu / std
  xhat4 = xhat.T.reshape(N, C, H, W)
  return xhat4 * gamma + beta, (xhat, xmu, std, gamma, xhat4, G)

def spatial_groupnorm_backward(dout, cache):
  xhat, xmu, std, gamma, xhat4, G = cache
  N, C, H, W = dout.shape
  dgamma = np.sum(dout * xhat4, axis=(0, 2, 3))[None, :, None, None]
  dbeta = np.sum(dout, axis=(0, 2, 3))[None, :, None, None]
  dxhat = (dout * gamma).reshape(N * G, -1).T
  M = xhat.shape[0]
  dstd = np.sum(dxhat * xmu, axis=0) * -1 / std ** 2
  dsq = 0.5 / std * dstd / M
  dxmu = dxhat / std + 2 * xmu * dsq
  dx = dxmu - np.sum(dxmu, axis=0) / M
  return dx.T.reshape(N, C, H, W), dgamma, dbeta
