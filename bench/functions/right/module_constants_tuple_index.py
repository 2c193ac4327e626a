import numpy as np
ROWS = 0
X, MU, VAR, EPS, GAMMA = range(5)

def batchnorm_forward(x, gamma, beta, bn_param):
    eps = bn_param.get('eps', 1e-5)
    mu, var = x.mean(ROWS), x.var(ROWS)
    return gamma * (x - mu) / np.sqrt(var + eps) + beta, (x, mu, var, eps, gamma)

def batchnorm_backward(dout, cache):
    xm = cache[X] - cache[MU]
    v = cache[VAR] + cache[EPS]
    N = float(xm.shape[ROWS])
    dgamma = (dout * xm).sum(ROWS) / np.sqrt(v)
    dbeta = dout.sum(ROWS)
    g = dout * cache[GAMMA]
    dv = (g * xm).sum(ROWS) * (-.5) / (v * np.sqrt(v))
    dm = -g.sum(ROWS) / np.sqrt(v)
    dx = g / np.sqrt(v) \
       + xm * dv * 2. / N \
       + dm / N
    return dx, dgamma, dbeta
