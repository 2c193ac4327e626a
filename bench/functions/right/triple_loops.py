import math
import numpy as np

# no vectorisation on purpose, I want to see every index
def batchnorm_forward(x, gamma, beta, bn_param):
    N, D = x.shape
    eps = bn_param.get('eps', 1e-5)
    y = np.zeros((N, D))
    xhat = np.zeros((N, D))
    sigma = np.zeros(D)
    for j in range(D):
        m = 0.0
        for i in range(N):
            m += x[i, j] / N
        v = 0.0
        for i in range(N):
            v += (x[i, j] - m) ** 2 / N
        sigma[j] = math.sqrt(v + eps)
        for i in range(N):
            xhat[i, j] = (x[i, j] - m) / sigma[j]
            y[i, j] = gamma[j] * xhat[i, j] + beta[j]
    return y, (xhat, sigma, gamma)


def batchnorm_backward(dout, cache):
    xhat, sigma, gamma = cache
    N, D = dout.shape
    dx = np.zeros((N, D))
    dgamma = np.zeros(D)
    dbeta = np.zeros(D)
    for j in range(D):
        s0 = s1 = 0.0
        for k in range(N):
            dbeta[j] += dout[k, j]
            dgamma[j] += dout[k, j] * xhat[k, j]
            s0 += gamma[j] * dout[k, j]
            s1 += gamma[j] * dout[k, j] * xhat[k, j]
        for i in range(N):
            dx[i, j] = (N * gamma[j] * dout[i, j] - s0 - xhat[i, j] * s1) / (N * sigma[j])
    return dx, dgamma, dbeta
