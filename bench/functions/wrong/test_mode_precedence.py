import numpy as np

def batchnorm_forward(x, gamma, beta, bn_param):
  eps = bn_param.get('eps', 1e-5)
  decay = bn_param.get('momentum', 0.9)
  running_mean = bn_param.get('running_mean', np.zeros(x.shape[1]))
  running_var = bn_param.get('running_var', np.zeros(x.shape[1]))
  if bn_param['mode'] == 'train':
    mu = np.mean(x, axis=0)
    var = np.var(x, axis=0)
    running_mean = decay * running_mean + (1 - decay) * mu
    running_var = decay * running_var + (1 - decay) * var
    x_normalized = (x - mu) / np.sqrt(var + eps)
  else:
    x_normalized = x - running_mean / np.sqrt(running_var + eps)
  bn_param['running_mean'] = running_mean
  bn_param['running_var'] = running_var
  return x_normalized * gamma + beta, (x_normalized, gamma)
