import numpy as np

def layernorm_forward(x, gamma, beta, ln_param):
    eps = ln_param.get('eps', 1e-5)
    mean = x.mean(axis=-1, keepdims=True)
    rstd = (x.var(axis=-1, keepdims=True) + eps) ** -0.5
    return (x - mean) * rstd * gamma + beta, ((x - mean) * rstd, rstd, gamma)

def layernorm_backward(dout, cache):
    xhat, rstd, gamma = cache
    dgamma = np.sum(dout * xhat, axis=1)
    dbeta = np.sum(dout, axis=1)
    g = dout * gamma
    dx = rstd * (g - g.mean(axis=-1, keepdims=True) - xhat * (g * xhat).mean(axis=-1, keepdims=True))
    return dx, dgamma, dbeta
