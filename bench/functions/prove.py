"""Proves the labels of this folder: which functions are wrong, in which outputs, and that the given repair mends them.

What a layer is stands here a second time, plainly: y from its definition, gradients by central differences of that
definition in long double. Nothing of the extension is used. Run: python3 bench/functions/prove.py
"""

import ast
import inspect
import json
import sys
import types
import warnings
from pathlib import Path

import numpy as np

FOLDER = Path(__file__).parent
TOLERANCE = 1e-8
KEEP = 0.3


def normalised(layer, x, groups, eps):
    """xhat, mu, var and the standard deviation of a layer, each of the shape that broadcasts with x."""
    if layer == "groupnorm":
        n, c, h, w = x.shape
        parts = x.reshape(n, groups, -1)
        mu = parts.mean(axis=2, keepdims=True)
        var = ((parts - mu) ** 2).mean(axis=2, keepdims=True)
        std = np.sqrt(var + eps)
        return ((parts - mu) / std).reshape(x.shape), mu, var, std
    axes = {"batchnorm": 0, "layernorm": 1, "spatial-batchnorm": (0, 2, 3)}[layer]
    mu = x.mean(axis=axes, keepdims=True)
    var = ((x - mu) ** 2).mean(axis=axes, keepdims=True)
    std = np.sqrt(var + eps)
    return (x - mu) / std, mu, var, std


def along_channels(values, ndim):
    return values.reshape(1, -1, *[1] * (ndim - 2))


def exact(layer, data, eps):
    """y and the gradients of sum(dout * y)."""
    long = {name: np.asarray(data[name], dtype=np.longdouble) for name in ("x", "gamma", "beta", "dout")}
    ndim = long["x"].ndim

    def forward(values):
        xhat, *_ = normalised(layer, values["x"], data["groups"], np.longdouble(eps))
        return along_channels(values["gamma"], ndim) * xhat + along_channels(values["beta"], ndim)

    answer = {"y": forward(long)}
    for name in ("x", "gamma", "beta"):
        gradient = np.zeros_like(long[name])
        h = np.longdouble(1e-5)
        for at in np.ndindex(gradient.shape):
            ends = []
            for step in (-2 * h, -h, h, 2 * h):
                moved = long[name].copy()
                moved[at] += step
                ends.append((long["dout"] * forward({**long, name: moved})).sum())
            gradient[at] = (ends[0] - 8 * ends[1] + 8 * ends[2] - ends[3]) / (12 * h)
        answer["d" + name] = gradient
    return {"y": answer["y"], "dx": answer["dx"], "dgamma": answer["dgamma"], "dbeta": answer["dbeta"]}


def load(text):
    """The names that a file defines; imports from the course's package are left out."""
    tree = ast.parse(text)
    tree.body = [node for node in tree.body if not (isinstance(node, ast.ImportFrom) and node.level > 0)]
    module = types.ModuleType("functions")
    sys.modules["functions"] = module
    exec(compile(tree, "functions", "exec"), module.__dict__)
    return vars(module)


def arguments(function, data, eps, mode):
    param = {"mode": mode, "eps": eps, "momentum": 0.8, **data.get("running", {})}
    given = {
        "gamma": data["shaped"]["gamma"],
        "beta": data["shaped"]["beta"],
        "eps": eps,
        "G": data["groups"],
        "bn_param": param,
        "ln_param": param,
        "gn_param": param,
    }
    names = list(inspect.signature(function).parameters)[1:]
    return [given[name] for name in names], param


def run(entry, text, data, eps):
    """What the functions of a file answer, by the names of outputs; None where one raises."""
    names = load(text)
    layer, x, dout = entry["layer"], data["x"].copy(), data["dout"].copy()
    shapes = {"x": x.shape, "y": x.shape, "dx": x.shape, "dgamma": data["shaped"]["gamma"].shape}
    shapes["dbeta"] = shapes["dgamma"]
    got = {}
    if "." in entry.get("forward", ""):
        instance = names[entry["forward"].split(".")[0]](data["shaped"]["gamma"], data["shaped"]["beta"], eps=eps)
        got["y"] = instance.forward(x)
        gradients = instance.backward(dout)
    else:
        gradients = ()
        if "forward" in entry:
            forward = names[entry["forward"]]
            given, param = arguments(forward, data, eps, "train")
            got["y"], cache = forward(x, *given)
            for key in ("running_mean", "running_var"):
                if key in param and key not in data.get("running", {}):
                    got[key] = param[key]
        else:
            xhat, mu, var, std = normalised(layer, x, 1, eps)
            flat = {"mu": mu[0], "var": var[0], "std": std[0], "sqrtvar": std[0], "ivar": 1 / std[0]}
            scope = {**flat, "xhat": xhat, "xmu": x - mu, "x": x, "gamma": data["gamma"], "eps": eps}
            cache = eval(entry["cache"], scope)
        if "backward" in entry:
            gradients = names[entry["backward"]](dout, cache)
    got.update(zip(("dx", "dgamma", "dbeta"), gradients))
    for name, value in got.items():
        size = np.size(value)
        if name in shapes and size == np.prod(shapes[name]) and np.ndim(value) <= len(shapes[name]) + 1:
            if name not in ("y", "dx") or np.shape(value) == shapes[name]:
                got[name] = np.reshape(value, shapes[name])
    return got


