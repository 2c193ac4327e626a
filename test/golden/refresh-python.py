"""
Writes python.json: what NumPy and PyTorch make of snippets, for the tests of the literal reader.

Usage: python3 refresh-python.py [PYTHON_WITH_TORCH]

Every snippet assigns x. READ must be read with just these values, REFUSED must be refused whatever it gives, and
EITHER may be refused but not read with other values.
"""

import contextlib
import io
import itertools
import json
import pathlib
import subprocess
import sys
import warnings

ARRAY = "np.array([[1.5, -2.25, 0.1], [4, 5e-3, -0.7]])"
SINGLE = "np.array([[1.5, -2.25, 0.1], [4, 5e-3, -0.7]], dtype=np.float32)"
WHOLE = "np.array([[1, -2, 3], [4, 5, -6]])"

OPERATORS = ["+", "-", "*", "/", "//", "%"]
NUMBERS = ["2", "-3", "0.1", "1e-3", "np.float64(0.3)", "np.float32(0.3)", "np.int64(7)", "np.pi"]

READ = []

# Arithmetic on whole arrays.
for array, operator, number in itertools.product([ARRAY, SINGLE, WHOLE], OPERATORS, NUMBERS):
    READ.append(f"x = {array} {operator} {number}")
    READ.append(f"x = {number} {operator} {array}")
for a, operator, b in itertools.product([ARRAY, SINGLE, WHOLE], OPERATORS, [ARRAY, SINGLE, WHOLE]):
    READ.append(f"x = {a} {operator} {b}")
for array, power in itertools.product([ARRAY, SINGLE], ["2", "1", "0", "-1", "2.0"]):
    READ.append(f"x = {array} ** {power}")
for store in ["int8", "uint8", "int16", "uint16", "int32", "uint32", "int64"]:
    READ.append(f"x = np.array([1, 2, 3], dtype=np.{store}) * 2")
    READ.append(f"x = np.array([1, 2, 3], dtype=np.{store}) / 3")
    READ.append(f"x = np.array([1, 2, 3], dtype=np.{store}) * 0.1")
    READ.append(f"x = np.array([1, 2, 3], dtype=np.{store}) * np.float32(0.1)")
    READ.append(f"x = np.array([0.1, 0.2, 0.3], dtype=np.float32) * np.array([1, 2, 3], dtype=np.{store})")
    READ.append(f"x = np.array([1.9, 2.1, 3.5]).astype(np.{store})")
READ += [
    f"x = -{ARRAY}",
    f"x = +{ARRAY}",
    f"x = --{ARRAY}",
    f"x = -{ARRAY} * 2 + 1",
    f"x = 5 * {ARRAY} + 12",
    f"x = ({ARRAY} - 1) / (2 + 1)",
    f"x = 2 * ({ARRAY} + {ARRAY}) - {ARRAY}",
    f"x = {ARRAY}.T * 2",
    f"x = ({ARRAY} * 2).T",
    f"x = {ARRAY} + np.array([1, 2, 3])",
    f"x = {ARRAY} + np.array([[1], [2]])",
    f"x = np.array([[1.], [2.]]) * np.array([0.1, 0.2, 0.3])",
    f"x = np.array([0.1, 0.2]) - np.array([[1.], [2.], [3.]])",
    f"x = [1, 2, 3] * np.array([0.5, 1.5, 2.5])",
    f"x = np.array([0.5, 1.5, 2.5]) / [1, 2, 3]",
    f"x = [np.float32(0.1) * 3, 2]",
    f"x = [np.float32(0.1), np.float32(0.2)]",
    f"x = np.array([np.float32(0.1), 2])",
    f"x = np.array([np.float32(0.1), np.float32(0.2)]) * 0.1",
    f"x = np.array([np.float64(0.1) * 3, np.float32(0.1) / 3])",
    f"x = np.sqrt(2) * np.array([0.1, 0.2], dtype=np.float32)",
    f"x = np.array([1, 2, 3]) ** 3",
    f"x = np.array([1, 2, 3]) ** 2",
    f"x = np.array([1, 4, 9]) ** 2.0",
    f"x = np.array([0.25, 2.0]) ** 0.5",
    f"x = np.array([0.25, 2.0], dtype=np.float32) ** 0.5",
    f"x = np.array([7, -7, 0]) // 2",
    f"x = np.array([7, -7, 0]) % -3",
    f"x = np.array([7.5, -7.5, 0., -0.]) // 2",
    f"x = np.array([7.5, -7.5, 0., -0.]) % -2",
    f"x = np.array([1., -1., 0.]) / 0",
    f"x = np.array([1e308, -1e308]) * 10",
    f"x = np.array([3e38, 1e-45], dtype=np.float32) * 10",
]

# Lists.
READ += [
    "x = [0.5]*4",
    "x = 4 * [0.5]",
    "x = [[0.5]*4]*3",
    "x = [[0.5] * 4, [1, 2, 3, 4]]",
    "x = [[1, 2, 3, 4], 4 * [0.5]]",
    "x = [0.5, 1] * 2",
    "x = [[1, 2]] * 2",
    "x = [1]+[2]",
    "x = [1] + [2, 3] + [4.5]",
    "x = [[1, 2]] + [[3, 4]]",
    "x = [1] * 2 + [3]",
    "x = ([1] + [2]) * 3",
    "x = (1, 2) + (3,)",
    "x = (0.5,) * 3",
    "x = np.array([0.5]*4)",
    "x = np.array([[0.1] * 3 + [2], [1, 2, 3, 4]])",
    "x = np.array([[0.5]*4]*3, dtype=np.float32) * 0.1",
    "x = list(np.array([0.5, 1.5]))",
    "x = list((1, 2)) * 2",
    "x = np.array((1, 2)).tolist() * 2",
    "x = np.float32([0.1, 0.2]).tolist() + [0.1]",
    "x = [1, 2, 3][::-1]",
    "x = [[1, 2], [3, 4], [5, 6]][1:]",
    "x = [[1, 2], [3, 4], [5, 6]][::-2]",
    "x = [[1, 2], [3, 4]][0]",
    "x = [[1, 2][::-1], [3, 4]]",
    "x = [[1, 2][0], 3]",
    "x = [-[1, 2][0], 3]",
    "x = [[[1, 2], [3, 4]][1], [5, 6]]",
]

