"""Runs functions of a user's Python file on given numbers, for BN Gradcheck.

Requests come on standard input and answers go to standard output, one JSON object a line (their types stand in
src/core/function/protocol.ts). What the user's code prints goes to standard error, and it has no standard input.

    python harness.py MEMORY_IN_BYTES CPU_SECONDS_A_REQUEST
"""

import ast
import builtins
import importlib
import json
import os
import queue
import random
import re
import sys
import threading
import types

MOST_ELEMENTS = 1_000_000
DEEPEST = 5


class Refused(Exception):
    """What keeps a request from being answered, as the fields of the answer."""

    def __init__(self, code, message, line=None, column=None):
        super().__init__(message)
        self.answer = {"op": "error", "code": code, "message": message, "line": line, "column": column}


# What the text says -----------------------------------------------------------------------------------------------


def parse(path, text):
    """The syntax tree; lines that only IPython understands are passed over."""
    try:
        return ast.parse(text, path)
    except SyntaxError as error:
        plain = re.sub(r"(?m)^([ \t]*)([%!?].*)$", r"\1pass  # \2", text)
        try:
            return ast.parse(plain, path)
        except SyntaxError:
            raise Refused("syntax", f"This is no Python: {error.msg}.", error.lineno, error.offset) from None
    except (ValueError, RecursionError, MemoryError) as error:
        raise Refused("syntax", f"This cannot be read as Python: {error or type(error).__name__}.") from None


def describe(tree):
    functions = []
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            functions.append(facts_of(node, None))
        elif isinstance(node, ast.ClassDef):
            methods = [inner for inner in node.body if isinstance(inner, ast.FunctionDef)]
            functions += [facts_of(method, node.name) for method in methods]
    top = [node for node in tree.body if isinstance(node, (ast.Assign, ast.AnnAssign))]
    return {"functions": functions, "numbers": sorted({n for node in top for n in small_numbers(node)})}


def facts_of(node, owner):
    marks = {ast.unparse(mark) for mark in node.decorator_list}
    own = node.args.posonlyargs + node.args.args
    if owner and own and "staticmethod" not in marks:
        own = own[1:]
    first_default = len(own) - len(node.args.defaults)
    params = [parameter(arg.arg, k >= first_default) for k, arg in enumerate(own)]
    params += [
        parameter(arg.arg, default is not None) for arg, default in zip(node.args.kwonlyargs, node.args.kw_defaults)
    ]
    params += [parameter(arg.arg, False, False) for arg in (node.args.vararg, node.args.kwarg) if arg]
    unpacked, keys, attributes, assigned = {}, {}, {}, {}
    sets, reads, calls, returned = set(), set(), set(), None
    # Breadth first is no order of lines: the last assignment is the one furthest down.
    for inner in ast.walk(node):
        if isinstance(inner, (ast.Assign, ast.AugAssign, ast.AnnAssign)):
            targets = inner.targets if isinstance(inner, ast.Assign) else [inner.target]
            for target in targets:
                names = [ast.unparse(part) for part in getattr(target, "elts", [])]
                if names and isinstance(inner.value, (ast.Name, ast.Attribute)):
                    unpacked[ast.unparse(inner.value)] = names
                elif names and isinstance(inner.value, ast.Tuple) and len(names) == len(inner.value.elts):
                    pass
                for part in getattr(target, "elts", [target]):
                    while isinstance(part, (ast.Subscript, ast.Starred)):
                        part = part.value
                    name = ast.unparse(part)
                    assigned[name] = max(assigned.get(name, 0), inner.lineno)
                    if name.startswith("self."):
                        sets.add(name[5:])
        elif isinstance(inner, ast.Return) and inner.value is not None:
            parts = [ast.unparse(part) for part in getattr(inner.value, "elts", [inner.value])]
            if returned is None or len(parts) >= len(returned[0]):
                returned = parts, inner.lineno
        if isinstance(inner, ast.Subscript) and isinstance(inner.slice, ast.Constant):
            note_key(keys, inner.value, inner.slice.value)
        elif isinstance(inner, ast.Call):
            function = inner.func
            if isinstance(function, ast.Name):
                calls.add(function.id)
            elif isinstance(function, ast.Attribute):
                if isinstance(function.value, ast.Name) and function.value.id in ("self", owner):
                    calls.add(function.attr)
                if function.attr in ("get", "setdefault", "pop") and inner.args:
                    note_key(keys, function.value, getattr(inner.args[0], "value", None))
        elif isinstance(inner, ast.Attribute) and isinstance(inner.value, ast.Name):
            attributes.setdefault(inner.value.id, []).append(inner.attr)
            if inner.value.id == "self" and isinstance(inner.ctx, ast.Load):
                reads.add(inner.attr)
    returns, return_line = returned or ([], None)
    return {
        "name": node.name,
        "owner": owner,
        "line": node.lineno,
        "endLine": node.end_lineno,
        "docstring": ast.get_docstring(node) or "",
        "params": params,
        "unpacked": unpacked,
        "keys": keys,
        "attributes": {name: sorted(set(found)) for name, found in attributes.items()},
        "sets": sorted(sets),
        "reads": sorted(reads),
        "returns": returns,
        "assigned": assigned,
        "returnLine": return_line,
        "numbers": sorted(set(small_numbers(node))),
        "calls": sorted(calls),
    }


