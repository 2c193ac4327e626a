import numpy as np

def batchnorm_forward(x, gamma, beta, bn_param):
    eps = bn_param.get('eps', 1e-5)
    miu = np.mean(x, axis=0)
    v = np.mean((x - miu) ** 2, axis=0)
    x_nor = (x - miu) / np.sqrt(v + eps)
    return gamma * x_nor + beta, (miu, v, eps, gamma, x_nor, x)

def batchnorm_backward(dout, cache):
    (miu, v, eps, gamma, x_nor, x) = cache
    n = x.shape[0]
    dx_nor = dout * gamma
    dv = np.sum(dx_nor * (x - miu), axis=0) * -1/2 * np.power(v + eps, -3/2)
    # the other part of dmiu is zero because sum(x - miu) = 0
    dmiu = np.sum(-dx_nor / np.sqrt(v + eps), axis=0)
    dx = dx_nor / np.sqrt(v + eps) + 2 / n * (x - miu) * dv + dmiu / n
    return dx, np.sum(dout * x_nor, axis=0), np.sum(dout, axis=0)
