import numpy as np

def batchnorm_forward(x, gamma, beta, bn_param):
    eps = bn_param.get('eps', 1e-5)
    mu, std = x.mean(axis=0), np.sqrt(x.var(axis=0) + eps)
    return gamma * (x - mu) / std + beta, ((x - mu) / std, std, gamma)

def batchnorm_backward(dout, cache):
    xhat, std, gamma = cache
    N, D = dout.shape
    dx, dgamma, dbeta = np.zeros((N, D)), np.zeros(D), np.zeros(D)
    for j in range(D):
        for k in range(1, N):
            dbeta[j] += dout[k, j]
            dgamma[j] += dout[k, j] * xhat[k, j]
        for i in range(N):
            dx[i, j] = gamma[j] / std[j] * (dout[i, j] - dbeta[j] / N - xhat[i, j] * dgamma[j] / N)
    return dx, dgamma, dbeta