# Subscripts and rearrangements.
for subscript in [
    "[::-1]", "[:, ::-1]", "[None]", "[np.newaxis, :]", "[:, None]", "[0]", "[-1]", "[1:3]", "[:1]", "[0, 1:]", "[..., 0]",
    "[..., None]", "[0, ...]", "[:, 1]", "[::2, ::-2]", "[-1:]", "[:-1]", "[0][1:]", "[:]", "[0:2, 0:1]",
    "[::-1, ::-1]", "[1::-1]", "[:, -2:]", "[-100:]", "[:100]", "[None, 0, None]", "[+1]",
]:
    READ.append(f"x = {ARRAY}{subscript}")
CUBE = "np.array([[[1, 2, 3], [4, 5, 6]], [[7, 8, 9], [10, 11, 12]]]) / 7"
for method in [
    ".T", ".transpose()", ".transpose(0, 2, 1)", ".transpose((2, 0, 1))", ".transpose(-1, 0, 1)", ".reshape(3, 4)",
    ".reshape((3, 4))", ".reshape(-1)", ".reshape(2, -1)", ".reshape(3, 4, order='F')", ".reshape((4, 3), order='C')",
    ".reshape([6, 2])", ".ravel()", ".ravel('F')", ".ravel(order='F')", ".flatten()", ".flatten('F')", ".squeeze()",
    ".reshape(1, 12, 1).squeeze()", ".reshape(1, 12, 1).squeeze(0)", ".reshape(1, 12).squeeze(axis=0)", ".swapaxes(0, 1)",
    ".swapaxes(-1, 0)", ".copy()", ".tolist()", ".T.T", ".T.reshape(4, 3)", "[0].T", ".T[::-1]", ".reshape(3, 4)[1:, ::2].T",
    ".reshape(1, -1)", ".reshape(2 * 3, 2)", ".reshape(-1, 1)", ".astype(np.float32)", ".astype('f4')", ".astype(float)",
    ".astype(int)", ".astype('float32').astype('float64')", ".astype(np.float32).tolist()", ".reshape(3, 4).T.ravel()",
]:
    READ.append(f"x = ({CUBE}){method}")
    READ.append(f"x = -({CUBE}){method}" if "tolist" not in method else f"x = [({CUBE}){method}]")
READ += [
    f"x = np.reshape({ARRAY}, (3, 2))",
    f"x = np.reshape({ARRAY}, (3, 2), order='F')",
    f"x = np.reshape({ARRAY}, -1)",
    f"x = np.reshape([1, 2, 3, 4], (2, 2))",
    f"x = np.transpose({ARRAY})",
    f"x = np.transpose([[1, 2], [3, 4]])",
    f"x = np.transpose({CUBE}, (2, 0, 1))",
    f"x = np.transpose({CUBE}, axes=(1, 0, 2))",
    f"x = np.ravel({ARRAY})",
    f"x = np.ravel({ARRAY}, order='F')",
    f"x = np.squeeze(np.array([[1., 2.]]))",
    f"x = np.expand_dims(np.array([1., 2.]), 0)",
    f"x = np.expand_dims(np.array([1., 2.]), axis=-1)",
    f"x = np.flip({ARRAY})",
    f"x = np.flip({ARRAY}, 0)",
    f"x = np.flip({ARRAY}, axis=(0, 1))",
    f"x = np.flipud({ARRAY})",
    f"x = np.fliplr({ARRAY})",
    f"x = np.swapaxes({ARRAY}, 0, 1)",
    f"x = np.array({ARRAY}, order='F')",
    f"x = np.asfortranarray({ARRAY})",
    f"x = np.array([np.array([1, 2]), np.array([3, 4])])",
    f"x = np.array([[1, 2], [3, 4]]).T.copy().reshape(-1) * 0.5",
    f"x = np.array([np.array([1, 2]) * 2, np.array([3, 4]).T])",
    f"x = (np.array([[1, 2], [3, 4]])\n     .T\n     .reshape(-1))",
    f"x = np.array([[1, 2], [3, 4]]) \\\n    .T",
]

# Types.
for store in ["'f4'", "'<f4'", "np.float32", '"float32"', "'single'", "np.single", "'float64'", "float", "'d'", "np.double", "int", "'i8'", "np.int32"]:
    READ.append(f"x = np.array([0.1, 2.5, -3.75], dtype={store})")
    READ.append(f"x = np.array([0.1, 2.5, -3.75], {store})")
    READ.append(f"x = np.asarray([0.1, 2.5, -3.75], dtype={store}, order='C')")

# Numbers.
for number in [
    "0x10", "1_000", "1e5", "1E+05", "1.e3", ".5", "5.", "-0.0", "1e400", "-1e400", "1e-400", "5e-324", "2.2250738585072011e-308",
    "9007199254740993", "0.1", "1/3", "-1/3", "2**-3", "-2**2", "1e23", "8.5e22", "123456789012345678", "0b101", "0o17", "1_0.5_0e1_0",
    "float('inf')", "-float('inf')", "float('nan')", "np.nan", "np.inf", "-np.inf", "np.pi", "(1)", "+1", "7//2", "-7//2",
    "7 % -3", "1e0", "0.30000000000000004", "1.7976931348623157e308", "1.7976931348623159e308", "4.9406564584124654e-324",
    "2.4703282292062327e-324", "2.4703282292062328e-324", "0.1 + 0.2", "3 * 0.1", "1e16 + 1", "1 - 0.9",
]:
    READ.append(f"x = [{number}, 1.0]")

