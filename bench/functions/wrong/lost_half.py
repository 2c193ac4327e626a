import numpy as np

def bn_fw(x, gamma, beta, eps = 1e-5):
    xc = x - x.mean(axis = 0)
    std = np.sqrt((xc * xc).mean(axis = 0) + eps)
    return gamma * xc / std + beta, (xc, std, gamma)

def bn_bw(dout, cache):
    xc, std, gamma = cache
    dgamma = (dout * xc / std).sum(axis = 0)
    dbeta = dout.sum(axis = 0)
    dxn = gamma * dout
    dxc = dxn / std
    dstd = -((dxn * xc) / std ** 2).sum(axis = 0)
    dvar = dstd / std          # d sqrt
    dxc += 2.0 / len(xc) * xc * dvar
    dx = dxc - dxc.mean(axis = 0)
    return dx, dgamma, dbeta
