import numpy as np

class LayerNorm:

    def __init__(self, gamma, beta, eps=1e-5):
        self.gamma = gamma
        self.beta = beta
        self.eps = eps

    def forward(self, x):
        self.c = x - x.mean(axis=1, keepdims=True)
        self.inv = 1 / np.sqrt((self.c ** 2).mean(axis=1, keepdims=True) + self.eps)
        return self.gamma * (self.c * self.inv) + self.beta

    def backward(self, dout):
        dgamma = (dout * self.c * self.inv).sum(axis=0)
        dbeta = dout.sum(axis=0)
        D = dout.shape[1]
        dxhat = dout * self.gamma
        dvar = -(dxhat * self.c).sum(axis=1, keepdims=True) * self.inv ** 3
        dc = dxhat * self.inv + 2 * self.c * dvar / D
        dx = dc - dc.sum(axis=1, keepdims=True) / D
        return dx, dgamma, dbeta
