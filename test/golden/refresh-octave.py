"""
Writes octave.json: what Octave makes of snippets and how it prints arrays, for the tests of the literal reader.

Usage: python3 refresh-octave.py

Every snippet assigns x. READ must be read with just these values, REFUSED must be refused whatever it gives, and
EITHER may be refused but not read with other values.
"""

import itertools
import json
import pathlib
import random
import subprocess
import tempfile

HERE = pathlib.Path(__file__).parent
NUMBERS = ["1", "-2", "2.5", "1e3", "-.5", "3.", "1E-3", "0.1"]

# White space tells elements from operators.
READ = [f"x = [{body}]" for body in [
    "1 2", "1 -2", "1 - 2", "1 -2 + 3", "1, -2", "1 , -2", "1 ,-2", "1 + 2", "1 +2", "1+ 2", "1+2", "1 - -2", "1 -2 -3", "1 -2 - 3",
    "-1 -2", "- 1 2", "- 1 - 2", "+1 +2", "1 * 2", "1 *2", "1* 2", "1*2", "1 * -2", "1 *-2", "1/4 3", "1 / 4 3", "2^2 3", "2 ^ 2 3",
    "2^-1 3", "-2^2", "(1 -2)", "(1) (2)", "(1)-2", "(1) -2", "(1) - 2", "1 (2)", "1, (2)", "(1 - 2) 3", "((1)) 2", "(1 -2) -3",
    "1 2;3 4", "1 2; 3 4", "1 2 ; 3 4", "1 2\n3 4", "1 2;\n3 4", "1 2\n\n3 4", "\n1 2\n3 4\n", "1 2;;3 4", "1 2;3 4;", ";1 2", "1 2;\n\n 3 4;\n",
    "1,2;3,4", "1, 2,; 3, 4", "1, 2,\n3, 4", "1, 2 ,\n 3, 4,\n", "1,", "1 2,", "1;", "1; 2", "1\n2", "1 2 % 3\n4 5", "1 2 # 3\n4 5", "1 2 ...\n3", "1, ...\n2; ... note\n3, 4",
    "1 2; ...\n3 4", "1 2 ... ] 7\n 3 4", "1e3 1E3 1d3 1D3", "1e-3 1d-3 1e+3", ".5 5. .5e1", "1e400 -1e400 1e-400", "Inf -Inf", "inf -inf", "NaN 1", "nan 1", "NA 1",
    "pi -pi", "pi/2 2*pi", "eps", "realmax realmin", "1' 2'", "1 2'", "[1 2]'", "[1 2]' [3 4]'", "[1 2]', [3 4]'", "[1 2]'; 3", "[1 2]; [3 4]", "[1 2] [3 4]", "[1 2], [3 4]",
    "[1; 2] [3; 4]", "[1; 2], [3; 4]", "[1 2; 3 4] [5; 6]", "[1 2; 3 4]; 5 6", "[1 2; 3 4], [5; 6]; 7 8 9", "1 [2 3]; [4 5] 6", "[1 2]'*2 [3 4]'", "1:3", "1:3; 4:6", "0:2:6", "5:-1:3",
    "1:3 4", "1 : 3", "1 :3", "1: 3", "1 : 3 4", "0:0.5:1 2", "1:3 -1", "1:3 - 1", "-[1 2] 3", "- [1 2]", "1 -[2 3]", "2*[1 2] 3", "[1 2]*2", "[1 2]/4", "[1 2].*2", "2.*[1 2]", "2./[1 2]",
    "[1 2].^2", "[1 4].^0.5", "[2 4].^-1", "[2 4].^ -1", "1./3 2./3", "1 ./3", "1.'", "1.5.' 2", "0.1 0.2 0.3", "zeros(1,2) 3", "zeros(1, 2) -1", "ones(2,1) [1;2]", "(1:3)", "(1:3)'", "sqrt(2) sqrt(4)",
    "1\t2\t-3", "1\t- 3", "  1   2  ", "1 2\r\n3 4", "1, 2\r\n3, 4\r\n",
]]
READ += [f"x = {expression}" for expression in [
    "5", "-5", "[5]", "(5)", "5'", "1e-5", "2^-2", "-2^2", "2^3", "2^0.5", "1/3", "2/3*3", "1-1/3", "-[1 2; 3 4]", "[1 2; 3 4]'", "[1 2; 3 4].'", "[1 2; 3 4]''", "[1 2; 3 4]'*2", "-[1 2]'",
    "[1 2 3]*0.1", "0.1*[1 2 3]", "[1 2 3]/3", "[1 2 3]+0.1", "0.1+[1 2 3]", "1-[1 2 3]", "[1 2 3]-1", "1.0e+03 * [1.5 2; 3 4]", "([1 2; 3 4])", "([1 2; 3 4])'", "2*[1 2; 3 4]'", "1:3", "1:0.5:3", "0:0.1:0.5", "0:0.1:1",
    "(0:0.1:1)*2", "(1:9)*0.1", "(1:9)/10", "0.3-(0:0.1:0.9)", "-(0:0.1:0.5)", "-(1:3)", "-1:3", "-1:-1:-3", "1:2+3", "2*1:3", "10:-2.5:0", "0:0.3:1", "0:1/3:1", "0:pi/4:pi", "1:0.2:2", "-1:0.1:1", "0:.01:.1", "1e-3:1e-3:5e-3",
    "0:0.1:0.3", "0:0.7:7", "3.3:1.1:9.9", "(0:0.1:0.5)'", "(1:6)'", "[0:0.1:0.5]'", "[0:0.1:0.5; 1:6]",
    "reshape([1 2 3 4 5 6], 2, 3)", "reshape([1 2 3 4 5 6], 3, 2)", "reshape([1 2; 3 4; 5 6], 2, 3)", "reshape([1 2; 3 4; 5 6], [2 3])", "reshape([1 2 3 4 5 6], [], 3)", "reshape([1 2 3 4 5 6], 3, [])", "reshape(1:12, 2, 3, 2)", "reshape(1:12, [2 3 2])",
    "reshape(1:12, 2, [], 2)", "reshape(1:6, 6, 1)", "reshape(1:6, 2, 3)'", "reshape(1:6, 2, 3, 1)", "reshape(1:24, 2, 3, 2, 2)", "reshape(reshape(1:12, 2, 3, 2), 4, 3)", "reshape(reshape(1:12, 2, 3, 2), 3, 2, 2)", "reshape(0:0.1:0.5, 2, 3)*2",
    "zeros(2,3)", "zeros(2)", "zeros([2 3])", "zeros(2,3,2)", "zeros(2, 'single')", "ones(2,3)", "ones(3)*0.1", "0.5*ones(2,2)", "eye(2)", "eye(2,3)", "eye(3,2)", "eye([2 3])", "eye(2)*3", "NaN(2,1)", "Inf(1,2)", "-Inf(1,2)", "nan(2)", "inf(2,2)",
    "linspace(0,1,5)", "linspace(0,1,4)", "linspace(0,1,11)", "linspace(-1,1,5)", "linspace(-1,1,6)", "linspace(1,10,7)", "linspace(0.1,0.7,8)", "linspace(0,1,3)'", "linspace(5,1,3)", "linspace(0, 0.3, 10)", "linspace(-0.3, 0.3, 9)",
    "repmat([1 2], 2, 2)", "repmat([1 2; 3 4], 1, 2)", "repmat([1; 2], [1 3])", "repmat([1 2], 2)", "repmat(5, 2, 3)", "repmat([1 2; 3 4], 2, 2)'",
    "cat(1, [1 2], [3 4])", "cat(2, [1 2], [3 4])", "cat(3, [1 2; 3 4], [5 6; 7 8])", "cat(3, [1 2], [3 4], [5 6])", "cat(4, [1 2], [3 4])", "horzcat([1 2], [3 4])", "horzcat([1;2], [3;4])", "vertcat([1 2], [3 4])", "horzcat(1, 2, 3)", "vertcat(1, 2)",
    "permute([1 2; 3 4], [2 1])", "permute(reshape(1:12, 2, 3, 2), [3 1 2])", "permute(reshape(1:12, 2, 3, 2), [2 1 3])", "permute(reshape(1:24, 2, 3, 4), [2 3 1])", "permute([1 2; 3 4], [3 1 2])", "permute([1 2 3], [2 3 1])", "transpose([1 2; 3 4])",
    "single([0.1 0.2])", "single(0.1)", "single([1 2])/3", "single([0.1 0.2])*0.1", "0.1*single([0.1 0.2])", "single([0.1 0.2])+1", "[single(0.1) 0.2]", "-single(0.1)", "single(16777217)", "double(single(0.1))", "double([0.1 0.2])", "single([0.1; 0.2])'",
    "int32([1.5 2.5 -2.5 -1.5 0.5])", "int32([1.4 3e9 -3e9 NaN Inf])", "int8([100 200 -200])", "uint8([1.5 -3 300])", "int16(3.5)", "uint32([1 2])", "int32([1 2; 3 4])'", "0x1F", "0xFF", "0b101",
    "sqrt([1 2 4])", "sqrt(2)*[1 2]", "2.^[1 2 3]", "10.^[-1 -2]", "[1 2 3].^2", "1./[1 2 4]", "[1 2 3]./3", "[1 2 3].*-1", "[1 2 3]*-1", "[1,2,3]+1e-3", "[1 2\n3 4\n]'", "[ 1 2\n  3 4 ]", "[0.1,0.2\n0.3,0.4]",
]]

