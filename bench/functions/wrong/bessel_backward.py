import numpy as np

# following the makemore lecture
def bn_forward(hprebn, gamma, beta, eps=1e-5):
    n = hprebn.shape[0]
    bnmeani = 1/n*hprebn.sum(0, keepdims=True)
    bndiff = hprebn - bnmeani
    bnvar = 1/n*(bndiff**2).sum(0, keepdims=True)
    bnvar_inv = (bnvar + eps)**-0.5
    bnraw = bndiff * bnvar_inv
    return gamma * bnraw + beta, (bnraw, bnvar_inv, gamma)

def bn_backward(dhpreact, cache):
    bnraw, bnvar_inv, bngain = cache
    n = bnraw.shape[0]
    dhprebn = bngain*bnvar_inv/n * (n*dhpreact - dhpreact.sum(0) - n/(n-1)*bnraw*(dhpreact*bnraw).sum(0))
    dbngain = (bnraw * dhpreact).sum(0)
    dbnbias = dhpreact.sum(0)
    return dhprebn, dbngain, dbnbias
