import numpy as np

def dropout_forward(x, dropout_param):
    p, mode = dropout_param['p'], dropout_param['mode']   # p: chance to keep
    if 'seed' in dropout_param:
        np.random.seed(dropout_param['seed'])
    mask = None
    if mode == 'train':
        mask = (np.random.rand(*x.shape) < p) / p
        out = x * mask
    if mode == 'test':
        out = x * p
    return out, (dropout_param, mask)
