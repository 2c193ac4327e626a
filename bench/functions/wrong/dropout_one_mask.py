import numpy as np

def dropout_forward(x, dropout_param):
    p, mode = dropout_param['p'], dropout_param['mode']   # keep with probability p
    if 'seed' in dropout_param:
        np.random.seed(dropout_param['seed'])
    mask, out = None, x
    if mode == 'train':
        mask = (np.random.rand(x.shape[1]) < p) / p
        out = x * mask
    return out, (dropout_param, mask)

def dropout_backward(dout, cache):
    dropout_param, mask = cache
    if dropout_param['mode'] == 'test':
        return dout
    return dout * mask
