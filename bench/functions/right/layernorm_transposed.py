import numpy as np

# trick: a layer norm is a batch norm of the transposed input
def layernorm_forward(x, gamma, beta, ln_param):
    eps = ln_param.get('eps', 1e-5)
    xt = x.T
    mean = np.mean(xt, axis=0)
    var = np.var(xt, axis=0)
    xn = (xt - mean) / np.sqrt(var + eps)
    xn = xn.T
    out = gamma * xn + beta
    return out, (xn, var, gamma, eps)

def layernorm_backward(dout, cache):
    xn, var, gamma, eps = cache
    dgamma = np.sum(dout * xn, axis=0)
    dbeta = np.sum(dout, axis=0)
    dxn = (dout * gamma).T
    xn = xn.T
    D = xn.shape[0]
    dx = 1 / D / np.sqrt(var + eps) * (D * dxn - np.sum(dxn, axis=0) - xn * np.sum(dxn * xn, axis=0))
    return dx.T, dgamma, dbeta