# Combinations of pieces with every white space between them.
PIECES = ["1", "-2", "(3)", "[4 5]", "[6; 7]", "1:2", "2'", "- 1", "+", "-", "*", ",", ";", ".5", "[1 2]'", "3."]
SPACES = ["", " "]
random.seed(231)


def combination() -> str:
    count = random.randint(2, 6)
    return "x = [" + "".join(random.choice(PIECES) + random.choice(SPACES) for _ in range(count)) + "]" + random.choice(["", "", "'", "*2"])


EITHER = sorted({combination() for _ in range(1500)})
EITHER += [f"x = {a} {operator} {b}" for a, operator, b in itertools.product(
    ["2", "[1 2]", "[1 2; 3 4]", "(1:3)", "single([.1 .2])", "int32([1 2])", "[1; 2]"], ["+", "-", "*", "/", ".*", "./", "^", ".^"], ["2", "[3 4]", "[1 2; 3 4]", "0.1", "int8(3)", "3", "-1"])]
EITHER += ["x = [1 2]^2", "x = 2^-1^2", "x = 2^3^2", "x = [1 -...\n2]", "x = [1 --2]", "x = [1 ++2]", "x = [1 !0]", "x = [1 'a']", "x = ['a' 1]", "x = [1, true]", "x = [int32(5) 2.5]", "x = [0x1F 300]", "x = [1;[2 3]]", "x = [1 2;3]",
           "x = 1:0", "x = []", "x = [1 []]", "x = zeros(0,3)", "x = reshape([1 2 3],2,2)", "x = [1 2](1)", "x = [1 2 3](2:3)", "x = max([1 2])", "x = sum([1 2])", "x = [1 2]'.*[3;4]", "x = [1 2] == [1 2]", "x = ~[1 0]", "x = [1 2] & 1",
           "x = 1e5'", "x = [1e5' 2]", "x = 012", "x = [012 1]", "x = 1_000", "x = [1 2] '", "x = 5 ; y = 6", "x = [1 2] , y = 3", "x = y = [1 2]", "x = eps*[1 2]", "x = 3:1", "x = i", "x = [1 NaN]*0", "x = -0", "x = [-0 0]", "x = 0*-1", "x = -zeros(1,2)",
           "x = linspace(0,1,1)", "x = linspace(1,1,3)", "x = linspace(0,1)(3)", "x = zeros(2,3)(1)", "x = [1 2]([2 1])", "x = 1:3'", "x = [1:3]'", "x = (1:3)(2)", "x = 1:3:10", "x = [1:3:10]", "x = 0.1:0.1:0.3", "x = 1:1e-1:1.5"]

