import numpy as np

def dropout_forward(x, dropout_param):
    keep, mode = dropout_param['p'], dropout_param['mode']  # p = P(keep)
    if mode != 'train':
        return x, (dropout_param, np.ones_like(x))
    if dropout_param.get('seed') is not None:
        np.random.seed(dropout_param['seed'])
    mask = np.zeros_like(x)
    mask[np.random.rand(*x.shape) < keep] = 1 / keep
    return mask * x, (dropout_param, mask)

def dropout_backward(dout, cache):
    dropout_param, mask = cache
    p = dropout_param['p']
    if dropout_param['mode'] != 'train':
        return dout
    return mask * dout / p
