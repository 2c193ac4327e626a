"""Makes test/data/reference_values.json: batch norm and its gradients with 60 digits, rounded once to doubles.

    python3 test/python/reference_values.py > test/data/reference_values.json

Nothing but Python's own decimal. Inputs and results are doubles, written with as many digits as it takes to read the
same double back; a result is the double nearest to the 60-digit value. dx is formed as the chain rule through mean and variance gives
it, term by term: sum over k of g_k d xhat_k / d x_i. `scale` is the largest sum of the sizes of the terms of dx in its
column: what is left of a dx that cancels to zero is measured against it.
"""

import json
import random
from decimal import Decimal, getcontext

getcontext().prec = 60


def batch_norm(x, gamma, beta, dout, eps, running_mean=None, running_var=None):
    rows, columns = len(x), len(x[0])
    y = [[None] * columns for _ in x]
    dx = [[None] * columns for _ in x]
    dgamma, dbeta, scale = [], [], []
    for j in range(columns):
        column = [Decimal(row[j]) for row in x]
        upstream = [Decimal(row[j]) for row in dout]
        scale_factor, shift = Decimal(gamma[j]), Decimal(beta[j])
        g = [d * scale_factor for d in upstream]
        if running_mean is None:
            mean = sum(column) / rows
            variance = sum((value - mean) ** 2 for value in column) / rows
        else:
            mean, variance = Decimal(running_mean[j]), Decimal(running_var[j])
        deviation = (variance + Decimal(eps)).sqrt()
        centred = [value - mean for value in column]
        largest = Decimal(0)
        for i in range(rows):
            y[i][j] = float(scale_factor * centred[i] / deviation + shift)
            terms = []
            for k in range(rows):
                if k == i:
                    terms.append(g[k] / deviation)
                if running_mean is None:
                    terms.append(-g[k] / (rows * deviation))
                    terms.append(-g[k] * centred[k] * centred[i] / (rows * deviation ** 3))
            dx[i][j] = float(sum(terms))
            largest = max(largest, sum(abs(term) for term in terms))
        scale.append(float(largest))
        dgamma.append(float(sum(d * c / deviation for d, c in zip(upstream, centred))))
        dbeta.append(float(sum(upstream)))
    return {"y": y, "dx": dx, "dgamma": dgamma, "dbeta": dbeta, "scale": scale}


def case(name, rows, columns, draw=None, x=None, gamma=None, eps=1e-5, running=False):
    source = random.Random(name)
    normal = lambda: source.gauss(0, 1)
    draw = draw or (lambda j: 5 * normal() + 12)
    inputs = {
        "x": x or [[float(draw(j)) for j in range(columns)] for _ in range(rows)],
        "gamma": gamma or [normal() for _ in range(columns)],
        "beta": [normal() for _ in range(columns)],
        "dout": [[normal() for _ in range(columns)] for _ in range(rows)],
        "eps": float(eps),
    }
    if running:
        inputs["running_mean"] = [12 + normal() for _ in range(columns)]
        inputs["running_var"] = [abs(normal()) * 25 for _ in range(columns)]
    return {"name": name, "inputs": inputs, "outputs": batch_norm(**inputs)}


def cases():
    unit = random.Random("unit").gauss
    yield case("random", 6, 3)
    yield case("many rows", 40, 2)
    yield case("offset 1e8, unit spread", 6, 3, lambda j: 1e8 + unit(0, 1))
    yield case("offset 1e15, unit spread", 6, 3, lambda j: 1e15 + unit(0, 3))
    yield case("one row", 1, 3)
    yield case("two rows", 2, 3)
    yield case("a constant column", 5, 2, x=[[0.1, float(i)] for i in range(5)])
    yield case("nearly constant columns", 5, 2, lambda j: 0.1 + unit(0, 1) * 1e-16)
    yield case("eps 0", 6, 3, eps=0)
    yield case("mixed magnitudes across columns", 6, 4, lambda j: unit(0, 1) * 10.0 ** (6 * j - 9))
    yield case("gamma zero and negative", 6, 3, gamma=[0.0, -2.5, -1e-8])
    yield case("tiny scale", 6, 3, lambda j: unit(0, 1) * 1e-6)
    yield case("large scale", 6, 3, lambda j: unit(0, 1) * 1e6)
    yield case("integers", 4, 3, x=[[1.0, 2.0, 3.0], [4.0, 5.0, 9.0], [-7.0, 8.0, 0.0], [2.0, 2.0, 1.0]], eps=1e-3)
    yield case("evaluation mode", 5, 3, running=True)
    yield case("evaluation mode at an offset", 5, 3, lambda j: 1e8 + unit(0, 1), running=True)


if __name__ == "__main__":
    made = "python3 test/python/reference_values.py: 60 digits of Python's decimal, rounded once to doubles"
    print('{\n"made": ' + json.dumps(made) + ',\n"cases": [')
    print(",\n".join(json.dumps(item) for item in cases()))
    print("]\n}")
