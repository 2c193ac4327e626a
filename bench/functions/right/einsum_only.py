from numpy import einsum, sqrt


def bn_fwd(x, gamma, beta, eps=1e-5):
    n = len(x)
    mu = einsum("nd->d", x) / n
    xc = x - mu
    s = sqrt(einsum("nd,nd->d", xc, xc) / n + eps)
    z = xc / s
    return einsum("d,nd->nd", gamma, z) + beta, (z, s, gamma)


def bn_bwd(dout, cache):
    z, s, gamma = cache
    n = len(z)
    g = einsum("d,nd->nd", gamma, dout)
    dz = g - einsum("nd->d", g) / n - z * einsum("nd,nd->d", g, z) / n
    return dz / s, einsum("nd,nd->d", dout, z), einsum("nd->d", dout)