# Constant arrays.
READ += [
    "x = np.zeros(3)",
    "x = np.zeros((2, 3))",
    "x = np.zeros([2, 3])",
    "x = np.zeros(shape=(2, 3))",
    "x = np.zeros((2, 3), dtype=np.float32)",
    "x = np.zeros((2, 3), np.float32)",
    "x = np.zeros((2, 3), order='F')",
    "x = np.ones(3)",
    "x = np.ones((1, 3, 1, 1))",
    "x = np.ones((2,), int)",
    "x = 2 * np.ones((2, 3))",
    "x = -np.ones(2)",
    "x = np.ones((2, 3)).T + 0.5",
    "x = np.full((2, 3), 0.1)",
    "x = np.full((2, 3), 7)",
    "x = np.full(3, 0.1, dtype=np.float32)",
    "x = np.full(shape=3, fill_value=0.1)",
    "x = np.full((2, 2), np.inf)",
    "x = np.full(2, -1.5)",
    "x = np.full(2, 1/3)",
    "x = np.eye(3)",
    "x = np.eye(2, 3)",
    "x = np.eye(3, k=1)",
    "x = np.eye(3, k=-1) * 0.1",
    "x = np.identity(2)",
    "x = np.ones_like([1, 2])",
    "x = np.zeros_like(np.array([[1., 2.]]))",
    "x = np.ones_like(np.array([1, 2], dtype=np.float32)) * 0.1",
    "x = np.full_like(np.array([1., 2.]), 0.1)",
    "x = np.full_like(np.array([1, 2]), 0.9)",
    "x = np.arange(6)",
    "x = np.arange(6.)",
    "x = np.arange(6).reshape(2, 3)",
    "x = np.arange(12).reshape(3, 4) / 7",
    "x = np.arange(1, 7)",
    "x = np.arange(1, 7, 2)",
    "x = np.arange(7, 1, -2)",
    "x = np.arange(0, 1, 0.1)",
    "x = np.arange(1, 2, 0.1)",
    "x = np.arange(0.1, 1, 0.3)",
    "x = np.arange(1, 1.3, 0.1)",
    "x = np.arange(-1, 1, 0.25)",
    "x = np.arange(start=1, stop=4)",
    "x = np.arange(6, dtype=np.float64)",
    "x = np.arange(6, dtype=np.float32) / 3",
    "x = np.arange(6, dtype=float).reshape((2, 3))",
    "x = np.linspace(0, 1, 5)",
    "x = np.linspace(0, 1, 11)",
    "x = np.linspace(-0.1, 0.5, num=7)",
    "x = np.linspace(0, 1, 7, endpoint=False)",
    "x = np.linspace(0, 1)",
    "x = np.linspace(2, 2, 3)",
    "x = np.linspace(1, 0, 4)",
    "x = np.linspace(5, 9, 1)",
    "x = np.linspace(0.1, 0.7, 13)",
    "x = np.linspace(-1, 1, 6, dtype=np.float32)",
    "x = np.linspace(-0.1, 0.5, num=120).reshape((2, 3, 4, 5))",
    "x_shape = (2, 3, 4, 4)\nx = np.linspace(-0.1, 0.5, num=np.prod(x_shape)).reshape(x_shape)",
    "x = np.array([1, 2]) + np.arange(2)",
    "x = np.array([np.ones(2), np.zeros(2)])",
    "x = [np.ones(2), [3, 4]]",
]

# Seeded numbers.
for draw in [
    "np.random.randn(4, 5)", "np.random.randn(7)", "np.random.rand(3, 2)", "np.random.random((2, 3))", "np.random.random(5)",
    "np.random.random_sample(4)", "np.random.random_sample(size=(2, 2))", "np.random.uniform(-1, 2, (3, 3))", "np.random.uniform(size=4)",
    "np.random.uniform(low=-0.5, high=0.5, size=(4,))", "np.random.uniform(0.1, 0.7, 5)", "np.random.normal(3, 0.1, size=(2, 4))",
    "np.random.normal(size=5)", "np.random.normal(loc=-1.0, scale=2.0, size=3)", "np.random.normal(0, 1, (2, 2))",
    "np.random.standard_normal((2, 3))", "np.random.randint(10, size=12)", "np.random.randint(0, 2, size=(3, 4))",
    "np.random.randint(-5, 6, 10)", "np.random.randint(0, 256, (2, 5))", "np.random.randint(3, 4, 3)", "np.random.randint(0, 1000000, 8)",
    "np.random.ranf(3)", "np.random.sample((2, 2))",
]:
    for seed in [0, 1, 231, 42]:
        READ.append(f"np.random.seed({seed})\nx = {draw}")
    READ.append(f"np.random.seed(7)\na = np.random.randn(3)\nx = 5 * {draw} + 12")
    READ.append(f"np.random.seed(5)\na = {draw}\nx = np.random.randn(3)")
