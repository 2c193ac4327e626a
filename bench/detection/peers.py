"""The mistakes of the benchmark again, in NumPy, for peers that call a backward pass themselves.

Reads JSON lines and answers each with one:
  {"ask": "gradients", "batch"}            the gradients of every mistake, to be compared with those of the benchmark
  {"ask": "verdicts", "batch", "modes"}    {id: {mode: does gradcheck reject it}}, mode "slow" or "fast"
"""
import json
import sys
import warnings
from types import SimpleNamespace

import numpy as np
import torch


def statistics(x, gamma, beta, eps):
    """What a backward pass finds in its cache: x (N, D), statistics (D)."""
    mean = x.mean(axis=0)
    centred = x - mean
    var = (centred**2).mean(axis=0)
    std = np.sqrt(var + eps)
    N, D = x.shape
    known = {"N": N, "D": D, "x": x, "gamma": gamma, "beta": beta, "eps": eps}
    return SimpleNamespace(**known, mean=mean, centred=centred, var=var, std=std, xhat=centred / std)


def with_dout(cache, dout):
    """The cache with dout (N, D), g = gamma dout, and the sums S0 = sum g, S1 = sum g xhat over the rows."""
    g = cache.gamma * dout
    return SimpleNamespace(**vars(cache), dout=dout, g=g, S0=g.sum(0), S1=(g * cache.xhat).sum(0))


def closed(c, std=None, xhat=None, g=None, S0=None, S1=None):
    """The right dx, or the same with something else in a place of it."""
    g, S0, S1 = (given if other is None else other for given, other in ((c.g, g), (c.S0, S0), (c.S1, S1)))
    return (c.N * g - S0 - (c.xhat if xhat is None else xhat) * S1) / (c.N * (c.std if std is None else std))


def bare(c):
    """The sums over dout where those over g are due."""
    return {"S0": c.dout.sum(0), "S1": (c.dout * c.xhat).sum(0)}


def projected(c):
    flat = c.g - c.g.mean(0)
    return (flat - c.xhat * (flat * c.xhat).mean(0)) / c.std


def staged(c):
    inverse = (c.var + c.eps) ** -0.5
    dvar = (c.g * c.centred).sum(0) * -0.5 * (c.var + c.eps) ** -1.5
    dmean = -c.g.sum(0) * inverse + dvar * (-2 * c.centred).sum(0) / c.N
    return c.g * inverse + dvar * 2 * c.centred / c.N + dmean / c.N


def graph(c):
    dstd = -1 / c.std**2 * (c.g * c.centred).sum(0)
    dvar = 0.5 / c.std * dstd
    dcentred = c.g / c.std + 2 * c.centred * (dvar / c.N)
    return dcentred - dcentred.sum(0) / c.N


def twice_centred(c):
    centred = c.centred - c.centred.mean(0)
    std = np.sqrt((centred**2).mean(0) + c.eps)
    xhat = centred / std
    return closed(c, std=std, xhat=xhat, S1=(c.g * xhat).sum(0))


