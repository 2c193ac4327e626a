import numpy as np

def batchnorm_forward(x, gamma, beta, bn_param):
	eps = bn_param.get('eps', 1e-5)
	mean = np.mean(x, axis=0)
	var = np.var(x, axis=0)
	x_hat = (x - mean) / np.sqrt(var + eps)
	return gamma * x_hat + beta, (x, x_hat, mean, var, gamma, eps)

def batchnorm_backward(dout, cache):
	x, x_hat, mean, var, gamma, eps = cache
	N = x.shape[0]
	dx_hat = dout * gamma
	dvar = np.sum(dx_hat * (x - mean), axis=0) * -0.5 * (var + eps) ** 1.5
	dmean = np.sum(dx_hat, axis=0) * -1 / np.sqrt(var + eps)
	dx = dx_hat / np.sqrt(var + eps) + dvar * 2 * (x - mean) / N + dmean / N
	return dx, np.sum(dout * x_hat, axis=0), np.sum(dout, axis=0)
