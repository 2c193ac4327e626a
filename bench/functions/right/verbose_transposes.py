import numpy as np

def batchnorm_forward(x, gamma, beta, bn_param):
    eps = bn_param.get('eps', 1e-5)
    features = x.T                                    # D x N
    feature_means = np.array([f.mean() for f in features])
    feature_stds = np.array([np.sqrt(np.dot(f - m, f - m) / len(f) + eps) for f, m in zip(features, feature_means)])
    normalised = ((features.T - feature_means) / feature_stds)
    cache = {'normalised': normalised, 'stds': feature_stds, 'gamma': gamma}
    return normalised * gamma + beta, cache

def batchnorm_backward(dout, cache):
    columns = []
    for j in range(dout.shape[1]):
        column, z = dout[:, j], cache['normalised'][:, j]
        n = column.size
        jacobian = (np.identity(n) - (1 + np.outer(z, z)) / n) / cache['stds'][j]
        columns.append(cache['gamma'][j] * jacobian.dot(column))
    dx = np.column_stack(columns)
    return dx, np.sum(cache['normalised'] * dout, axis=0), np.sum(dout, axis=0)
