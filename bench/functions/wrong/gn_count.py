import numpy as np

def spatial_groupnorm_forward(x, gamma, beta, G, gn_param):
    N, C, H, W = x.shape
    rows = x.reshape(N * G, -1)
    mu = rows.mean(axis=1, keepdims=True)
    inv = (rows.var(axis=1, keepdims=True) + gn_param.get('eps', 1e-5)) ** -0.5
    xhat = ((rows - mu) * inv).reshape(N, C, H, W)
    return gamma * xhat + beta, (xhat, inv, gamma, G)

def spatial_groupnorm_backward(dout, cache):
    xhat, inv, gamma, G = cache
    N, C, H, W = dout.shape
    D = C // G * W
    dgamma, dbeta = (np.sum(a, axis=(0, 2, 3), keepdims=True) for a in (dout * xhat, dout))
    g, z = (dout * gamma).reshape(N * G, -1), xhat.reshape(N * G, -1)
    s0, s1 = g.sum(1, keepdims=True), (g * z).sum(1, keepdims=True)
    return (inv * (g - (s0 + z * s1) / D)).reshape(N, C, H, W), dgamma, dbeta
