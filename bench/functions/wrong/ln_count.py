import numpy as np

def layernorm_forward(x, gamma, beta, ln_param):
    eps = ln_param.get('eps', 1e-5)
    std = np.sqrt(x.var(axis=1, keepdims=True) + eps)
    x_hat = (x - x.mean(axis=1, keepdims=True)) / std
    return x_hat * gamma + beta, (x_hat, std, gamma)

def layernorm_backward(dout, cache):
    x_hat, std, gamma = cache
    N = dout.shape[0]
    dgamma = (dout * x_hat).sum(axis=0)
    dbeta = dout.sum(axis=0)
    dx_hat = dout * gamma
    dx = (dx_hat - dx_hat.sum(axis=1, keepdims=True) / N - x_hat * (dx_hat * x_hat).sum(axis=1, keepdims=True) / N) / std
    return dx, dgamma, dbeta
