import numpy as np

def dropout_forward(x, dropout_param):
  """ p is the keep probability """
  p, mode = dropout_param['p'], dropout_param['mode']
  if 'seed' in dropout_param:
    np.random.seed(dropout_param['seed'])
  mask = np.random.random_sample(x.shape) < p
  out = x * mask / p if mode == 'train' else x
  return out, (dropout_param, mask)

def dropout_backward(dout, cache):
  dropout_param, mask = cache
  p = dropout_param['p']
  if dropout_param['mode'] == 'train':
    dx = dout / p
  else:
    dx = dout
  return dx
