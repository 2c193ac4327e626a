import numpy as np

def ln_forward(x, gamma, beta, eps=1e-5):
    sds = np.sqrt(x.var(axis=1) + eps)
    zs = (x - x.mean(axis=1)[:, None]) / sds[:, None]
    return zs * gamma + beta, (zs, sds, gamma)

def ln_backward(dout, cache):
    zs, sds, gamma = cache
    dx = np.array([(d - d.mean() - z * (d * z).mean()) / s for d, z, s in zip(dout, zs, sds)])
    return dx, (dout * zs).sum(axis=0), dout.sum(axis=0)