def parameter(name, has_default, is_single=True):
    return {"name": name, "hasDefault": has_default, "isSingle": is_single}


def note_key(keys, holder, key):
    if isinstance(key, str):
        found = keys.setdefault(ast.unparse(holder), [])
        if key not in found:
            found.append(key)


def small_numbers(node):
    for inner in ast.walk(node):
        if isinstance(inner, ast.Constant) and type(inner.value) is float and 0 < inner.value < 0.1:
            yield inner.value
        # 10**-5
        elif isinstance(inner, ast.BinOp) and isinstance(inner.op, ast.Pow):
            try:
                value = eval(compile(ast.Expression(inner), "", "eval"), {"__builtins__": {}})
            except Exception:
                continue
            if isinstance(value, float) and 0 < value < 0.1:
                yield value


# The file as an import would run it --------------------------------------------------------------------------------


class Missing:
    """What comes from a module that is not installed: at the top of the file it may be passed around unused."""

    strict = False

    def __init__(self, name, *_):
        self.__dict__["__name"] = name

    def __use(self):
        if Missing.strict:
            module = self.__dict__["__name"]
            raise ImportError(f"{module} is needed here, but its module is not installed")

    def __getattr__(self, attribute):
        if attribute.startswith("__"):
            raise AttributeError(attribute)
        self.__use()
        return Missing(f"{self.__dict__['__name']}.{attribute}")

    def __setattr__(self, attribute, value):
        self.__use()

    def __call__(self, *args, **kwargs):
        self.__use()
        # As a decorator it leaves the function as it is.
        if len(args) == 1 and not kwargs and isinstance(args[0], (types.FunctionType, type)):
            return args[0]
        return Missing(self.__dict__["__name"])

    def __getitem__(self, key):
        self.__use()
        return self

    def __setitem__(self, key, value):
        self.__use()

    def __iter__(self):
        self.__use()
        return iter(())

    def __enter__(self):
        return self

    def __exit__(self, *_):
        return False

    def __mro_entries__(self, bases):
        return ()


class MissingModule(types.ModuleType):
    """A module that is not installed."""

    def __init__(self, name):
        super().__init__(name)
        self.__path__ = []
        self.__all__ = []

    def __getattr__(self, attribute):
        if attribute.startswith("__"):
            raise AttributeError(attribute)
        return range if attribute == "xrange" else Missing(f"{self.__name__}.{attribute}")