READ += [
    "np.random.seed(seed=3)\nx = np.random.randn(2)",
    "np.random.seed(231)\nN, D = 4, 5\nx = 5 * np.random.randn(N, D) + 12\ngamma = np.random.randn(D)\nbeta = np.random.randn(D)",
    "np.random.seed(231)\nN, D = 4, 5\na = 5 * np.random.randn(N, D) + 12\nx = np.random.randn(D)",
    "np.random.seed(231)\nN, C, H, W = 2, 3, 4, 5\nx = 4 * np.random.randn(N, C, H, W) + 10",
    "np.random.seed(231)\nshape = (2, 6, 4, 5)\nx = np.random.randn(*shape)",
    "np.random.seed(231)\na = np.random.randn(2, 3)\nx = np.random.randn(*a.shape)",
    "np.random.seed(231)\na = np.random.randn(2, 3)\nN, D = a.shape\nx = np.random.randn(D, N)",
    "a = np.ones((2, 3))\nx = np.zeros_like(a)",
    "a = np.ones((2, 3))\nx = np.ones(a.shape) * 3",
    "a = np.ones((2, 3))\nx = np.zeros(a.shape[1])",
    "a = np.ones((2, 3))\nx = np.zeros((a.shape[0], 4))",
    "a = np.ones((2, 3))\nx = np.zeros(len(a))",
    "a = np.ones((2, 3))\nx = np.arange(a.size)",
    "a = np.ones((2, 3, 4))\nx = np.ones(a.shape[1:])",
    "N, D = 2, 3\nx = np.ones((N, D))\n",
    "N = 2\nD = N + 1\nx = np.ones((N, D))",
    "N = D = 3\nx = np.ones(D)",
    "C = 3\nx = 2 * np.ones((1, C, 1, 1))",
    "eps = 1e-5\nx = np.array([eps, 2 * eps])",
    "s = 0.1\nx = s * np.array([1, 2, 3])",
    "s = 0.1\nx = np.array([1, 2, 3], dtype=np.float32) / s",
    "N: int = 4\nx = np.ones(N)",
    "x = np.random.RandomState(0).randn(2, 3)",
    "x = np.random.RandomState(seed=5).uniform(-1, 1, size=(2, 2))",
    "rng = np.random.RandomState(0)\na = rng.randn(3)\nx = rng.randn(2, 3)",
    "rng = np.random.RandomState(0)\nx = rng.uniform(-1, 1, 5) * 2",
    "np.random.seed(1)\nrng = np.random.RandomState(0)\na = rng.randn(3)\nx = np.random.randn(2)",
    "np.random.seed(1)\na, x = np.random.randn(2), np.random.randn(3)",
    "np.random.seed(1)\nx, b = np.random.randn(2), np.random.randn(3)",
    "np.random.seed(1)\nx = np.array([np.random.randn(2), np.random.randn(2)])",
    "np.random.seed(1)\nx = np.random.randn(2) + np.random.randn(2)",
    "np.random.seed(1)\nx = np.random.randn(2) * np.random.uniform(2, 3)",
    "np.random.seed(1)\nx = [np.random.randn(), np.random.rand(), np.random.uniform(1, 2)]",
    "np.random.seed(1)\nx = np.random.randn(3)\nnp.random.seed(2)\nx = np.random.randn(3)",
    "np.random.seed(1)\nprint(np.ones(2).mean())\nx = np.random.randn(3)",
    "np.random.seed(1)\ndef f():\n    return np.random.randn(3)\nx = np.random.randn(3)",
    "np.random.seed(1)\nif True:\n    pass\nx = np.random.randn(3)",
    "np.random.seed(1)\nfor i in range(3):\n    print(i)\nx = np.random.randn(3)",
    "np.random.seed(1)\nfor i in range(3):\n    np.random.randn(2)\nnp.random.seed(2)\nx = np.random.randn(3)",
    "np.random.seed(1)\nx = np.random.randn(2, 3).astype(np.float32)",
    "np.random.seed(1)\nx = np.random.randn(2, 3).astype(np.float32) * 5 + 12",
    "np.random.seed(1)\nx = np.random.randn(2, 3).T",
    "np.random.seed(1)\nx = np.random.randn(4, 3)[1:]",
    "np.random.seed(1)\nx = np.random.randn(4, 3)[:, ::-1] - 1",
    "np.random.seed(1)\nx = np.random.randn(2 * 3, 2)",
    "np.random.seed(1)\nx = np.random.randn(12).reshape(3, 4)",
    "np.random.seed(1); x = np.random.randn(3)",
    "np.random.seed(1)\nfx = lambda v: print(v)\nx = np.random.randn(3)",
]

