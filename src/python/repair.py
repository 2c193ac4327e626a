"""Searches the smallest edit of a user's function that makes it right, for BN Gradcheck.

Every candidate is a change of the text itself, so that what is tried is what is offered. A candidate is compiled and
run on small data; which data, and when its outputs are right, the caller says.
"""

import ast
import re
import signal
import sys
import threading
import time
from typing import NamedTuple

from edits import Edits, Source, Style, Term, shape_of

HEADS = {ast.If: "test", ast.For: "iter"}
LONGEST_RUN = 0.5
MOST_TERMS = 24
# How many edits that help without curing are tried together with a second.
MOST_HALVES = 10
MOST_ALIKE = 8

# Kinds of edits that a diagnosis speaks for.
SUSPECTS = {
    "xhat-missing-in-sum": ("inside",),
    "mean-path-missing": ("term", "drop"),
    "variance-path-missing": ("term",),
    "statistics-constant": ("term",),
    "variance-factor-2": ("twice",),
    "variance-factor-half": ("half", "number"),
    "variance-sign": ("sign",),
    "mean-sign": ("sign",),
    "d-for-n": ("count", "swap", "factor"),
    "sums-over-size": ("count", "drop"),
    "n-minus-1": ("drop",),
    "bessel-in-backward": ("drop",),
    "unbiased-deviation": ("ddof",),
    "unbiased-variance": ("ddof",),
    "one-over-n-lost": ("reduce", "factor"),
    "mean-term-times-n": ("reduce", "factor"),
    "variance-term-times-n": ("reduce", "factor"),
    "mean-term-over-n-twice": ("reduce", "drop"),
    "variance-term-over-n-twice": ("reduce", "drop"),
    "times-n": ("factor",),
    "over-n-twice": ("drop", "reduce"),
    "wrong-axis": ("axis",),
    "gamma-missing": ("factor",),
    "gamma-missing-in-direct-term": ("factor",),
    "gamma-missing-in-sums": ("factor", "swap"),
    "gamma-outside-sums": ("through",),
    "gamma-twice": ("drop", "swap"),
    "chain-rule-twice": ("drop",),
    "std-missing": ("factor",),
    "std-not-inverted": ("operator", "power"),
    "std-not-inverted-in-mean-term": ("operator", "power"),
    "variance-for-std": ("root", "power"),
    "extra-std": ("power", "drop", "swap"),
    "variance-power": ("power", "sign"),
    "x-for-xhat": ("swap",),
    "x-for-xhat-in-sum": ("swap",),
    "y-for-xhat": ("swap",),
    "centred-for-xhat": ("power", "swap", "factor"),
    "eps-dropped": ("eps", "swap"),
    "eps-outside-root": ("eps",),
    "eps-as-floor": ("floor",),
    "eps-subtracted": ("sign",),
    "root-missing": ("root",),
    "gamma-and-beta-missing": ("affine",),
    "beta-missing": ("affine",),
    "gamma-in-dgamma": ("swap", "drop"),
    "gamma-in-dbeta": ("swap", "drop"),
    "mean-for-sum": ("reduce",),
    "swapped": ("order", "swap"),
    "scale-missing": ("factor",),
    "scale-twice": ("drop",),
    "scaled-in-evaluation": ("drop",),
    "mask-missing": ("factor",),
    "keep-drop-swapped": ("compare",),
    "momentum-swapped": ("exchange",),
}


# Where what a diagnosis speaks of is usually computed: beginning of its id, and what is assigned there.
HINTS = (
    ("variance-factor-2", r"^\s*(dx|d_?x_?mu|dxc|dc|d_?x_?cent|dxm)"),
    ("variance-factor-half", "var|^dv"),
    ("variance", "var|^dv|dx$|std"),
    ("mean", "mu|mean|^dm|dx$"),
    ("times-n", "dx"),
    ("std", "dx|mu|mean"),
    ("over-n", "dx"),
)

