import numpy as np

def sbn_forward(x, gamma, beta, eps=1e-5):
    out = np.zeros_like(x)
    cache = []
    for c in range(x.shape[1]):
        plane = x[:, c]
        std = np.sqrt(plane.var() + eps)
        z = (plane - plane.mean()) / std
        out[:, c] = gamma[c] * z + beta[c]
        cache.append((z, std, gamma[c]))
    return out, cache

def sbn_backward(dout, cache):
    dx = np.zeros_like(dout)
    dgamma = np.zeros(dout.shape[1])
    dbeta = np.zeros(dout.shape[1])
    for c, (z, std, gamma) in enumerate(cache):
        d = dout[:, c]
        dgamma[c] = (d * z).sum()
        dbeta[c] = d.sum()
        dx[:, c] = gamma / std * (d - d.mean() - z * (d * z).mean())
    return dx, dgamma, dbeta
