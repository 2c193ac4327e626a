import numpy as np

def bn_forward(x, gamma, beta, eps=1e-5):
    z = (x - np.mean(x, axis=0)) / np.std(x, axis=0)
    # np.std has no eps, so scale afterwards
    z *= np.sqrt(np.var(x, axis=0) / (np.var(x, axis=0) + eps))
    return gamma * z + beta, (z, np.sqrt(np.var(x, axis=0) + eps), gamma)

def bn_backward(dout, cache):
    z, sd, gamma = cache
    dgamma = np.mean(dout * z, axis=0)
    dbeta = np.sum(dout, axis=0)
    g = dout * gamma
    dx = (g - np.mean(g, axis=0) - z * np.mean(g * z, axis=0)) / sd
    return dx, dgamma, dbeta