# A factor that is taken out as it comes in.
ODD = re.compile(r"([A-Za-z_][\w.]*) ?/ ?\(?\1\b(?![\[(.])|0\.5 ?\* ?2|2 ?\* ?0\.5|[*/] ?-")

KINDS = (
    "inside sign compare order axis ddof random floor eps operator reduce keepdims power number count root swap"
    " exchange parentheses shape drop factor twice half affine term through"
).split()


class Rank(NamedTuple):
    """What is tried first: what the diagnosis speaks for, then the smaller."""

    preferred: int
    tier: int
    weight: int
    hinted: int
    order: int
    size: int
    start: int
    kind: str


class Unit:
    """A piece of text that is parsed anew when it is edited, and where it hangs in the tree."""

    def __init__(self, source, node, put, top, weight):
        self.node = node
        self.put = put
        self.top = top
        self.weight = weight
        self.start, self.end = source.span(node)
        self.text = source.text[self.start : self.end]

    def edited_text(self, changes):
        text, at = [], 0
        for start, end, new in sorted(changes):
            if start - self.start < at:
                raise SyntaxError("two changes of the same place")
            text += [self.text[at : start - self.start], new]
            at = end - self.start
        return "".join(text) + self.text[at:]

    def edited(self, changes):
        """The node of the changed text."""
        joined = self.edited_text(changes)
        if isinstance(self.node, ast.expr):
            return ast.parse(f"({joined})", mode="eval").body
        (node,) = ast.parse(joined).body
        return node


class TooLong(BaseException):
    """A candidate ran on."""


