import numpy as np

def layernorm_forward(x, gamma, beta, ln_param):
    eps = ln_param.get('eps', 1e-5)
    N, D = x.shape
    mu = np.sum(x, axis=1) / D
    xm = x - mu[:, np.newaxis]
    var = np.sum(xm * xm, axis=1) / D
    inv = 1 / np.sqrt(var + eps)
    return xm * inv[:, np.newaxis] * gamma + beta, (xm, inv, gamma)

def layernorm_backward(dout, cache):
    xm, inv, gamma = cache
    N, D = xm.shape
    xhat = xm * inv.reshape(-1, 1)
    dgamma, dbeta = np.sum(dout * xhat, axis=0), np.sum(dout, axis=0)
    g = dout * gamma
    dinv = np.sum(g * xm, axis=1)
    dvar = -dinv * inv ** 3 / 2
    dxm = g * inv.reshape(-1, 1) + 2 * xm * dvar.reshape(-1, 1) / D
    dmu = -np.sum(dxm, axis=1)
    dx = dxm + dmu.reshape(-1, 1) / D
    return dx, dgamma, dbeta
