"""Makes test/data/peer_verdicts.json: what PyTorch's gradcheck says of a right and of a wrong closed form.

    python3 test/python/peer_verdicts.py > test/data/peer_verdicts.json

Needs PyTorch (made with 1.13). Data are scale * randn + offset of np.random.RandomState(seed), drawn in the order x,
gamma, beta; the wrong form is the article's, whose variance term has x̂ S0 for x̂ S1.
"""

import json

import numpy as np
import torch

EPS = 1e-5


def layer(article):
    class Layer(torch.autograd.Function):
        @staticmethod
        def forward(ctx, x, gamma, beta):
            std = torch.sqrt(((x - x.mean(0)) ** 2).mean(0) + EPS)
            xhat = (x - x.mean(0)) / std
            ctx.save_for_backward(xhat, std, gamma)
            return gamma * xhat + beta

        @staticmethod
        def backward(ctx, dout):
            xhat, std, gamma = ctx.saved_tensors
            g = dout * gamma
            rows = len(dout)
            inner = g if article else g * xhat
            dx = (rows * g - g.sum(0) - xhat * inner.sum(0)) / (rows * std)
            return dx, (dout * xhat).sum(0), dout.sum(0)

    return Layer.apply


def passes(article, inputs, fast):
    return bool(torch.autograd.gradcheck(layer(article), inputs, fast_mode=fast, raise_exception=False))


cases = []
for rows, columns in (5, 3), (8, 4), (12, 5):
    for scale, offset in (1, 0), (5, 12), (1e-3, 0), (1e5, 0), (1e7, 0), (1, 1e6), (1, 1e8):
        random = np.random.RandomState(rows)
        x = scale * random.randn(rows, columns) + offset
        inputs = [torch.tensor(v, requires_grad=True) for v in (x, random.randn(columns), random.randn(columns))]
        for article in False, True:
            slow, fast = passes(article, inputs, False), passes(article, inputs, True)
            shape = [rows, columns]
            cases.append({"shape": shape, "scale": scale, "offset": offset, "article": article, "slow": slow, "fast": fast})

print("[\n" + ",\n".join(json.dumps(case) for case in cases) + "\n]")
