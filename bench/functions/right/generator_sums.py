import numpy as np


def bn_forward(x, gamma, beta, eps=1e-5):
    count = x.shape[0]
    mean = sum(row for row in x) / count
    spread = sum((row - mean) ** 2 for row in x) / count
    scale = np.sqrt(spread + eps)
    normal = np.stack([(row - mean) / scale for row in x])
    return gamma * normal + beta, (normal, scale, gamma)


def bn_backward(dout, cache):
    normal, scale, gamma = cache
    count = normal.shape[0]
    rows = list(zip(dout, normal))
    dbeta = sum(d for d, _ in rows)
    dgamma = sum(d * n for d, n in rows)
    dx = np.array([gamma / scale * (d - dbeta / count - n * dgamma / count) for d, n in rows])
    return dx, dgamma, dbeta
