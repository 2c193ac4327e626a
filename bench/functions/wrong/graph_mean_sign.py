import numpy as np

def bn_forward(x, gamma, beta, eps=1e-5):
    mu = np.mean(x, axis=0)
    xmu = x - mu
    carre = xmu ** 2
    var = np.mean(carre, axis=0)
    racine = np.sqrt(var + eps)
    inverse = 1. / racine
    xhat = xmu * inverse
    return gamma * xhat + beta, (xhat, gamma, xmu, inverse, racine)

# rétropropagation : on remonte le graphe nœud par nœud
def bn_backward(dout, cache):
    xhat, gamma, xmu, inverse, racine = cache
    n, d = dout.shape
    dxhat = dout * gamma
    dinverse = np.sum(dxhat * xmu, axis=0)
    dracine = -dinverse * inverse ** 2
    dvar = dracine / (2 * racine)
    dcarre = np.ones((n, d)) / n * dvar
    dxmu = dxhat * inverse + 2 * xmu * dcarre
    dmu = np.sum(dxmu, axis=0)
    dx = dxmu + np.ones((n, d)) / n * dmu
    return dx, np.sum(dout * xhat, axis=0), np.sum(dout, axis=0)