def data_of(layer):
    rng = np.random.default_rng(5)
    shape, groups = {
        "batchnorm": ((7, 4), 1),
        "layernorm": ((4, 7), 1),
        "spatial-batchnorm": ((5, 3, 2, 4), 1),
        "groupnorm": ((2, 6, 3, 4), 3),
        "dropout": ((60, 40), 1),
    }[layer]
    spread = 0.3 + rng.random((1, shape[1], *[1] * (len(shape) - 2)))
    data = {
        "x": rng.normal(size=shape) * spread + rng.normal(size=spread.shape) * 2,
        "gamma": rng.normal(size=shape[1]) + 0.5,
        "beta": rng.normal(size=shape[1]),
        "dout": rng.normal(size=shape) + 0.4,
        "groups": groups,
    }
    wide = (1, -1, 1, 1) if layer == "groupnorm" else (-1,)
    data["shaped"] = {name: data[name].reshape(wide) for name in ("gamma", "beta")}
    return data


def wrong_values(got, due):
    wrong = set()
    for name, value in got.items():
        if name not in due:
            continue
        target = due[name]
        shape = np.shape(value)
        if name in ("dgamma", "dbeta", "running_mean", "running_var"):
            fits = np.size(value) == target.size and len([n for n in shape if n != 1]) <= 1
            value = np.reshape(value, target.shape) if fits else value
        if np.shape(value) != target.shape:
            wrong.add(name)
        elif not np.max(np.abs(value - target)) <= TOLERANCE * np.max(np.abs(target)):
            wrong.add(name)
    return wrong


def wrong_outputs(entry, text):
    """The outputs that are wrong on the data of some setting."""
    layer = entry["layer"]
    if layer == "dropout":
        return wrong_dropout(entry, text)
    data, wrong = data_of(layer), set()
    for eps in (1e-5, 0.1):
        due = exact(layer, data, eps)
        _, mu, var, _ = normalised(layer, data["x"], data["groups"], eps)
        due.update(running_mean=0.2 * mu.ravel(), running_var=0.2 * var.ravel())
        try:
            got = run(entry, text, data, eps)
        except ValueError:
            return {"y"}
        wrong |= wrong_values(got, due)
    return wrong | wrong_in_test_mode(entry, text, data, 0.1)


def wrong_in_test_mode(entry, text, data, eps):
    """Evaluation with the running statistics, of functions that have it."""
    if "forward" not in entry or "running_mean" not in text or data["x"].ndim != 2:
        return set()
    n = data["gamma"].size
    statistics = {"running_mean": np.linspace(-1, 2, n), "running_var": np.linspace(0.5, 3, n)}
    forward = load(text)[entry["forward"]]
    given, _ = arguments(forward, {**data, "running": dict(statistics)}, eps, "test")
    y, cache = forward(data["x"].copy(), *given)
    root = np.sqrt(statistics["running_var"] + eps)
    due = {"y": data["gamma"] * (data["x"] - statistics["running_mean"]) / root + data["beta"]}
    return wrong_values({"y": y}, due)


def wrong_dropout(entry, text):
    data, wrong = data_of("dropout"), set()
    names = load(text)
    forward, backward = names[entry["forward"]], names.get(entry.get("backward"))
    p = 1 - KEEP if entry.get("p") == "drop" else KEEP
    x = 5 + np.abs(data["x"])
    for mode in ("train", "test"):
        y, cache = forward(x.copy(), {"mode": mode, "p": p, "seed": 3})
        kept = y != 0 if mode == "train" else np.ones(x.shape, dtype=bool)
        factor = kept / KEEP if mode == "train" else 1
        if abs(kept.mean() - KEEP) > 0.04 and mode == "train":
            wrong.add("y")
        if mode == "train" and np.ptp(kept.mean(axis=0)) == 1:
            wrong.add("y")
        wrong |= wrong_values({"y": y}, {"y": x * factor})
        if backward is not None:
            wrong |= wrong_values({"dx": backward(data["dout"].copy(), cache)}, {"dx": data["dout"] * factor})
    return wrong


def main():
    faults = 0
    entries = json.loads((FOLDER / "manifest.json").read_text(encoding="utf-8"))
    for entry in entries:
        text = (FOLDER / entry["file"]).read_text(encoding="utf-8")
        said, found = set(entry.get("wrong", [])), wrong_outputs(entry, text)
        if said != found:
            faults += 1
            print(f"{entry['file']}: wrong in {sorted(found)}, labelled {sorted(said)}")
        repair = entry.get("repair")
        if repair is not None:
            left = wrong_outputs(entry, text.replace(repair["is"], repair["due"]))
            if text.count(repair["is"]) != 1 or left:
                faults += 1
                print(f"{entry['file']}: the repair leaves {sorted(left)} wrong")
    wrong = sum("wrong" in entry for entry in entries)
    print(f"{wrong} wrong and {len(entries) - wrong} right functions, {faults} labels to mend")
    return 1 if faults else 0


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    sys.exit(main())