REFUSED = [
    "x = [1+2j, 3]", "x = ['1', '2']", "x = [None, 1]", "x = [True, False]", "x = np.array(['a'])", "x = []", "x = [[]]", "x = [[1, 2], [3]]",
    "x = np.array([])", "x = [1, [2]]", "x = np.zeros(0)", "x = np.ones((2, 0))", "x = np.array([1, 2])[5:]",
    "y = [1]\nx = [v for v in y]", "x = [i * 2 for i in range(3)]", "y = [1]\nx = [*y, 2]", "x = list(map(float, [1, 2]))",
    "x = list(range(3))", "f = lambda v: v\nx = f([1, 2])", "x = np.array([1, 2]).sum()", "x = np.array([1, 2]).mean(axis=0)",
    "x = np.exp(np.array([1, 2]))", "x = np.array([1., 2.]) @ np.array([3., 4.])", "x = np.array([1., 2.]).dot([3., 4.])",
    "x = np.array([2., 3.]) ** 3", "x = 2.0 ** np.array([0.5, 1.5])", "x = np.array([2., 3.]) ** np.array([1., 2.])",
    "x = np.array([1, 2], dtype=np.uint8) - 3", "x = np.array([200], dtype=np.uint8) * 2", "x = np.array([1, 2]) // 0",
    "x = np.array([0.1, 0.2], dtype=np.float16)", "x = np.array([0.1]).astype('float16')", "x = np.array([0.1], dtype=np.half)",
    "x = np.array([1, 2], dtype=complex)", "x = np.array([1, 0], dtype=bool)", "x = np.array([1, 2], dtype=object)", "x = np.array([1., 2.], ndmin=2)",
    "x = np.matrix('1 2; 3 4')", "x = np.c_[[1, 2], [3, 4]]", "x = np.r_[1:4]", "x = np.vstack([[1, 2], [3, 4]])",
    "x = np.array([[1, 2], [3, 4]])[[0, 1]]", "x = np.array([1, 2, 3])[np.array([1, 2, 3]) > 1]", "x = np.array([1, 2]) > 1",
    "x = [1, 2] == [1, 2]", "x = [1, 2] if True else [3]", "x = np.array([1, 2]) & 1", "x = ~np.array([1, 2])", "x = np.array([1, 2]) << 1",
    "x = np.random.randn(3)", "x = np.random.rand(3)\nnp.random.seed(0)", "np.random.seed()\nx = np.random.randn(2)",
    "np.random.seed(None)\nx = np.random.randn(2)", "np.random.seed([1, 2])\nx = np.random.randn(2)", "np.random.seed(1 + 1)\nx = np.random.randn(2)",
    "np.random.seed(1)\nfor i in range(3):\n    np.random.randn(2)\nx = np.random.randn(3)",
    "np.random.seed(1)\nfor i in range(3):\n    x = np.random.randn(2)",
    "np.random.seed(1)\nif True:\n    a = np.random.randn(2)\nx = np.random.randn(3)",
    "np.random.seed(1)\ndef f():\n    return np.random.randn(3)\nf()\nx = np.random.randn(3)",
    "np.random.seed(1)\ndef f():\n    return np.random.randn(3)\nx = f()",
    "np.random.seed(1)\na = [np.random.randn() for i in range(3)]\nx = np.random.randn(3)",
    "np.random.seed(1)\nnp.random.shuffle([1, 2, 3])\nx = np.random.randn(3)", "np.random.seed(1)\na = np.random.choice(5, 3)\nx = np.random.randn(3)",
    "np.random.seed(1)\na = np.random.permutation(4)\nx = np.random.randn(3)", "np.random.seed(1)\nr = np.random\nr.randn(2)\nx = np.random.randn(3)",
    "np.random.seed(1)\nfrom numpy.random import randn\na = randn(3)\nx = np.random.randn(3)",
    "x = np.random.randn(1)",
    "x = np.random.default_rng(0).normal(size=3)", "rng = np.random.default_rng(0)\nx = rng.standard_normal(3)",
    "N = 3\nfor N in range(5): pass\nx = np.ones(N)", "N = 3\nN += 1\nx = np.ones(N)", "N = 3\nN = int('4')\nx = np.ones(N)",
    "N = 3\nif len([1]) > 0:\n    N = 4\nx = np.ones(N)", "N = 3\ndef f():\n    global N\n    N = 5\nf()\nx = np.ones(N)",
    "N = 3\nwhile N < 5:\n    N += 1\nx = np.ones(N)", "N = 3\nprint(N := 4)\nx = np.ones(N)", "import math as N\nN = N.floor(3.5)\nx = np.ones(N)",
    "N, D = 2, 3\nN, D = D, N\nx = np.ones((N, D))", "N = 2\nN, D = 4, N\nx = np.ones(D)", "N = 4\ntry:\n    N = 2\nexcept ValueError:\n    N = 3\nx = np.ones(N)",
    "a = np.ones((2, 3))\na.shape = (3, 2)\nx = np.zeros(a.shape)", "a = np.ones((2, 3))\na.resize((1, 2))\nx = np.zeros(a.shape)",
    "a = np.ones((2, 3))\nx = np.zeros(a.T.shape)", "a = np.ones((2, 3))\nx = a * 2", "a = [1, 2]\na.append(3)\nx = np.zeros_like(a)",
    "class A: pass\nA.N = 3\nN = 4\nA.N = 5\nx = np.ones(A.N)", "with open('/dev/null') as N:\n    pass\nN = 3 if N else 2\nx = np.ones(N)",
    "s = 'abc'\nx = [float(c == 'a') for c in s]", "x = {'a': 1}", "x = {1, 2}", "x = np.empty(3)*0",
    "x = np.array([1, 2]) + np.array([[1, 2], [3, 4]]) @ np.array([1, 2])", "x = np.array([1, 9007199254740993]) + 1", "x = np.where([1, 0], [1, 2], [3, 4])",
    "x = np.clip([1, 4], 0, 2)", "x = np.tile([1, 2], 2)", "x = np.repeat([1, 2], 2)", "x = np.array(eval('[1, 2]'))", "x = np.array([1, 2]).view(np.int32)",
    "x = np.linspace(0, 1, 5, retstep=True)[0]", "x = np.arange(3, dtype='i2').astype('S1')", "x = np.array([1, 2]).reshape(2, 1, order='A')",
    "x = np.fromstring('1 2', sep=' ')", "x = np.array(list('12'), dtype=float)", "x = np.logspace(0, 1, 3)", "x = np.full((2, 2), [1, 2])",
    "x = np.array([1.5, 2.5]).round()", "x = abs(np.array([-1, 2]))", "x = sum([[1, 2], [3]], [])", "x = np.cumsum([1, 2])", "x = np.sin([1, 2])",
]

