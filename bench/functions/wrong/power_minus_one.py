import numpy as np

def forward(x, gamma, beta, eps=1e-5):
    m = np.mean(x, 0)
    v = np.mean(np.power(x - m, 2), 0)
    xn = np.multiply(x - m, np.power(v + eps, -0.5))
    return xn * gamma + beta, (x, m, v, xn, gamma, eps)

def backward(dout, cache):
    x, m, v, xn, gamma, eps = cache
    k = x.shape[0]
    gxn = np.multiply(dout, gamma)
    gv = np.sum(gxn * (x - m), 0) * (-0.5) * np.power(v + eps, -1.0)
    gm = np.sum(gxn, 0) * (-1) * np.power(v + eps, -0.5)
    gx = gxn * np.power(v + eps, -0.5) + gv * 2 * (x - m) / k + gm / k
    return gx, np.sum(dout * xn, 0), np.sum(dout, 0)
