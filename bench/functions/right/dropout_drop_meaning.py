import numpy as np


def dropout_forward(x, dropout_param):
  """
  - dropout_param: A dictionary with the following keys:
    - p: Dropout parameter. We drop each neuron output with probability p.
    - mode: 'test' or 'train'. If the mode is train, then perform dropout;
      if the mode is test, then just return the input.
  """
  p, mode = dropout_param['p'], dropout_param['mode']
  if 'seed' in dropout_param:
    np.random.seed(dropout_param['seed'])
  mask = None
  out = None
  if mode == 'train':
    mask = (np.random.rand(*x.shape) >= p) / (1 - p)
    out = x * mask
  elif mode == 'test':
    out = x
  cache = (dropout_param, mask)
  return out, cache


def dropout_backward(dout, cache):
  dropout_param, mask = cache
  if dropout_param['mode'] == 'train':
    return dout * mask
  return dout