class Repair:
    def __init__(self, file, trial, wrong, ids, budget):
        """
        file: has path, text, tree and module; trial(): how far the outputs are off, by output, with the module as it
        is now (None where they all agree); wrong: the names of wrong outputs; ids: the diagnosis.
        """
        self.source = Source(file.text)
        self.file = file
        self.names = file.module.__dict__
        self.trial = trial
        self.wrong = wrong
        self.ids = ids
        self.preferred = [kind for name in ids for kind in SUSPECTS.get(name, ())]
        self.deadline = time.monotonic() + budget
        self.tried = 0

    def search(self, functions):
        """The changes (start, end, text) that mend the functions, whose names come in the order of suspicion."""
        with Quiet(), Alarm() as self.alarm:
            self.before = self.errors()
            if self.before is None:
                return None
            try:
                return self.singles_then_pairs(functions)
            except TimeoutError:
                return None

    def singles_then_pairs(self, functions):
        singles = list(self.candidates(self.units(functions), self.scopes()))
        halves = []
        for rank, group in sorted(singles + list(self.groups(singles)), key=lambda candidate: candidate[0]):
            error = self.error_of(group)
            if error is None:
                return self.all_changes(group)
            if rank.tier < 3 and self.improves(error):
                halves.append((self.distance(error), len(halves), group))
        halves.sort(key=lambda half: half[:2])
        seconds = sorted((single for single in singles if single[0].tier < 3), key=lambda single: single[0])
        for _, _, group in halves[:MOST_HALVES]:
            for _, more in seconds:
                if self.error_of(group + more) is None:
                    return self.all_changes(group + more)
        return None

    def groups(self, singles):
        """The same edit in several places at once."""
        alike = {}
        for rank, ((unit, changes),) in singles:
            if rank.tier < 3:
                texts = tuple(sorted(new for _, _, new in changes))
                for old in {self.replaced(changes), ""}:
                    alike.setdefault((rank.kind, texts, old), {})[unit.start, changes] = rank, (unit, changes)
        for members in alike.values():
            if 1 < len(members) <= MOST_ALIKE:
                ranks, group = zip(*members.values())
                first = min(ranks)
                yield first._replace(tier=first.tier + 1, size=sum(rank.size for rank in ranks)), list(group)
        yield from self.moved_inside(singles)

    def moved_inside(self, singles):
        """A factor dropped outside and multiplied to a name wherever it stands in the statement."""
        for rank, ((unit, changes),) in singles:
            dropped = self.replaced(changes)
            if rank.kind != "drop" or isinstance(unit.node, ast.expr):
                continue
            inside = {}
            for other, ((where, more),) in singles:
                if where is unit and other.kind == "factor" and len(more) <= 2:
                    term = more[-1][2].strip("() *")
                    if "*" in more[-1][2] and re.search(rf"\b{re.escape(term)}\b", dropped):
                        name = self.name_before(more)
                        if name:
                            inside.setdefault((name, term), {})[more[-1][0]] = unit, more
            for members in inside.values():
                group = [(unit, changes), *members.values()]
                yield rank._replace(kind="through", tier=2, preferred=self.preference("through")), group

    def name_before(self, changes):
        found = re.search(r"[\w.]+$", self.source.text[: changes[-1][0]])
        return found and found[0]

    def replaced(self, changes):
        return "|".join(self.source.text[start:end] for start, end, _ in changes)

    @staticmethod
    def all_changes(group):
        return sorted(change for _, changes in group for change in changes)

    def distance(self, error):
        return sum(min(1.0, value) for value in error.values())

    def improves(self, error):
        """Whether an edit brings some wrong output much nearer, and takes none away."""
        pairs = [(value, self.before.get(name, 0.0)) for name, value in error.items()]
        return all(new <= old * 1.000001 + 1e-9 for new, old in pairs) and any(new < 0.8 * old for new, old in pairs)

    def errors(self):
        try:
            return self.trial()
        except Exception:
            return {name: float("inf") for name in self.wrong or ["y"]}

    # Trying ------------------------------------------------------------------------------------------------------

    def error_of(self, group):
        """How far the outputs are off with some edits; None where all agree."""
        if time.monotonic() > self.deadline:
            raise TimeoutError
        self.tried += 1
        changed = {}
        for unit, changes in group:
            changed.setdefault(id(unit), (unit, []))[1].extend(changes)
        tops, kept = {}, {}
        try:
            for unit, changes in changed.values():
                unit.put(unit.edited(changes))
                tops[id(unit.top)] = unit.top
            codes = [
                compile(ast.fix_missing_locations(ast.Module([top], [])), self.file.path, "exec", 0, True)
                for top in tops.values()
            ]
            kept = {name: self.names[name] for top in tops.values() for name in defined_by(top) if name in self.names}
            with self.alarm.within(LONGEST_RUN):
                for code in codes:
                    exec(code, self.names)
                return self.trial()
        except TimeoutError:
            raise
        except (Exception, TooLong, SystemExit):
            return {name: float("inf") for name in self.before}
        finally:
            for unit, _ in changed.values():
                unit.put(unit.node)
            self.names.update(kept)

    # Candidates --------------------------------------------------------------------------------------------------

    def units(self, functions):
        found = []
        for place, path in enumerate(functions):
            top, function = self.find(path)
            if isinstance(function, ast.stmt) and not isinstance(function, ast.FunctionDef):
                found.append(Unit(self.source, function, putter(self.file.tree.body, function), top, (place, 0)))
                continue
            if function is None:
                continue
            statements = [node for node in ast.walk(function) if isinstance(node, ast.stmt) and node is not function]
            weights = self.weights(statements)
            for holder in ast.walk(function):
                for field, value in ast.iter_fields(holder):
                    if isinstance(value, list) and value and isinstance(value[0], ast.stmt):
                        for node in value:
                            weight = weights.get(node, 2)
                            if isinstance(node, (ast.Assign, ast.AugAssign, ast.AnnAssign, ast.Return, ast.Expr)):
                                if not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)):
                                    put = putter(value, node)
                                    found.append(Unit(self.source, node, put, top, (place, weight)))
                            elif type(node) in HEADS:
                                head = HEADS[type(node)]
                                put = attribute_putter(node, head)
                                found.append(Unit(self.source, getattr(node, head), put, top, (place, weight)))
        for unit in found:
            unit.function = self.function_around(unit)
        return found

    def find(self, path):
        """The node at the top of the file and the function in it."""
        first, _, method = path.partition(".")
        for top in reversed(self.file.tree.body):
            if first in defined_by(top):
                if method:
                    return top, next((node for node in top.body if getattr(node, "name", None) == method), None)
                return top, top
        return None, None

    def function_around(self, unit):
        for node in ast.walk(unit.top):
            if isinstance(node, ast.FunctionDef) and node.lineno <= unit.node.lineno <= node.end_lineno:
                return node.name
        return "<lambda>"

    def weights(self, statements):
        """0 for statements that lead to wrong outputs alone, 1 to wrong and right ones, 2 to none that is wrong."""
        returns = [node.value for node in statements if isinstance(node, ast.Return) and node.value is not None]
        parts = [value.elts if isinstance(value, ast.Tuple) else [value] for value in returns]
        longest = max(parts, key=len, default=[])
        outputs = ("dx", "dgamma", "dbeta") if len(longest) == 3 else ("y",)
        reached = []
        for wanted in (True, False):
            names = {
                name
                for output, part in zip(outputs, longest)
                if (output in self.wrong) == wanted
                for name in loaded(part)
            }
            while True:
                more = {name for node in statements if names & stored(node) for name in loaded(node)} - names
                if not more:
                    break
                names |= more
            reached.append({node for node in statements if names & stored(node)})
        wrong, right = reached
        weights = {node: (0 if node not in right else 1) if node in wrong else 2 for node in statements}
        weights.update((node, 0) for node in statements if isinstance(node, (ast.Return, ast.If, ast.For)))
        return weights

    def scopes(self):
        """The locals of each function of the file at its first return, by the function's name."""
        scopes = {}

        def local(frame, event, _):
            if event == "return" and frame.f_code.co_name not in scopes:
                scopes[frame.f_code.co_name] = dict(frame.f_locals)
            return local

        def watch(frame, event, _):
            return local if frame.f_code.co_filename == self.file.path else None

        sys.settrace(watch)
        try:
            self.errors()
        finally:
            sys.settrace(None)
        return scopes

    def candidates(self, units, scopes):
        style = None
        for order, unit in enumerate(units):
            scope = scopes.get(unit.function, {})
            style = Style("\n".join(self.source.of(other.top) for other in units if other.top is unit.top))
            terms = self.terms(scope, unit)
            evaluate = Evaluator({**self.names, **scope})
            if unit.weight[1] == 2:
                continue
            is_hinted = self.is_hinted(unit)
            seen = set()
            for kind, tier, changes in Edits(self.source, unit.node, terms, evaluate, style):
                changes = tuple(changes)
                if changes in seen:
                    continue
                seen.add(changes)
                size = sum(end - start + len(new) for start, end, new in changes)
                odd = 2 * (bool(ODD.search(unit.edited_text(changes))) and not ODD.search(unit.text))
                place, weight = unit.weight
                tier += place + odd
                order = KINDS.index(kind)
                yield Rank(self.preference(kind), tier, weight, is_hinted, order, size, changes[0][0], kind), [(unit, changes)]

    def preference(self, kind):
        return self.preferred.index(kind) if kind in self.preferred else len(self.preferred)

    def is_hinted(self, unit):
        """0 where the diagnosis speaks of what the statement computes."""
        words = [word for name in self.ids for start, word in HINTS if name.startswith(start)]
        if not words:
            return 0
        target = unit.text.partition("=")[0] if isinstance(unit.node, (ast.Assign, ast.AugAssign)) else "return dx"
        return 0 if any(re.search(word, target) for word in words) else 1

    def terms(self, scope, unit):
        top = self.source.of(unit.top)
        born = first_lines(unit.top, unit.function)
        found = []

        def add(name, value, line):
            shape = shape_of(value)
            if shape is not None:
                found.append(Term(name, value, shape, line))

        for name, value in scope.items():
            line = born.get(name, 0)
            if isinstance(value, dict):
                quote = "'" if f"{name}['" in top else '"'
                if f"{name}[{quote}" in top:
                    for key, part in value.items():
                        add(f"{name}[{quote}{key}{quote}]", part, line)
            elif hasattr(value, "_fields") or (hasattr(value, "__dict__") and not callable(value)):
                for key in getattr(value, "_fields", None) or vars(value):
                    if f"{name}.{key}" in top:
                        add(f"{name}.{key}", getattr(value, key), line)
            else:
                add(name, value, line)
                if getattr(value, "ndim", 0) > 1 and f"{name}.shape[" in top:
                    for k, length in enumerate(value.shape):
                        add(f"{name}.shape[{k}]", length, line)
        return found[:MOST_TERMS]


