import numpy as np

def batchnorm_backward(dout, cache):
    """Closed form; see my derivation in notes/bn.md"""
    x_hat, gamma = cache['x_hat'], cache['gamma']
    std = np.sqrt(cache['var'])
    N, D = dout.shape
    g = gamma * dout
    dx = (g - np.mean(g, axis=0) - x_hat * np.mean(g * x_hat, axis=0)) / std
    return dx, np.sum(dout * x_hat, axis=0), np.sum(dout, axis=0)