EITHER = [
    "x = np.stack([[1, 2], [3, 4]])", "x = np.concatenate([[1, 2], [3]])", "x = np.hstack([[1, 2], [3]])", "x = np.column_stack([[1, 2], [3, 4]])",
    "x = np.array([[1, 2], [3, 4]])[0][1]", "x = np.float32(0.1) + np.float64(0.2)", "x = np.float32(1) / 3", "x = [np.float32(1) / 3]",
    "x = np.array(5.)", "x = np.array(5) * np.array([0.1, 0.2], dtype=np.float32)", "x = np.int32(7) / np.float32(3) * np.array([1., 2.])",
    "x = np.array([1, 2], dtype=np.uint64) + np.array([1, 2])", "x = np.array([1, 2], dtype=np.int8) + np.array([1, 2], dtype=np.uint8)",
    "x = np.array([0.1, 0.2], dtype=np.float32) + np.array([1, 2], dtype=np.int32)", "x = np.array([0.1], dtype='>f4')", "x = np.array([1, 2], dtype=np.intp)",
    "x = 10 ** np.array([1, 2])", "x = 2 ** np.arange(4)", "x = np.array([4., 9.]) ** -0.5", "x = 1 / np.array([3., 7.], dtype=np.float32)",
    "x = 1e-8 + np.array([1., 2.], dtype=np.float32)", "x = 1e300 * np.array([1., 2.], dtype=np.float32)", "x = np.array([16777217], dtype=np.int32) * np.float32(1)",
    "x = 16777217 * np.array([1.], dtype=np.float32)", "x = np.array([0.1, 0.2], np.float32) * np.array(3)", "x = np.array([0.1], np.float32) % 0.03",
    "x = np.array([0.7], np.float32) // 0.1", "x = np.array([-0.7, 0.3], np.float32) // 0.1", "x = np.array([1e20, 5.]) // 3", "x = np.array([1e20, -5.3]) % 3.7",
    "x = [1, 2][-1:] + [3]", "x = [[1, 2], [3, 4]][0] * 2", "x = 2 * [1, 2] + 3 * [4]", "x = -1 * np.array([1, 2])", "x = np.array([1, 2]) - -1",
    "x = np.array([1, 2])-1", "x = np.array([1, 2]) -1", "x = np.array([1, 2]) * - 1", "x = -(-np.array([1, 2]))", "x = -np.array([1., 2.]) ** 2", "x = (-np.array([1., 2.])) ** 2",
    "x = 2 ** 2 * np.array([1., 2.])", "x = np.array([1., 2.]) * 2 ** 2", "x = 7 - 2 * np.array([1., 2.]) / 4 + 1", "x = 6 / 2 / np.array([1., 2.])", "x = 1 - np.array([1., 2.]) - 1",
    "x = np.array([1, 2, 3]) / 2 // 1", "x = 5 % np.array([3, -3])", "x = np.array([[1, 2], [3, 4]]).T.T.T[0]", "x = np.array([[1, 2], [3, 4]]).ravel('K')",
    "x = np.array([[1, 2], [3, 4]]).T.ravel('K')", "x = np.array([[1, 2], [3, 4]]).T.ravel('A')", "x = np.array([[1, 2], [3, 4]]).T.flatten()", "x = np.array([[[1.]]]).squeeze((0, 1))",
    "x = np.reshape([[1, 2], [3, 4]], 4)", "x = np.arange(10)[2:8:3]", "x = np.arange(10)[8:2:-3]", "x = np.arange(10)[-3:-8:-2]",
    "x = np.arange(1, 10, 3.0)", "x = np.arange(0, -1, -0.25)", "x = np.arange(0.0, 0.3, 0.1)", "x = np.arange(1e-3, 5e-3, 1e-3)", "x = np.arange(5) - 2.5", "x = np.arange(3, 3.5)",
    "x = np.linspace(0, 10, 4, dtype=int)", "x = np.linspace(1e-3, 1e3, 9)", "x = np.linspace(-5, 5, 2)", "x = np.linspace(0, 1e-320, 3)", "x = np.eye(2, dtype=int) * 3", "x = np.eye(3)[1:]",
    "x = np.full((2, 2), True)", "x = np.full(2, np.float32(0.1))", "x = np.full(2, 2**40)", "x = np.ones(3) / 3 * np.float32(3)", "x = np.ones(3, dtype='float32') / 3",
    "np.random.seed(0)\nx = np.random.randint(0, 2**32 - 1, 3)", "np.random.seed(0)\nx = np.random.randint(0, 2**33, 3)", "np.random.seed(0)\nx = np.random.randint(5, size=4, dtype=np.int32)",
    "np.random.seed(0)\nx = np.random.randint(5, size=4, dtype=np.int8)", "np.random.seed(0)\nx = np.random.uniform(1, [2, 3])", "np.random.seed(0)\nx = np.random.normal([1, 2], 1)",
    "np.random.seed(0)\nx = np.random.exponential(size=3)", "np.random.seed(0)\nx = np.random.rand()", "np.random.seed(4294967295)\nx = np.random.rand(2)",
    "np.random.seed(0)\na = {'k': np.random.randn(2)}\nx = np.random.randn(2)", "np.random.seed(0)\na = dict(k=np.random.randn(2))\nx = np.random.randn(2)",
    "np.random.seed(0)\na = np.maximum(0, np.random.randn(2))\nx = np.random.randn(2)", "np.random.seed(0)\na = np.random.randn(2); b = np.random.randn(2)\nx = np.random.randn(2)",
    "np.random.seed(0)\nwith np.errstate(all='ignore'):\n    x = np.random.randn(2)", "np.random.seed(0)\nif __name__ == '__main__':\n    pass\nx = np.random.randn(2)",
    "np.random.seed(0)\ntry:\n    x = np.random.randn(2)\nexcept ValueError:\n    pass", "np.random.seed(0)\nif True:\n    x = np.random.randn(2)", "np.random.seed(0)\nif False:\n    a = np.random.randn(2)\nelse:\n    x = np.random.randn(2)",
    "np.random.seed(0)\ndef f(a=np.random.randn(2)):\n    pass\nx = np.random.randn(2)", "np.random.seed(0)\nclass A:\n    a = np.random.randn(2)\nx = np.random.randn(2)",
    "np.random.seed(0)\na = np.random.randn(3) if True else np.random.randn(2)\nx = np.random.randn(2)", "np.random.seed(0)\na = False and np.random.randn(3)\nx = np.random.randn(2)",
    "np.random.seed(0)\na = print(False and np.random.randn(3))\nx = np.random.randn(2)", "np.random.seed(0)\na = [False and {'x': np.random.randn(3)}]\nx = np.random.randn(2)",
    "np.random.seed(0)\na = np.zeros(3)\na[0] = np.random.randn()\nx = np.random.randn(2)", "np.random.seed(0)\na = np.zeros(3)\na += np.random.randn(3)\nx = np.random.randn(2)",
    "np.random.seed(0)\nassert np.random.randn(2).shape == (2,)\nx = np.random.randn(2)", "rng = np.random.RandomState(0)\nf = lambda r: r.randn(2)\nf(rng)\nx = rng.randn(2)",
    "rng = np.random.RandomState(0)\nr = rng\nr.randn(2)\nx = rng.randn(2)", "rng = np.random.RandomState(0)\nrng.shuffle([1, 2, 3])\nx = rng.randn(2)", "rng = np.random.RandomState(0)\nrng.seed(1)\nx = rng.randn(2)",
    "rng = np.random.RandomState(0)\nfor i in range(2):\n    rng.randn(2)\nx = rng.randn(2)", "rng = np.random.RandomState(0)\ndef f():\n    return rng.randn(2)\nf()\nx = rng.randn(2)",
    "rng = np.random.RandomState(0)\na = [rng.randn(1) for i in range(3)]\nx = rng.randn(2)", "rng = np.random.RandomState(0)\nif True:\n    rng.randn(2)\nx = rng.randn(2)",
    "rng = np.random.RandomState(0)\nrng = np.random.RandomState(1)\nx = rng.randn(2)", "rng = np.random.RandomState(0)\na = {'r': rng}\na['r'].randn(2)\nx = rng.randn(2)",
    "rng = np.random.RandomState(0)\na = rng.randn(2) @ np.ones(2)\nx = rng.randn(2)", "rng = np.random.RandomState(0)\nprint(rng.randn(2))\nx = rng.randn(2)", "np.random.seed(0)\nprint(np.random.randn(2))\nx = np.random.randn(2)",
    "rng = np.random.RandomState(0)\nrng.randn(2)\nx = rng.randn(2)", "np.random.seed(0)\nnp.random.randn(2)\nx = np.random.randn(2)", "rng = np.random.RandomState(0)\ndraw = rng.randn\ndraw(2)\nx = rng.randn(2)",
    "np.random.seed(0)\ndraw = np.random.randn\ndraw(2)\nx = np.random.randn(2)", "np.random.seed(0)\nimport numpy.random as npr\nnpr.randn(2)\nx = np.random.randn(2)", "np.random.seed(0)\nlist(map(np.random.rand, [1, 2]))\nx = np.random.randn(2)",
    "N = 3\nx = [N for N in range(4)]\nx = np.ones(N)", "N = 3\ndef f(N):\n    return N\nx = np.ones(N)", "N = 3\ndef f():\n    N = 5\n    return N\nx = np.ones(N)", "N = 3\nclass N: pass\nN = 2\nx = np.ones(N)",
    "N = 2 if True else 3\nx = np.ones(N)", "N = 3; del N; N = 4\nx = np.ones(N)", "N = [2, 3]\nx = np.ones(N)", "N = (2, 3)\nN += (4,)\nx = np.ones(N)", "N = (2, 3)\nx = np.ones(N + (2,))", "N = (2,)\nx = np.ones((3,) + N)", "N = (2, 3)\nx = np.ones(N[::-1])", "N = (2, 3)\nx = np.ones(N[1])",
    "(N, D) = (2, 3)\nx = np.ones((N, D))", "[N, D] = [2, 3]\nx = np.ones((N, D))", "N, *D = 2, 3, 4\nx = np.ones(N)", "N, (D, E) = 2, (3, 4)\nx = np.ones((N, D))", "N = 4 // 2\nx = np.ones(N)", "N = int(4.5)\nx = np.ones(N)", "N = 2**1\nx = np.ones(N)", "N = 2.0\nx = np.ones(int(N))",
    "N = 3\nif N > 2: N = 5\nx = np.ones(N)", "N = 3\nif N > 5: N = 5\nx = np.ones(N)", "N = 3\nwith np.errstate(): N = 5\nx = np.ones(N)", "for N in [3]: x = np.ones(N)", "N = 3\nlambda N: N\nx = np.ones(N)", "N = 3\nx = np.ones(N)",
    "a = np.ones((2, 3))\na = a.T\nx = np.zeros(a.shape)", "a = np.ones((2, 3))\nb = a\nb.shape = (3, 2)\nx = np.zeros(b.shape)", "a = np.ones((2, 3))\nfor a in [np.ones(4)]: pass\nx = np.zeros(a.shape)", "a = np.ones((2, 3))\na[0] = 5\nx = np.zeros(a.shape)", "a = np.ones((2, 3)).T\nx = np.zeros(a.shape)",
    "a = np.array([[1, 2]], dtype=np.float32)\nx = np.ones_like(a) / 3", "a = [[1, 2]]\nx = np.ones_like(a) / 3", "a = np.array([1, 2])\nx = np.full_like(a, 2.7)", "a = np.array([1, 2])\nx = np.full_like(a, 2.7, dtype=float)", "a = np.ones((2, 3))\nx = np.zeros(np.shape(a))", "a = np.ones((2, 3))\nx = np.zeros(a.ndim)",
    "shape = 2, 3\nx = np.ones(shape)", "shape = (2, 3)\nshape = shape + (1,)\nx = np.ones(shape)", "shape = (2, 3)\nx = np.arange(np.prod(shape)).reshape(shape)", "shape = (2, 3)\nx = np.arange(np.prod(shape)).reshape(*shape)", "shape = (2, 3)\nx = np.arange(6).reshape(shape[1], shape[0])",
]

