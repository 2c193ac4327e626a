"""Batch norm as in CS231n's assignment 2, its fast backward pass with a mistake that was published.

Check it: bn-gradcheck function examples/article_mistake.py
The paper derivation is right; in the code the middle term of dx has lost an x_normalized inside its sum.
"""
import numpy as np


def batchnorm_forward(x, gamma, beta, bn_param):
    mode = bn_param['mode']
    eps = bn_param.get('eps', 1e-5)
    momentum = bn_param.get('momentum', 0.9)

    N, D = x.shape
    running_mean = bn_param.get('running_mean', np.zeros(D, dtype=x.dtype))
    running_var = bn_param.get('running_var', np.zeros(D, dtype=x.dtype))

    out, cache = None, None
    if mode == 'train':
        sample_mean = np.mean(x, axis=0, keepdims=True)
        sample_var = np.var(x, axis=0, keepdims=True)
        x_normalized = (x - sample_mean) / np.sqrt(sample_var + eps)
        out = gamma * x_normalized + beta
        cache = (x_normalized, gamma, beta, sample_mean, sample_var, x, eps)
        running_mean = momentum * running_mean + (1 - momentum) * sample_mean
        running_var = momentum * running_var + (1 - momentum) * sample_var
    elif mode == 'test':
        x_normalized = (x - running_mean) / np.sqrt(running_var + eps)
        out = gamma * x_normalized + beta
    else:
        raise ValueError('Invalid forward batchnorm mode "%s"' % mode)

    bn_param['running_mean'] = running_mean
    bn_param['running_var'] = running_var
    return out, cache


def batchnorm_backward(dout, cache):
    x_normalized, gamma, beta, sample_mean, sample_var, x, eps = cache
    N = x.shape[0]

    dgamma = np.sum(dout * x_normalized, axis=0, keepdims=True)
    dbeta = np.sum(dout, axis=0, keepdims=True)

    dx_normalized = dout * gamma
    x_mu = x - sample_mean
    sample_std_inv = 1.0 / np.sqrt(sample_var + eps)
    dsample_var = -0.5 * np.sum(dx_normalized * x_mu, axis=0, keepdims=True) * sample_std_inv**3
    dsample_mean = -np.sum(dx_normalized * sample_std_inv, axis=0, keepdims=True)
    dx = dx_normalized * sample_std_inv + dsample_var * 2.0 * x_mu / N + dsample_mean / N
    return dx, dgamma, dbeta


def batchnorm_backward_alt(dout, cache):
    x_normalized, gamma, beta, sample_mean, sample_var, x, eps = cache
    N = x.shape[0]
    sample_std_inv = 1.0 / np.sqrt(sample_var + eps)

    dgamma = np.sum(dout * x_normalized, axis=0, keepdims=True)
    dbeta = np.sum(dout, axis=0, keepdims=True)

    dx_normalized = dout * gamma
    dx = 1.0 / N * sample_std_inv * (N * dx_normalized - x_normalized * np.sum(dx_normalized, axis=0, keepdims=True) - np.sum(dx_normalized, axis=0, keepdims=True))
    return dx, dgamma, dbeta
