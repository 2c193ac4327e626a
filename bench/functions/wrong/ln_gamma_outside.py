import numpy as np

def layernorm_forward(x, gamma, beta, ln_param):
    eps = ln_param.get('eps', 1e-5)
    mu = np.mean(x, axis=1, keepdims=True)
    var = np.var(x, axis=1, keepdims=True)
    x_hat = (x - mu) / np.sqrt(var + eps)
    out = gamma * x_hat + beta
    cache = (x_hat, gamma, var, eps)
    return out, cache

def layernorm_backward(dout, cache):
    # same as batchnorm_backward_alt with the axis changed
    x_hat, gamma, var, eps = cache
    D = x_hat.shape[1]
    dgamma = np.sum(dout * x_hat, axis=0)
    dbeta = np.sum(dout, axis=0)
    dx = gamma / (D * np.sqrt(var + eps)) * (D * dout - np.sum(dout, axis=1, keepdims=True)
         - x_hat * np.sum(dout * x_hat, axis=1, keepdims=True))
    return dx, dgamma, dbeta
