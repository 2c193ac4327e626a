import numpy as np


def dropout_forward(x, dropout_param):
    keep = dropout_param["p"]  # probability of keeping
    mask = None
    out = x
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    if dropout_param["mode"] == "train":
        mask = (np.random.randn(*x.shape) < keep) * (1 / keep)
        out = x * mask
    return out, (dropout_param, mask)


def dropout_backward(dout, cache):
    dropout_param, mask = cache
    if dropout_param["mode"] == "train":
        dout = dout * mask
    return dout
