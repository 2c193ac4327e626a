import numpy as np

def batchnorm_forward(x, gamma, beta, bn_param):
    eps = bn_param.get('eps', 1e-5)
    sample_mean = np.mean(x, axis=0)
    sample_var = np.var(x, axis=0)
    x_normalized = (x - sample_mean) / np.sqrt(sample_var + eps)
    out = gamma * x_normalized + beta
    return out, (x_normalized, gamma, beta, sample_mean, sample_var, x, eps)

def batchnorm_backward_alt(dout, cache):
    x_normalized, gamma, beta, sample_mean, sample_var, x, eps = cache
    N = x.shape[0]
    v = sample_var + eps
    # quotient rule on y_i = gamma * (x_i - mu) / sqrt(v)
    dy_dx = ((N - 1) * v - (x - sample_mean) ** 2 * (1 - 1.0 / N)) / (N * v ** 1.5)
    dx = dout * gamma * dy_dx
    return dx, np.sum(dout * x_normalized, axis=0), np.sum(dout, axis=0)
