"""Batch norm the way Theano does it: rescale first, centre afterwards."""
import numpy as np


def forward(x, gamma, beta, eps=1e-5):
    mean, var = x.mean(0, keepdims=True), x.var(0, keepdims=True)
    invstd = 1 / np.sqrt(var + eps)
    normed = (x - mean) * invstd
    return normed * gamma + beta, dict(normed=normed, invstd=invstd, gamma=gamma)


def backward(dout, cache):
    normed, invstd = cache["normed"], cache["invstd"]
    g = cache["gamma"] * dout
    t = (g - normed * np.mean(g * normed, axis=0, keepdims=True)) * invstd
    dx = t - t.mean(axis=0, keepdims=True)
    return dx, (dout * normed).sum(0), dout.sum(0)
