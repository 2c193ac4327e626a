import numpy as np

def dropout_forward(x, dropout_param):
    # each unit is kept with probability p
    p = dropout_param['p']
    if dropout_param['mode'] == 'test':
        return x, (dropout_param, x.shape)
    if 'seed' in dropout_param:
        np.random.seed(dropout_param['seed'])
    return x * (np.random.rand(*x.shape) < p) / p, (dropout_param, x.shape)

def dropout_backward(dout, cache):
    dropout_param, shape = cache
    if dropout_param['mode'] == 'test':
        return dout
    p = dropout_param['p']
    return dout * (np.random.rand(*shape) < p) / p
