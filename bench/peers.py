"""Times other people's batch norm backward passes, on one thread.

Reads requests of one line from standard input, {"rows": N, "columns": D, "seconds": s}, and answers each with one line
of JSON: the median seconds of every function that is installed and not too slow for the shape.
"""

import json
import statistics
import sys
import time

import numpy as np

try:
    import torch

    torch.set_num_threads(1)
except ImportError:
    torch = None

EPS = 1e-5


def median_time(function, seconds):
    """Median seconds of a run, of at least one run and as many as fit into the time."""
    start = time.perf_counter()
    function()
    first = time.perf_counter() - start
    if first > seconds:
        return first
    repeats = max(1, int(5e-5 / max(first, 1e-8)))
    samples = []
    end = time.perf_counter() + seconds
    while len(samples) < 3 or time.perf_counter() < end:
        start = time.perf_counter()
        for _ in range(repeats):
            function()
        samples.append((time.perf_counter() - start) / repeats)
    return statistics.median(samples)


def forward(x, gamma, beta):
    mu = x.mean(axis=0)
    xmu = x - mu
    var = (xmu**2).mean(axis=0)
    std = np.sqrt(var + EPS)
    xhat = xmu / std
    return gamma * xhat + beta, (xmu, std, xhat)


def staged(dout, gamma, cache):
    """The forward steps walked back one at a time."""
    xmu, std, xhat = cache
    rows = len(dout)
    dbeta = dout.sum(axis=0)
    dgamma = (dout * xhat).sum(axis=0)
    dxhat = dout * gamma
    dstd = -(dxhat * xmu).sum(axis=0) / std**2
    dvar = dstd / (2 * std)
    dxmu = dxhat / std + 2 * xmu * (dvar / rows)
    dmu = -dxmu.sum(axis=0)
    return dxmu + dmu / rows, dgamma, dbeta


def closed(dout, gamma, cache):
    """The closed form in NumPy."""
    _, std, xhat = cache
    rows = len(dout)
    dbeta = dout.sum(axis=0)
    dgamma = (dout * xhat).sum(axis=0)
    return gamma / (rows * std) * (rows * dout - dbeta - xhat * dgamma), dgamma, dbeta


def numerical(function, x, dout, h=1e-5):
    """Central differences of sum(function(x) * dout), one element of x after the other."""
    gradient = np.zeros_like(x)
    for index in np.ndindex(*x.shape):
        kept = x[index]
        x[index] = kept + h
        above = function(x)
        x[index] = kept - h
        below = function(x)
        x[index] = kept
        gradient[index] = np.sum((above - below) * dout) / (2 * h)
    return gradient


def functions(rows, columns):
    random = np.random.RandomState(231)
    x, dout = 5 * random.randn(rows, columns) + 12, random.randn(rows, columns)
    gamma, beta = random.randn(columns), random.randn(columns)
    _, cache = forward(x, gamma, beta)
    yield "NumPy staged", lambda: staged(dout, gamma, cache)
    yield "NumPy closed form", lambda: closed(dout, gamma, cache)
    if x.size <= 600:
        yield "NumPy differences", lambda: numerical(lambda v: forward(v, gamma, beta)[0], x, dout)
    if torch is None:
        return
    for name, kind in ("float64", torch.float64), ("float32", torch.float32):
        yield f"PyTorch {name}", torch_backward(*(torch.tensor(v, dtype=kind) for v in (x, dout, gamma, beta)))
    leaf = torch.tensor(x, requires_grad=True)
    layer = lambda v: torch.nn.functional.batch_norm(v, None, None, torch.tensor(gamma), torch.tensor(beta), True)
    for mode, largest in ("slow", 64 * 32), ("fast", 128 * 512):
        if x.size <= largest:
            yield f"gradcheck {mode}", lambda fast=mode == "fast": torch.autograd.gradcheck(
                layer, (leaf,), fast_mode=fast, raise_exception=False
            )


def torch_backward(x, dout, gamma, beta):
    _, mean, inverse = torch.native_batch_norm(x, gamma, beta, None, None, True, 0.1, EPS)
    backward = torch.ops.aten.native_batch_norm_backward
    return lambda: backward(dout, x, gamma, None, None, mean, inverse, True, EPS, [True, True, True])


for line in sys.stdin:
    request = json.loads(line)
    measured = {
        name: median_time(function, request["seconds"])
        for name, function in functions(request["rows"], request["columns"])
    }
    print(json.dumps(measured), flush=True)
