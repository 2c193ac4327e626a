import numpy as np

def dropout_forward(x, dropout_param):
    # keep with probability p
    if dropout_param['mode'] == 'test': return x.copy(), (dropout_param, None)
    if 'seed' in dropout_param: np.random.seed(dropout_param['seed'])
    keep = np.random.uniform(size=x.shape) < dropout_param['p']
    y = np.where(keep, x / dropout_param['p'], 0)
    return y, (dropout_param, keep)

def dropout_backward(dout, cache):
    dropout_param, keep = cache
    if dropout_param['mode'] == 'test': return dout
    return np.where(keep, dout / dropout_param['p'], 0)
