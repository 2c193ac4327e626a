import numpy as np

def bn_forward(x, gamma, beta, eps=1e-5):
    m = x.mean(axis=0)
    v = x.var(axis=0)
    inv = 1 / np.sqrt(np.maximum(v, eps))
    return (x - m) * inv * gamma + beta, (m, v, inv)
