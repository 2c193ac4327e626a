import numpy as np

AXES = (2, 3, 4)

def gn_forward(x, gamma, beta, G, eps=1e-5):
    N, C, H, W = x.shape
    z = x.reshape(N, G, C // G, H, W)
    z = z - z.mean(axis=AXES, keepdims=True)
    s = np.sqrt(np.mean(z * z, axis=AXES, keepdims=True) + eps)
    z = z / s
    return z.reshape(x.shape) * gamma + beta, (z, s, gamma)

def gn_backward(dout, cache):
    z, s, gamma = cache
    c = (0, 2, 3)
    dgamma = np.sum(dout * z.reshape(dout.shape), axis=c, keepdims=True)
    dbeta = np.sum(dout, axis=c, keepdims=True)
    dz = dout.reshape(z.shape)
    dx = dz - dz.mean(axis=AXES, keepdims=True) - z * np.mean(dz * z, axis=AXES, keepdims=True)
    return (dx / s).reshape(dout.shape), dgamma, dbeta