def one_element(c):
    dx = closed(c)
    dx[c.N // 2, c.D // 2] *= 1.01
    return dx


DX = {
    "right-closed": closed,
    "right-inverse": lambda c: (1 / c.N) * (1 / c.std) * (c.N * c.g - c.S0 - c.xhat * c.S1),
    "right-means": lambda c: (c.g - c.g.mean(0) - c.xhat * (c.g * c.xhat).mean(0)) / c.std,
    "right-gamma-outside": lambda c: c.gamma * closed(c, g=c.dout, **bare(c)),
    "right-paper": staged,
    "right-graph": graph,
    "right-two-stage": twice_centred,
    "right-projection": projected,
    "mean-missing": lambda c: closed(c, S0=0),
    "variance-missing": lambda c: closed(c, S1=0),
    "statistics-constant": lambda c: c.g / c.std,
    "variance-sign": lambda c: closed(c, S1=-c.S1),
    "mean-sign": lambda c: closed(c, S0=-c.S0),
    "both-signs": lambda c: closed(c, S0=-c.S0, S1=-c.S1),
    "article": lambda c: closed(c, S1=c.S0),
    "mean-twice": lambda c: closed(c, S0=2 * c.S0),
    "diagonal": lambda c: c.g * ((c.N - 1) * c.std**2 - c.centred**2 * (1 - 1 / c.N)) / (c.N * c.std**3),
    "diagonal-short": lambda c: (c.N - 1 - c.xhat**2) * c.g / (c.N * c.std),
    "diagonal-total": lambda c: ((c.N - 1) * c.std - 2 * c.centred * c.x.std()) / (c.N * c.std**2) * c.g,
    "two-lost": lambda c: closed(c, S1=c.S1 / 2),
    "half-lost": lambda c: closed(c, S1=c.S1 * 2),
    "n-lost": lambda c: closed(c, S0=c.N * c.S0, S1=c.N * c.S1),
    "n-lost-mean": lambda c: closed(c, S0=c.N * c.S0),
    "n-lost-variance": lambda c: closed(c, S1=c.N * c.S1),
    "n-minus-1": lambda c: closed(c, S0=c.N / (c.N - 1) * c.S0, S1=c.N / (c.N - 1) * c.S1),
    "bessel-term": lambda c: closed(c, S1=c.N / (c.N - 1) * c.S1),
    "d-for-n": lambda c: closed(c, S0=c.N / c.D * c.S0, S1=c.N / c.D * c.S1),
    "std-cubed": lambda c: closed(c, S1=c.S1 * c.std**6),
    "std-squared": lambda c: closed(c, S1=c.S1 * c.std),
    "inverse-twice": lambda c: closed(c, S1=c.S1 / c.std),
    "mean-times-std": lambda c: closed(c, S0=c.S0 * c.std**2),
    "std-not-inverted": lambda c: closed(c) * c.std**2,
    "n-times": lambda c: closed(c) * c.N,
    "dx-sign": lambda c: -closed(c),
    "dx-scaled": lambda c: closed(c) * 1.0001,
    "eps-missing": lambda c: closed(c, std=np.sqrt(c.var)),
    "eps-missing-dvar": lambda c: closed(c, S1=c.S1 * (1 + c.eps / c.var) ** 1.5),
    "eps-subtracted": lambda c: closed(c, std=np.sqrt(c.var - c.eps)),
    "eps-outside": lambda c: closed(c, std=np.sqrt(c.var) + c.eps),
    "bessel-std": lambda c: closed(c, std=np.sqrt(c.var * c.N / (c.N - 1) + c.eps)),
    "var-for-std": lambda c: closed(c, std=c.var + c.eps),
    "x-for-xhat": lambda c: closed(c, xhat=c.x),
    "centred-for-xhat": lambda c: closed(c, xhat=c.centred),
    "gamma-missing": lambda c: closed(c, g=c.dout, **bare(c)),
    "gamma-direct-missing": lambda c: closed(c, g=c.dout),
    "gamma-sums-missing": lambda c: closed(c, **bare(c)),
    "g-twice": lambda c: closed(c) * c.g,
    "wrong-axis": lambda c: closed(c, S0=c.g.sum(1, keepdims=True), S1=(c.g * c.xhat).sum(1, keepdims=True)),
    "no-axis": lambda c: closed(c, S0=c.g.sum(), S1=(c.g * c.xhat).sum()),
    "rows-swapped": lambda c: closed(c)[[1, 0, *range(2, c.N)]],
    "one-element": one_element,
}

DGAMMA = {
    "dgamma-centred": lambda c: (c.dout * c.centred).sum(0),
    "dgamma-x": lambda c: (c.dout * c.x).sum(0),
    "dgamma-y": lambda c: (c.dout * (c.gamma * c.xhat + c.beta)).sum(0),
    "dgamma-times-std": lambda c: (c.dout * c.centred * c.std).sum(0),
    "dgamma-mean": lambda c: (c.dout * c.xhat).mean(0),
    "dgamma-g": lambda c: c.S1,
    "dgamma-sign": lambda c: -(c.dout * c.xhat).sum(0),
    "parameters-exchanged": lambda c: c.dout.sum(0),
}

DBETA = {
    "dbeta-mean": lambda c: c.dout.mean(0),
    "dbeta-zero": lambda c: np.zeros(c.D),
    "dbeta-g": lambda c: c.S0,
    "parameters-exchanged": lambda c: (c.dout * c.xhat).sum(0),
}

IDS = [*DX, *dict.fromkeys([*DGAMMA, *DBETA])]


def gradients(name, cache, dout):
    c = with_dout(cache, dout)
    dgamma = DGAMMA.get(name, lambda c: (c.dout * c.xhat).sum(0))
    dbeta = DBETA.get(name, lambda c: c.dout.sum(0))
    return DX.get(name, closed)(c), dgamma(c), dbeta(c)


def layer(name, eps):
    """The layer as PyTorch meets it: forward right, backward with the mistake."""

    class Layer(torch.autograd.Function):
        @staticmethod
        def forward(ctx, x, gamma, beta):
            ctx.cache = statistics(x.detach().numpy(), gamma.detach().numpy(), beta.detach().numpy(), eps)
            return torch.from_numpy(ctx.cache.gamma * ctx.cache.xhat + ctx.cache.beta)

        @staticmethod
        def backward(ctx, dout):
            return tuple(map(torch.from_numpy, gradients(name, ctx.cache, dout.numpy())))

    return Layer.apply


def rejects(name, batch, mode):
    inputs = [torch.from_numpy(batch[key].copy()).requires_grad_() for key in ("x", "gamma", "beta")]
    function = layer(name, batch["eps"])
    return not torch.autograd.gradcheck(function, inputs, fast_mode=mode == "fast", raise_exception=False)


def read(batch):
    N, D = batch["N"], batch["D"]
    shapes = {"x": (N, D), "gamma": (D,), "beta": (D,), "dout": (N, D)}
    return {"eps": batch["eps"], **{key: np.array(batch[key]).reshape(shape) for key, shape in shapes.items()}}


def answer(request):
    batch = read(request["batch"])
    if request["ask"] == "verdicts":
        return {name: {mode: rejects(name, batch, mode) for mode in request["modes"]} for name in IDS}
    cache = statistics(batch["x"], batch["gamma"], batch["beta"], batch["eps"])
    keys = ("dx", "dgamma", "dbeta")
    return {
        name: {key: value.ravel().tolist() for key, value in zip(keys, gradients(name, cache, batch["dout"]))}
        for name in IDS
    }


# After a fast failure gradcheck runs slow mode too, for its message alone; here nobody reads that.
sys.modules["torch.autograd.gradcheck"]._run_slow_mode_and_get_error = lambda *_args: ""
torch.set_num_threads(1)
np.seterr(all="ignore")
warnings.simplefilter("ignore")
print(json.dumps({"torch": torch.__version__}), flush=True)
for line in sys.stdin:
    print(json.dumps(answer(json.loads(line))), flush=True)