class UserFile:
    def __init__(self, path, text):
        self.path = path
        self.text = text
        self.tree = parse(path, text)
        self.module = None
        self.skipped = []
        self.missing = []

    def load(self):
        """Runs the file's statements one by one; one that fails is passed over, as are modules that are missing."""
        folder, base = os.path.split(self.path)
        stem = os.path.splitext(base)[0]
        package = packages_above(folder, self.tree)
        self.module = types.ModuleType(f"{package}.{stem}" if package else stem)
        self.module.__file__ = self.path
        self.module.__package__ = package
        sys.modules[self.module.__name__] = self.module
        sys.path[0:1] = [folder, os.path.dirname(folder)]
        sys.argv = [self.path]
        flags = 0
        for node in self.tree.body:
            code = compile(ast.Module([node], []), self.path, "exec", flags, True)
            flags |= code.co_flags & 0x1FF0000
            try:
                self.run_statement(node, code)
            except BaseException as error:
                self.skipped.append(fault(error, self.path))
        Missing.strict = True

    def run_statement(self, node, code):
        for _ in range(100):
            try:
                return exec(code, self.module.__dict__)
            except ModuleNotFoundError as error:
                if error.name is None or error.name in sys.modules:
                    raise
                self.stand_in(error.name)
            except ImportError as error:
                if not isinstance(node, ast.ImportFrom):
                    raise
                self.missing.append(error.name or "")
                for alias in node.names:
                    name = alias.asname or alias.name
                    found = getattr(sys.modules.get(error.name), alias.name, None)
                    self.module.__dict__[name] = found or Missing(f"{error.name}.{alias.name}")
                return

    def stand_in(self, name):
        self.missing.append(name)
        sys.modules[name] = MissingModule(name)
        parent, _, last = name.rpartition(".")
        if parent in sys.modules:
            setattr(sys.modules[parent], last, sys.modules[name])