class Evaluator:
    """Values of expressions in a scope, each computed once."""

    def __init__(self, scope):
        self.scope = scope
        self.known = {}

    def __call__(self, text):
        if text not in self.known:
            try:
                self.known[text] = eval(text, self.scope)
            except Exception:
                self.known[text] = None
        return self.known[text]


class Quiet:
    """Nothing that candidates print is kept."""

    def write(self, text):
        return len(text)

    def flush(self):
        pass

    def __enter__(self):
        self.kept = sys.stdout, sys.stderr
        sys.stdout = sys.stderr = self

    def __exit__(self, *_):
        sys.stdout, sys.stderr = self.kept


class Alarm:
    """Stops what runs on, where the system can."""

    def __enter__(self):
        self.works = hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()
        if self.works:
            self.kept = signal.signal(signal.SIGALRM, self.ring)
        return self

    def __exit__(self, *_):
        if self.works:
            signal.signal(signal.SIGALRM, self.kept)

    @staticmethod
    def ring(*_):
        raise TooLong

    def within(self, seconds):
        return Timer(seconds if self.works else None)


class Timer:
    def __init__(self, seconds):
        self.seconds = seconds

    def __enter__(self):
        if self.seconds:
            signal.setitimer(signal.ITIMER_REAL, self.seconds)

    def __exit__(self, *_):
        if self.seconds:
            signal.setitimer(signal.ITIMER_REAL, 0)


