import numpy as np


def gn_forward(x, gamma, beta, G, eps=1e-5):
    out, saved = np.empty(x.shape), {}
    size = x.shape[1] // G
    for n in range(x.shape[0]):
        for g in range(G):
            part = slice(g * size, (g + 1) * size)
            block = x[n, part]
            sd = np.sqrt(block.var() + eps)
            z = (block - block.mean()) / sd
            saved[n, g] = (part, z, sd)
            out[n, part] = z * gamma.ravel()[part, None, None] + beta.ravel()[part, None, None]
    return out, (saved, gamma)


def gn_backward(dout, cache):
    saved, gamma = cache
    dx = np.empty(dout.shape)
    dgamma, dbeta = np.zeros(gamma.shape), np.zeros(gamma.shape)
    for (n, g), (part, z, sd) in saved.items():
        d = dout[n, part]
        dgamma.ravel()[part] += (d * z).sum((1, 2))
        dbeta.ravel()[part] += d.sum((1, 2))
        dz = d * gamma.ravel()[part, None, None]
        dx[n, part] = (dz - dz.mean() - z * (dz * z).mean()) / sd
    return dx, dgamma, dbeta