REFUSED = ["x = [a b]", "x = {1, 2}", "x = {[1 2], [3 4]}", "x = [1i 2]", "x = [1+2i 3]", "x = 'abc'", "x = [1, 'a']", "x = [true false]", "x = rand(2,3)", "x = randn(3)", "x = f([1 2])", "x = []", "x = zeros(n, 3)", "x = [1 2; 3]",
           "x = [1 2](1)", "x = @(t) [t 2]", "x(2,:) = [1 2]", "x += [1 2]", "x = [1 2", "x = 1 2", "x = [1 2]^2", "x = [x 1]", "x = ones(1e6)", "x = ones(1e6, 1e6)", "x = 1:1e9", "x = repmat([1 2], 1e5, 1e5)", "eps = 3; x = [eps 1]"]

PRINTS = ["[1 2; 3 4]", "[1.5 -2.25; 3 4]", "[0.001 1000; 12345.678 2]", "(1:30)/7", "reshape(1:12,2,3,2)", "[NaN 1; Inf -Inf]", "[NaN 1.5; Inf -Inf]", "5", "-2.5", "1e-5", "pi", "1:5", "0:0.25:1", "[1e-5; 2e-5]", "[1e10 1; 2 3]",
          "(1:30)*1000/7", "1e5*[1 2.5; 3 4]", "-[1 2 3]", "int32([1 -2; 300 4])", "single([1.5 2])", "reshape((1:24)/7, 2, 3, 2, 2)", "(1:17)'/3", "[1e-10 1]", "(1:40)", "rand(3,20) > 2", "zeros(2,3)", "1e-3*[1 2; 3 4]", "[99999.5 1]", "[0.5; 100.25; -3000.125]", "reshape((1:60)/7, 2, 15, 2)",
          "[1 1e6]", "[1.5 1e6]", "[1e15 2]", "NaN", "Inf", "-Inf", "[NaN NaN]", "[0 0.1]", "1e5", "123456", "100000.5", "[1;-1]*1e-8"]