def putter(body, node):
    at = body.index(node)

    def put(new):
        body[at] = new

    return put


def attribute_putter(holder, field):
    return lambda new: setattr(holder, field, new)


def defined_by(top):
    if isinstance(top, (ast.FunctionDef, ast.ClassDef)):
        return [top.name]
    if isinstance(top, ast.Assign):
        return [target.id for target in top.targets if isinstance(target, ast.Name)]
    return []


def base_name(node):
    """What a target such as a[0].b is part of, with self.a as a name of its own."""
    while isinstance(node, (ast.Subscript, ast.Attribute, ast.Starred)):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "self":
            return "self." + node.attr
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""


def loaded(node):
    names = {inner.id for inner in ast.walk(node) if isinstance(inner, ast.Name)}
    attributes = (inner for inner in ast.walk(node) if isinstance(inner, ast.Attribute))
    return names | {base_name(inner) for inner in attributes} - {"", "self"}


def stored(node):
    found = set()
    for inner in ast.walk(node):
        targets = []
        if isinstance(inner, ast.Assign):
            targets = inner.targets
        elif isinstance(inner, (ast.AugAssign, ast.AnnAssign, ast.For)):
            targets = [inner.target]
        for target in targets:
            found |= {base_name(part) for part in getattr(target, "elts", [target])}
    return found - {""}


def first_lines(top, function):
    """The line where each local of a function is set first."""
    lines = {}
    for node in ast.walk(top):
        if isinstance(node, ast.FunctionDef) and node.name == function:
            for inner in ast.walk(node):
                if isinstance(inner, ast.Name) and isinstance(inner.ctx, ast.Store):
                    lines[inner.id] = min(lines.get(inner.id, inner.lineno), inner.lineno)
    return lines
