import numpy as np

def dropout_forward(x, dropout_param):
  '''inverted dropout, p is the probability of keeping a unit'''
  p, mode = dropout_param['p'], dropout_param['mode']
  rng = np.random.RandomState(dropout_param.get('seed'))
  if mode == 'train':
    mask = rng.binomial(1, p, x.shape)
    return x * mask / p, (dropout_param, mask)
  return x, (dropout_param, None)

def dropout_backward(dout, cache):
  dropout_param, mask = cache
  if mask is None:
    return dout
  return dout * mask / dropout_param['p']
