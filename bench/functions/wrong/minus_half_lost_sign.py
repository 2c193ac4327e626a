import numpy as np

def batchnorm_forward(x, gamma, beta, bn_param):
  eps = bn_param.get('eps', 1e-5)
  sample_mean = np.mean(x, axis=0, keepdims=True)
  sample_var = np.var(x, axis=0, keepdims=True)
  x_normalized = (x - sample_mean) / np.sqrt(sample_var + eps)
  cache = (x_normalized, gamma, beta, sample_mean, sample_var, x, eps)
  return gamma * x_normalized + beta, cache

def batchnorm_backward(dout, cache):
  (x_normalized, gamma, beta, sample_mean, sample_var, x, eps) = cache
  N = x.shape[0]
  dx_normalized = dout * gamma   # [N, D]
  x_mu = x - sample_mean
  sample_std_inv = 1.0 / np.sqrt(sample_var + eps)
  # dL/dvar, -1/2 (var + eps)^(-3/2)
  dsample_var = 0.5 * np.sum(dx_normalized * x_mu, axis=0, keepdims=True) * sample_std_inv ** 3
  dsample_mean = -1.0 * np.sum(dx_normalized * sample_std_inv, axis=0, keepdims=True)
  dx = dx_normalized * sample_std_inv + 2.0 / N * dsample_var * x_mu + 1.0 / N * dsample_mean
  dgamma = np.sum(dout * x_normalized, axis=0)
  dbeta = np.sum(dout, axis=0)
  return dx, dgamma, dbeta