TORCH_ARRAY = "torch.tensor([[1.5, -2.25, 0.1], [4, 5e-3, -0.7]])"
TORCH = [f"x = {TORCH_ARRAY} {operator} {number}" for operator, number in itertools.product("+-*/", ["2", "-3", "0.1", "1e-3", "3.7"])]
TORCH += [f"x = {number} {operator} {TORCH_ARRAY}" for operator, number in itertools.product("+-*/", ["2", "0.1"])]
TORCH += [
    "x = torch.tensor([0.1, 0.2])", "x = torch.tensor([1, 2])", "x = torch.tensor([0.1, 0.2]).double()", "x = torch.tensor([0.1, 0.2], dtype=torch.float64)",
    "x = torch.tensor([0.1, 0.2, 0.3, 0.4]).view(2, 2).double()", "x = torch.FloatTensor([0.1, 0.2])", "x = torch.DoubleTensor([[0.1, 0.2]])", "x = torch.tensor([[1., 2.], [3., 4.]]).t()",
    "x = torch.tensor([[1., 2.], [3., 4.]]).T", "x = torch.tensor([[1., 2.], [3., 4.]]).transpose(0, 1)", "x = torch.tensor([[[1., 2.], [3., 4.]]]).transpose(0, 2)", "x = torch.tensor([[[1., 2.], [3., 4.]]]).permute(2, 0, 1)",
    "x = torch.tensor([[1., 2.], [3., 4.]]).flatten()", "x = torch.tensor([[1., 2.]]).squeeze(0)", "x = torch.tensor([1., 2.]).unsqueeze(0)", "x = torch.tensor([1., 2.]).unsqueeze(-1)", "x = torch.tensor([0.1, 0.2]) ** 2",
    "x = torch.tensor([0.1, 0.2]).numpy() * 0.1", "x = torch.from_numpy(np.array([0.1, 0.2])) * 3", "x = torch.zeros(2, 3)", "x = torch.ones((2, 3)) * 0.1", "x = torch.ones(3, dtype=torch.float64) / 3", "x = -torch.tensor([0.1, 0.2])",
    "x = torch.tensor([0.1, 0.2], requires_grad=True).detach()", "x = torch.tensor([0.1, 0.2])[None]", "x = torch.tensor([0.1, 0.2])[1:]", "x = torch.tensor([1, 2]) * 2", "x = torch.tensor([0.1, 0.2]) + torch.tensor([1., 2.])", "x = torch.tensor(np.array([0.1, 0.2]))",
    "x = torch.tensor([0.1, 0.2]).reshape(2, 1)", "x = torch.tensor([0.1, 0.2]).float()", "x = torch.tensor([1, 2]).float() / 3", "x = torch.tensor([0.1, 0.2]).to(torch.float64)", "x = torch.ones_like(torch.tensor([0.1, 0.2])) * 0.1",
]
TORCH_EITHER = [
    "x = torch.tensor([1, 2]) / 3", "x = torch.tensor([1, 2]) * 0.1", "x = torch.tensor([1, 2]) + torch.tensor([0.1, 0.2])", "x = torch.tensor([0.1, 0.2]) * torch.tensor(2., dtype=torch.float64)", "x = torch.tensor([0.1, 0.2]) + torch.tensor([1., 2.], dtype=torch.float64)",
    "x = torch.tensor([0.1, -0.2]) % 0.03", "x = torch.tensor([0.7, -0.2]) // 0.1", "x = torch.tensor([0.1, 0.2]).half()", "x = torch.arange(6.)", "x = torch.linspace(0, 1, 7)", "x = torch.eye(2)", "x = torch.full((2,), 0.1)", "x = torch.tensor([4., 2.]) ** 0.5",
    "x = torch.tensor([4., 3.]) ** -1", "x = torch.tensor([0.1, 0.2]) ** 3", "x = torch.tensor([[1., 2.], [3., 4.]]).transpose(-1, 0)", "x = torch.tensor([[[1., 2.], [3., 4.]]]).flatten(1)", "x = torch.tensor([[[1., 2.], [3., 4.]]]).squeeze()", "x = torch.tensor([[1., 2.], [3., 4.]]).view(-1)",
    "x = torch.Tensor([1, 2]) / 3", "x = torch.tensor([0.1]).type(torch.float64)", "x = torch.tensor([1.7]).long()", "torch.manual_seed(0)\nx = torch.randn(3)", "x = torch.tensor([2.]).new_zeros(3)", "x = 1 - torch.tensor([0.1, 0.2])", "x = 1 / torch.tensor([3., 7.])",
    "x = torch.tensor([0.1, 0.2]) / torch.tensor([3., 7.])", "x = 3 * torch.tensor([0.1, 0.2]) + 7", "x = torch.tensor(0.1) * 3", "x = torch.tensor([1., 2.]) - torch.tensor([[1.], [2.]])", "x = torch.tensor([16777217.0]) * 1", "x = 16777217 * torch.tensor([1.0])", "x = torch.tensor([1., 2.]).mul(2)",
]


