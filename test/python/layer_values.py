"""Makes test/data/layer_values.json: every normalisation layer and its gradients on data that is hard on float64.

    python3 test/python/layer_values.py > test/data/layer_values.json

Nothing but Python's own decimal, with so many digits that sums of doubles are exact. Each case has a `line` as
`compute --batch` takes it, inputs being doubles written with as many digits as it takes to read the same double back,
and `outputs`, each the double nearest to the exact value: null where there is none (0 / 0), "Infinity" where it is
beyond the largest double. `units` are what errors are counted in, as exponents of two: the unit in the last place of
the largest term that an output is made of. For y and dx there is one for each statistics group in row-major order (of
|gamma xhat| and |beta|; of (|g| + |mean g| + |xhat mean(g xhat)|) / std), for dgamma and dbeta one for each parameter
(of |dout xhat| and the sum; of |dout| and the sum).
"""

import json
import math
import random
from decimal import Decimal, getcontext

getcontext().prec = 1600
getcontext().Emax = 10**6
getcontext().Emin = -(10**6)


def layout(op, shape, groups, norm_dims, order):
    """For every element in row-major order, its statistics group and its parameter."""
    channel = len(shape) - 1 if order in ("NLC", "NHWC") else 1
    found = []
    for position in range(math.prod(shape)):
        index = [position // math.prod(shape[axis + 1 :]) % shape[axis] for axis in range(len(shape))]
        if op in ("layernorm", "rmsnorm"):
            count = math.prod(shape[-norm_dims:])
            found.append((position // count, position % count))
            continue
        c = index[channel]
        if op == "groupnorm":
            group = index[0] * groups + c // (shape[channel] // groups)
        else:
            group = index[0] * shape[channel] + c if op == "instancenorm" else c
        found.append((group, c))
    return found


def outputs_of(line):
    """The outputs of a line, as Decimal, None where there is no answer; and the largest terms of each."""
    op, shape = line["op"], line["x"]["shape"]
    kind = "batchnorm" if op == "batchnorm_eval" else op
    where = layout(kind, shape, line.get("groups", 1), line.get("norm_dims", 1), line.get("layout", ""))
    exact = lambda name: [Decimal(value) for value in line[name]["data"]]
    x, gamma, dout, eps = exact("x"), exact("gamma"), exact("dout"), Decimal(line["eps"])
    beta = exact("beta") if "beta" in line else [Decimal(0)] * len(gamma)
    y, dx = [None] * len(x), [None] * len(x)
    dgamma, dbeta = [Decimal(0)] * len(gamma), [Decimal(0)] * len(gamma)
    largest = {"y": [], "dx": [], "dgamma": [Decimal(0)] * len(gamma), "dbeta": [Decimal(0)] * len(gamma)}
    for group in range(1 + max(g for g, _ in where)):
        members = [i for i, (g, _) in enumerate(where) if g == group]
        count = len(members)
        constant = op == "batchnorm_eval"
        if constant:
            mean, variance = exact("running_mean")[group], exact("running_var")[group]
        else:
            mean = Decimal(0) if op == "rmsnorm" else sum(x[i] for i in members) / count
            variance = sum((x[i] - mean) ** 2 for i in members) / count
        for i in members:
            p = where[i][1]
            dbeta[p] += dout[i]
            largest["dbeta"][p] = max(largest["dbeta"][p], abs(dout[i]))
        deviation = (variance + eps).sqrt()
        if deviation == 0:
            largest["y"].append(Decimal(0))
            largest["dx"].append(Decimal(0))
            for i in members:
                dgamma[where[i][1]] = None
            continue
        xhat = {i: (x[i] - mean) / deviation for i in members}
        g = {i: gamma[where[i][1]] * dout[i] for i in members}
        mean_g = Decimal(0) if constant or op == "rmsnorm" else sum(g.values()) / count
        product = Decimal(0) if constant else sum(g[i] * xhat[i] for i in members) / count
        for i in members:
            p = where[i][1]
            y[i] = gamma[p] * xhat[i] + beta[p]
            dx[i] = (g[i] - mean_g - xhat[i] * product) / deviation
            largest["dgamma"][p] = max(largest["dgamma"][p], abs(dout[i] * xhat[i]))
            if dgamma[p] is not None:
                dgamma[p] += dout[i] * xhat[i]
        largest["y"].append(max(max(abs(gamma[where[i][1]] * xhat[i]), abs(beta[where[i][1]])) for i in members))
        largest["dx"].append(max(abs(g[i]) + abs(mean_g) + abs(xhat[i] * product) for i in members) / deviation)
    outputs = {"y": y, "dx": dx, "dgamma": dgamma, "dbeta": dbeta}
    for name in ("dgamma", "dbeta"):
        largest[name] = [max(size, abs(value or 0)) for size, value in zip(largest[name], outputs[name])]
    if "beta" not in line:
        del outputs["dbeta"]
    return outputs, largest


def unit(value):
    """The exponent of two of a unit in the last place of a double of this size."""
    numerator, denominator = value.as_integer_ratio()
    if numerator == 0:
        return -1074
    exponent = numerator.bit_length() - denominator.bit_length()
    if numerator * 2 ** max(-exponent, 0) < denominator * 2 ** max(exponent, 0):
        exponent -= 1
    return max(exponent - 52, -1074)


def rounded(value):
    """The nearest double, as JSON has it."""
    if value is None:
        return None
    number = float(value)
    return str(number).replace("inf", "Infinity") if math.isinf(number) else number


def case(name, line):
    outputs, largest = outputs_of(line)
    return {
        "name": name,
        "line": line,
        "outputs": {key: [rounded(value) for value in values] for key, values in outputs.items()},
        "units": {key: [unit(value) for value in largest[key]] for key in outputs},
    }


SETTINGS = [
    ({"op": "batchnorm"}, [6, 2]),
    ({"op": "layernorm"}, [2, 6]),
    ({"op": "rmsnorm"}, [2, 6]),
    ({"op": "groupnorm", "groups": 2}, [1, 4, 3]),
    ({"op": "instancenorm"}, [1, 2, 6]),
    ({"op": "batchnorm", "layout": "NHWC"}, [2, 2, 2, 2]),
    ({"op": "batchnorm_eval"}, [5, 2]),
    ({"op": "layernorm", "norm_dims": 2}, [2, 2, 3]),
    ({"op": "rmsnorm", "without": "beta"}, [2, 5]),
    ({"op": "groupnorm", "groups": 2, "layout": "NLC"}, [2, 2, 4]),
    ({"op": "instancenorm", "layout": "NLC"}, [2, 4, 2]),
    ({"op": "batchnorm"}, [2, 3]),
    ({"op": "batchnorm"}, [1, 3]),
    ({"op": "layernorm"}, [3, 1]),
    ({"op": "layernorm"}, [3, 2]),
    ({"op": "rmsnorm"}, [3, 1]),
    ({"op": "batchnorm"}, [16, 1]),
]


def parameter_shape(op, shape, line):
    if op in ("layernorm", "rmsnorm"):
        return shape[-line.get("norm_dims", 1) :]
    return [shape[-1 if line.get("layout") in ("NLC", "NHWC") else 1]]


def lines_of(setting, shape, every):
    """Lines on data of many kinds; `every` False takes the hardest of each kind."""
    source = random.Random(json.dumps([setting, shape]))
    normal = lambda count, scale=1.0, offset=0.0: [source.gauss(0, 1) * scale + offset for _ in range(count)]
    size = math.prod(shape)
    op = setting["op"]
    parameters = parameter_shape(op, shape, setting)
    count = math.prod(parameters)

    def line(x, eps, gamma=None, dout=None):
        made = {key: value for key, value in setting.items() if key != "without"}
        made["x"] = {"shape": shape, "data": x}
        made["gamma"] = {"shape": parameters, "data": gamma or normal(count)}
        if setting.get("without") != "beta":
            made["beta"] = {"shape": parameters, "data": normal(count)}
        made["dout"] = {"shape": shape, "data": dout or normal(size)}
        if op == "batchnorm_eval":
            made["running_mean"] = {"shape": parameters, "data": [sum(x) / size + v for v in normal(count)]}
            made["running_var"] = {"shape": parameters, "data": [abs(v) for v in normal(count)]}
        made["eps"] = eps
        return made

    for offset in (0.0, 1e4, 1e8, 1e15) if every else (1e8, 1e15):
        yield f"unit spread at {offset:g}", line(normal(size, 1.0, offset), 1e-5)
    for scale in (1e-160, 1e150, 1e-300, 1e300, 5e-310) if every else (1e-160, 1e300):
        yield f"scale {scale:g}, eps 0", line(normal(size, scale), 0.0)
        if every and scale < 1:
            yield f"scale {scale:g}", line(normal(size, scale), 1e-5)
    yield "constant", line([0.1] * size, 1e-5)
    yield "constant, eps 0", line([0.1] * size, 0.0)
    yield "mixed magnitudes", line([v * 10.0 ** source.randint(-8, 8) for v in normal(size)], 1e-5)
    yield "gamma zero and negative", line(normal(size, 5, 12), 1e-5, [-1.5 * (k % 3) for k in range(count)])
    if every:
        yield "a group of equal numbers among others", line([0.3] * (size // 2) + normal(size - size // 2), 1e-5)
        yield "nearly constant", line([0.1 + 2.0**-56 * (k % 3) for k in range(size)], 0.0)
        yield "dout of 1e300", line(normal(size), 1e-5, dout=normal(size, 1e300))
        yield "dout of 1e-300", line(normal(size), 1e-5, dout=normal(size, 1e-300))
        yield "eps below the smallest variance", line(normal(size, 1e-150), 1e-305)


def cases():
    for number, (setting, shape) in enumerate(SETTINGS):
        about = ", ".join(str(value) for value in setting.values())
        for kind, line in lines_of(setting, shape, every=number < 5):
            yield case(f"{about} {tuple(shape)}: {kind}", line)


if __name__ == "__main__":
    made = "python3 test/python/layer_values.py: 1600 digits of Python's decimal, rounded once to doubles"
    print('{\n"made": ' + json.dumps(made) + ',\n"cases": [')
    print(",\n".join(json.dumps(item, separators=(",", ":")) for item in cases()))
    print("]\n}")