def packages_above(folder, tree):
    """The package that relative imports of the file start from, its folders made packages without running them."""
    levels = [node.level for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    depth = max(levels, default=0)
    folders = [folder]
    while len(folders) < depth:
        folders.insert(0, os.path.dirname(folders[0]))
    if depth == 0:
        return ""
    name = ""
    for level in folders:
        part = re.sub(r"\W", "_", os.path.basename(level)) or "_"
        name = f"{name}.{part}" if name else part
        module = types.ModuleType(name)
        module.__path__ = [level]
        sys.modules[name] = module
    return name


def fault(error, path):
    """An exception of the user's code, with the last line of the user's file that it came through."""
    line, within = None, None
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == path:
            line, within = trace.tb_lineno, trace.tb_frame.f_code.co_name
        trace = trace.tb_next
    if isinstance(error, SystemExit):
        kind, message = "exit", "" if error.code is None else str(error.code)
    else:
        kind, message = "exception", str(error)
    return {"kind": kind, "type": type(error).__name__, "message": message[:300], "line": line, "within": within}


# Programs of calls -------------------------------------------------------------------------------------------------


class Run:
    """One program: calls on arrays of its own."""

    def __init__(self, numpy, file, program):
        self.numpy = numpy
        self.file = file
        self.calls = program["calls"]
        self.arrays = {name: self.decoded(array) for name, array in program["arrays"].items()}
        self.known = dict(self.arrays)
        self.seed = program["seed"]

    def decoded(self, array):
        values = [float(value) for value in array["data"]]
        return self.numpy.array(values, dtype=array["dtype"]).reshape(array["shape"])

    def outcome(self):
        results, changed = {}, []
        random.seed(self.seed)
        self.numpy.random.seed(self.seed)
        before = {name: array.tobytes() for name, array in self.arrays.items()}
        for call in self.calls:
            try:
                value = self.made(call)
                results[call["as"]] = described(self.numpy, value)
                self.known[call["as"]] = value
                failed = None
            except BaseException as error:
                failed = {**fault(error, self.file.path)}
            for name, array in self.arrays.items():
                if array.tobytes() != before[name]:
                    before[name] = array.tobytes()
                    changed.append({"array": name, "by": call["as"]})
            if failed:
                return {"results": results, "failed": call["as"], "fault": failed, "changed": changed}
        return {"results": results, "failed": None, "fault": None, "changed": changed}

    def values(self):
        """The results of all calls, once more from the start."""
        self.known = {name: array.copy() for name, array in self.arrays.items()}
        random.seed(self.seed)
        self.numpy.random.seed(self.seed)
        for call in self.calls:
            self.known[call["as"]] = self.made(call)
        return self.known

    def made(self, call):
        function = self.resolved(call["call"])
        args = [self.value(value) for value in call["args"]]
        kwargs = {name: self.value(value) for name, value in call["kwargs"].items()}
        return function(*args, **kwargs)

    def resolved(self, path):
        first, *rest = path.split(".")
        for scope in (self.known, self.file.module.__dict__, builtins.__dict__):
            if first in scope:
                found = scope[first]
                break
        else:
            raise NameError(f"{first} is not defined: the top of the file did not come to it")
        for attribute in rest:
            found = getattr(found, attribute)
        return found

    def value(self, form):
        ((kind, content),) = form.items()
        if kind == "ref":
            return self.known[content]
        if kind == "item":
            return self.value(content[0])[content[1]]
        if kind == "rest":
            return tuple(self.value(content[0])[content[1] :])
        if kind == "tuple":
            return tuple(self.value(part) for part in content)
        if kind == "dict":
            return {name: self.value(part) for name, part in content.items()}
        if kind == "object":
            return types.SimpleNamespace(**{name: self.value(part) for name, part in content.items()})
        return content


# Repair ------------------------------------------------------------------------------------------------------------


class Trial:
    """How far outputs are off what is due: nothing where all agree, else by output on the first data that tells."""

    def __init__(self, numpy, file, request):
        self.numpy = numpy
        self.parts = []
        for program, targets in zip(request["programs"], request["targets"]):
            due = [(target, self.array_of(target)) for target in targets]
            self.parts.append((Run(numpy, file, program), due))

    def array_of(self, target):
        return self.numpy.array([float(value) for value in target["due"]])

    def __call__(self):
        for run, targets in self.parts:
            known = run.values()
            errors = {}
            for target, due in targets:
                error = self.error(known, target, due)
                if error:
                    errors[target["output"]] = error
            if errors:
                return errors
        return None

    def error(self, known, target, due):
        value = self.numpy.asarray(result_at(known, target), dtype=float)
        if target["dropout"] is not None:
            return self.dropout_error(known, target, value)
        if value.size != due.size or (target["shape"] is not None and list(value.shape) != target["shape"]):
            return float("inf")
        difference = self.numpy.abs(value.ravel() - due)
        largest = self.numpy.abs(due).max()
        if difference.max() <= 1e-9 * largest:
            return 0.0
        error = float(self.numpy.linalg.norm(difference) / self.numpy.linalg.norm(due))
        return error if error == error else float("inf")

    def dropout_error(self, known, target, value):
        """Of dropout in training, where what is kept is up to the function: y is x / keep there, and dx likewise."""
        numpy, law = self.numpy, target["dropout"]
        keep, base = law["keep"], known[law["base"]]
        kept = numpy.asarray(result_at(known, law["kept"])) != 0 if keep < 1 else numpy.ones(base.shape, bool)
        if value.shape != base.shape or kept.shape != base.shape:
            return float("inf")
        error = numpy.linalg.norm(value - base * kept / keep) / numpy.linalg.norm(base)
        if target["output"] == "y":
            off = abs(kept.mean() - keep)
            # Four standard deviations; and no column is dropped as one.
            if off > 4 * (keep * (1 - keep) / kept.size) ** 0.5 or numpy.ptp(kept.mean(axis=0)) == 1:
                error += 0.1 + off
        return 0.0 if error <= 1e-9 else float(error)


def result_at(known, place):
    value = known[place["from"]]
    for key in place["path"]:
        value = value[key]
    return value


def repaired(numpy, file, request):
    """The edits that make a file's functions right on the given data, or none."""
    path, ours = list(sys.path), ("repair", "edits")
    # The user's own modules may go by the same names.
    theirs = {name: sys.modules.pop(name) for name in ours if name in sys.modules}
    sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
    try:
        from repair import Repair
    finally:
        sys.path[:] = path
        for name in ours:
            sys.modules.pop(name, None)
        sys.modules.update(theirs)
    search = Repair(file, Trial(numpy, file, request), request["wrong"], request["diagnosis"], request["seconds"])
    changes = search.search(request["functions"])
    if changes is None:
        return []
    units = lambda position: len(file.text[:position].encode("utf-16-le", "surrogatepass")) // 2
    return [{"range": [units(start), units(end)], "newText": new} for start, end, new in changes]


def described(numpy, value, depth=0):
    if value is None:
        return {"kind": "none"}
    name = type(value).__name__
    if isinstance(value, dict) and depth < DEEPEST:
        entries = {str(key): described(numpy, part, depth + 1) for key, part in list(value.items())[:100]}
        return {"kind": "entries", "entries": entries}
    if isinstance(value, (tuple, list)) and depth < DEEPEST:
        numbers = isinstance(value, list) and as_numbers(numpy, value)
        if numbers is not False and numbers is not None:
            return numbers
        return {"kind": "items", "type": name, "items": [described(numpy, part, depth + 1) for part in value[:100]]}
    if isinstance(value, (int, float, numpy.ndarray, numpy.generic)) or hasattr(value, "__array__"):
        numbers = as_numbers(numpy, value)
        if numbers is not None:
            return numbers
    return {"kind": "other", "type": name}


def as_numbers(numpy, value):
    """Real numbers as an array; None for anything else, and for too many."""
    try:
        array = numpy.asarray(value)
        if array.dtype.kind not in "biuf" or array.size > MOST_ELEMENTS:
            return None
        data = [plain(number) for number in array.astype(numpy.float64).ravel().tolist()]
    except Exception:
        return None
    return {
        "kind": "array",
        "type": type(value).__name__,
        "shape": list(array.shape),
        "dtype": str(array.dtype),
        "data": data,
    }


def plain(number):
    if number != number:
        return "NaN"
    return number if abs(number) != float("inf") else "Infinity" if number > 0 else "-Infinity"


# The process -------------------------------------------------------------------------------------------------------


def limit(memory):
    """No more memory than this, no file of what was in memory after a crash, and no forks."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    except (ImportError, OSError, ValueError):
        pass

    def refuse(event, _):
        if event in ("os.fork", "os.forkpty"):
            raise RuntimeError("a function that is checked may not fork")

    sys.addaudithook(refuse)


def allow(seconds):
    """So much processor time from here on: what is left running by whoever asked ends by itself."""
    try:
        import resource

        used = int(sum(os.times()[:2])) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (used + seconds, resource.getrlimit(resource.RLIMIT_CPU)[1]))
    except (ImportError, OSError, ValueError):
        pass


def answer_to(request, state):
    if request["op"] == "describe":
        state["file"] = UserFile(request["path"], request["text"])
        return {"op": "describe", **describe(state["file"].tree)}
    try:
        numpy = importlib.import_module("numpy")
    except ImportError as error:
        raise Refused("no-numpy", str(error)) from None
    file = state["file"]
    if file.module is None:
        file.load()
    # Warnings would repeat for every program; the numbers say the same.
    numpy.seterr(all="ignore")
    if request["op"] == "repair":
        return {"op": "repair", "edits": repaired(numpy, file, request)}
    outcomes = [Run(numpy, file, program).outcome() for program in request["programs"]]
    versions = {"python": sys.version.split()[0], "numpy": numpy.__version__}
    return {
        "op": "run",
        "outcomes": outcomes,
        "skipped": file.skipped,
        "missing": file.missing,
        "versions": versions,
    }


def main():
    sys.path.pop(0)
    sys.path.insert(0, "")
    requests = os.fdopen(os.dup(0), encoding="utf-8")
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)
    memory, seconds = map(int, sys.argv[1:3])
    limit(memory)
    lines = queue.Queue()

    def read():
        for line in requests:
            lines.put(line)
        # Whoever asked is gone, or needs no more: whatever still runs has nobody to run for.
        os._exit(0)

    threading.Thread(target=read, daemon=True).start()
    state = {}
    while True:
        try:
            request = json.loads(lines.get())
            allow(seconds)
            answer = answer_to(request, state)
        except Refused as refused:
            answer = refused.answer
        answers.write(json.dumps(answer) + "\n")
        answers.flush()


main()