def value_of(code):
    import numpy as np

    scope = {"np": np, "numpy": np}
    if "torch" in code:
        import torch

        scope["torch"] = torch
    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")
        exec(code, scope)
    x = scope["x"]
    x = x.detach().numpy() if hasattr(x, "detach") else np.asarray(x)
    return {"text": code, "shape": list(x.shape), "values": [repr(float(v)) for v in x.ravel()]}


def recorded(codes):
    found = []
    for code in codes:
        try:
            found.append(value_of(code))
        except Exception as error:
            found.append({"text": code, "error": type(error).__name__})
    return found


def main():
    if sys.argv[1:] == ["--torch"]:
        print(json.dumps({"read": recorded(TORCH), "either": recorded(TORCH_EITHER)}))
        return
    python = sys.argv[1] if len(sys.argv) > 1 else "python3"
    torch = json.loads(subprocess.run([python, __file__, "--torch"], check=True, capture_output=True, text=True).stdout)
    golden = {
        "read": recorded(dict.fromkeys(READ)) + torch["read"],
        "refused": sorted(set(REFUSED)),
        "either": recorded(dict.fromkeys(EITHER)) + torch["either"],
    }
    for entry in golden["read"]:
        if "error" in entry:
            sys.exit(f"{entry['text']!r} fails: {entry['error']}")
    lines = []
    for key, entries in golden.items():
        body = ",\n".join("    " + json.dumps(entry) for entry in entries)
        lines.append(f'  "{key}": [\n{body}\n  ]')
    path = pathlib.Path(__file__).with_name("python.json")
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n")
    print({key: len(entries) for key, entries in golden.items()})


main()