RUN = r"""
1;
function out(x)
  x = full(x);
  y = permute(x, ndims(x):-1:1);
  printf('{"shape": [%s], "values": [', strjoin(arrayfun(@(n) sprintf('%d', n), size(x), 'UniformOutput', false), ', '));
  printf('%s', strjoin(arrayfun(@(v) sprintf('"%.17g"', v), double(y(:)'), 'UniformOutput', false), ', '));
  printf("]}\n");
end
for k = 1:COUNT
  clear x y eps
  try
    evalc(sprintf("source('%s/case%d.m')", FOLDER, k));
    if (! isnumeric(x) || iscomplex(x) || isempty(x)), error('no array'); end
    out(x);
  catch err
    printf("{\"error\": true}\n");
  end
end
"""


def octave(code: str) -> str:
    with tempfile.NamedTemporaryFile("w", suffix=".m") as file:
        file.write(code)
        file.flush()
        done = subprocess.run(["octave", "--no-gui", "--norc", "--quiet", file.name], capture_output=True, text=True)
    return done.stdout


def results(texts: list[str]) -> list[dict]:
    with tempfile.TemporaryDirectory() as folder:
        for k, text in enumerate(texts, 1):
            (pathlib.Path(folder) / f"case{k}.m").write_text(text + "\n", newline="")
        lines = octave(RUN.replace("COUNT", str(len(texts))).replace("FOLDER", f"'{folder}'")).splitlines()
    assert len(lines) == len(texts), (len(lines), len(texts))
    return [{"text": text, **json.loads(line)} for text, line in zip(texts, lines)]


def prints() -> list[dict]:
    entries = []
    for form in ["short", "long"]:
        for expression, result in zip(PRINTS, results([f"x = double({expression})" for expression in PRINTS])):
            text = octave(f"1;\nformat {form}\nx = {expression}\n")
            entries.append({**result, "expression": expression, "text": text})
    return entries


read = results(list(dict.fromkeys(READ)))
for entry in read:
    if "error" in entry:
        print("no array:", entry["text"])
groups = {
    "read": [entry for entry in read if "error" not in entry],
    "either": results(list(dict.fromkeys(EITHER))),
    "refused": REFUSED,
    "prints": prints(),
}
lines = [f'  "{name}": [\n    ' + ",\n    ".join(json.dumps(entry) for entry in group) + "\n  ]" for name, group in groups.items()]
(HERE / "octave.json").write_text("{\n" + ",\n".join(lines) + "\n}\n")
