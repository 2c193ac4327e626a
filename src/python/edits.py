"""Small edits of one statement, as changes of its text that keep all else as it is written."""

import ast
import itertools
import re

REDUCTIONS = ("sum", "mean", "average", "var", "std")
LOOSE, ADDITIVE, FACTOR, SIGNED, POWER, ATOM = range(6)
SWAPPED = {ast.Mult: "/", ast.Div: "*", ast.Add: "-", ast.Sub: "+", ast.Lt: ">", ast.Gt: "<", ast.LtE: ">=", ast.GtE: "<="}
EXPONENTS = ("-1.5", "-0.5", "-1", "-2", "-3", "0.5", "1.5", "2", "3")
LENGTHS = {2: ("0", "1"), 3: ("0", "1", "2", "(0, 2)"), 4: ("0", "1", "(0, 2, 3)", "(1, 2, 3)", "(2, 3)"), 5: ("(2, 3, 4)", "2")}


class Source:
    """A text with the places of syntax nodes in it, counted in characters."""

    def __init__(self, text):
        self.text = text
        self.starts = [0] + [end.end() for end in re.finditer(r"\r\n|\r|\n", text)]

    def place(self, line, column):
        start = self.starts[line - 1]
        # Columns of the syntax tree count bytes of UTF-8.
        beginning = self.text[start : start + column]
        if not beginning.isascii():
            beginning = self.text[start : start + column].encode("utf-8")[:column].decode("utf-8", "ignore")
        return start + len(beginning)

    def span(self, node):
        return self.place(node.lineno, node.col_offset), self.place(node.end_lineno, node.end_col_offset)

    def of(self, node):
        start, end = self.span(node)
        return self.text[start:end]


class Term:
    """A value that can be named in a function: a local, an attribute, an entry of a dictionary."""

    def __init__(self, text, value, shape, born):
        self.text = text
        self.value = value
        self.shape = shape
        self.born = born

    @property
    def is_count(self):
        return self.shape == () and float(self.value).is_integer()


class Edits:
    """The edits of one unit: a simple statement, or the expression in the head of a compound one."""

    def __init__(self, source, unit, terms, evaluate, style):
        self.source = source
        self.terms = [term for term in terms if term.born < unit.lineno]
        self.evaluate = evaluate
        self.style = style
        self.parents = {child: node for node in ast.walk(unit) for child in ast.iter_child_nodes(node)}
        self.nodes = [node for node in ast.walk(unit) if isinstance(node, ast.expr) and not self.is_stored(node)]
        self.values = {term.text: term for term in terms}
        value = getattr(unit, "value", None) if isinstance(unit, ast.stmt) else unit
        self.whole = list(value.elts) if isinstance(value, ast.Tuple) else [value] if value is not None else []
        self.returns = value if isinstance(unit, ast.Return) and isinstance(value, ast.Tuple) else None

    @staticmethod
    def is_stored(node):
        return isinstance(getattr(node, "ctx", None), (ast.Store, ast.Del))

    def __iter__(self):
        """Kind, tier (the lower the smaller the edit) and changes (start, end, text) of each edit."""
        for node in self.nodes:
            for kind, tier, changes in itertools.chain(
                self.of_operator(node),
                self.of_number(node),
                self.of_reduction(node),
                self.of_name(node),
                self.of_call(node),
            ):
                yield kind, tier, changes
        yield from self.of_factors()
        yield from self.of_whole()
        yield from self.of_terms()

    # Where things stand ------------------------------------------------------------------------------------------

    def outer(self, node):
        """The span of an expression with the parentheses around it, without those of a call."""
        start, end = self.source.span(node)
        text, parent = self.source.text, self.parents.get(node)
        least, most = self.source.span(parent) if parent is not None else (0, len(text))
        if isinstance(parent, ast.Call):
            least = text.index("(", self.source.span(parent.func)[1]) + 1 if node is not parent.func else least
        while True:
            before, after = start - 1, end
            while before >= least and text[before].isspace():
                before -= 1
            while after < most and text[after].isspace():
                after += 1
            if before < least or after >= most or text[before] != "(" or text[after] != ")":
                return start, end
            start, end = before, after + 1

    def between(self, left, right, sign):
        """The place of an operator between two operands."""
        start, end = self.outer(left)[1], self.outer(right)[0]
        gap = re.sub(r"#[^\n]*", lambda comment: " " * len(comment[0]), self.source.text[start:end])
        at = gap.find(sign)
        return None if at < 0 else start + at

    def needs_parentheses(self, node, level):
        """Whether an expression of a level stands in parentheses where node stands now."""
        parent = self.parents.get(node)
        if isinstance(parent, ast.BinOp):
            is_right = parent.right is node
            if isinstance(parent.op, ast.Pow):
                return True
            if isinstance(parent.op, (ast.Add, ast.Sub)):
                return level == ADDITIVE and is_right and isinstance(parent.op, ast.Sub)
            return level == ADDITIVE or (is_right and not isinstance(parent.op, ast.Mult))
        if isinstance(parent, ast.UnaryOp):
            return level == ADDITIVE
        if isinstance(parent, ast.Call):
            return parent.func is node
        return isinstance(parent, (ast.Attribute, ast.Subscript)) and parent.value is node

    def appended(self, node, sign, term):
        """node becomes `node sign term`, in parentheses where they are needed."""
        level = ADDITIVE if sign in "+-" else POWER if sign == "**" else FACTOR
        (start, end), (outer_start, outer_end) = self.source.span(node), self.outer(node)
        # A power binds its left side as closely as an atom.
        fits = level_of(node) > level if sign == "**" else level_of(node) >= level
        tail = self.style.joined(sign) + term
        if self.needs_parentheses(node, level if sign != "**" else FACTOR) and (sign != "**" or self.is_base(node)):
            if (start, end) != (outer_start, outer_end):
                return [(end, end, tail)] if fits else [(start, start, "("), (end, end, ")" + tail)]
            return [(start, start, "(" if fits else "(("), (end, end, ("" if fits else ")") + tail + ")")]
        if fits or (start, end) != (outer_start, outer_end):
            return [(outer_end, outer_end, tail)]
        return [(start, start, "("), (end, end, ")" + tail)]

    def is_base(self, node):
        parent = self.parents.get(node)
        return not isinstance(parent, ast.BinOp) or isinstance(parent.op, ast.Pow)

    def shape_of(self, node):
        return shape_of(self.evaluate(self.source.of(node)))

    # Kinds of edits ----------------------------------------------------------------------------------------------

    def of_operator(self, node):
        if isinstance(node, ast.BinOp):
            left, right = self.outer(node.left), self.outer(node.right)
            sign = {ast.Mult: "*", ast.Div: "/", ast.Add: "+", ast.Sub: "-"}.get(type(node.op))
            at = sign and self.between(node.left, node.right, sign)
            if at is not None and sign:
                kind = "sign" if sign in "+-" else "operator"
                tail = self.source.text[right[0] : right[1]]
                simple = sign != "*" or level_of(node.right) > FACTOR or tail.startswith("(")
                if simple:
                    yield kind, 0, [(at, at + 1, SWAPPED[type(node.op)])]
                start, end = self.outer(node)
                # Parentheses around what is left go too where it needs none.
                if level_of(node.left) == ATOM and self.parents.get(node) in self.parents:
                    yield "drop", 1, [(start, left[0], ""), (left[1], end, "")]
                else:
                    yield "drop", 1, [(left[1], right[1], "")]
                new = {"-": "-", "/": "1" + self.source.text[left[1] : right[0]]}.get(sign, "")
                yield "drop", 1, [(left[0], right[0], new)]
                yield from self.of_exchange(node)
            if sign in ("+", "-") and isinstance(node.right, ast.BinOp) and level_of(node.right) == FACTOR:
                yield "parentheses", 1, [(left[0], left[0], "("), (*[self.outer(node.right.left)[1]] * 2, ")")]
        elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
            start, _ = self.source.span(node)
            if not isinstance(node.operand, ast.Constant):
                yield "sign", 0, [(start, self.outer(node.operand)[0], "")]
        elif isinstance(node, ast.Compare) and type(node.ops[0]) in SWAPPED:
            sign = {ast.Lt: "<", ast.Gt: ">", ast.LtE: "<=", ast.GtE: ">="}[type(node.ops[0])]
            at = self.between(node.left, node.comparators[0], sign)
            if at is not None:
                yield "compare", 0, [(at, at + len(sign), SWAPPED[type(node.ops[0])])]

    def of_exchange(self, node):
        """a*b + c*d becomes c*b + a*d."""
        sides = (node.left, node.right)
        if all(isinstance(side, ast.BinOp) and isinstance(side.op, ast.Mult) for side in sides):
            first, second = self.outer(node.left.left), self.outer(node.right.left)
            text = self.source.text
            yield "exchange", 1, [(*first, text[slice(*second)]), (*second, text[slice(*first)])]

    def of_number(self, node):
        if not isinstance(node, ast.Constant) or type(node.value) not in (int, float):
            return
        parent = self.parents.get(node)
        signed = parent if isinstance(parent, ast.UnaryOp) and isinstance(parent.op, ast.USub) else node
        start, end = self.source.span(signed)
        text = self.source.text[start:end]
        above = self.parents.get(signed)
        if isinstance(above, ast.keyword):
            return
        if isinstance(above, ast.Subscript):
            choices, kind = ("0", "1", "2", "3"), "count"
        elif isinstance(above, ast.BinOp) and isinstance(above.op, ast.Pow) and above.right is signed:
            choices, kind = EXPONENTS, "power"
        elif isinstance(above, ast.Call):
            choices, kind = (*EXPONENTS, "0", "1"), "power"
        else:
            opposite = text[1:].lstrip() if text.startswith("-") else "-" + text
            choices = (opposite, "0.5", "1.0", "2.0", "0.0") if "." in text else (opposite, "0", "1", "2", "0.5")
            kind = "number"
        for choice in choices:
            if float(choice) != float(ast.literal_eval(text)):
                yield "sign" if choice == "-" + text else kind, 0, [(start, end, choice)]

    def reduced(self, node):
        """What a call such as np.sum(a, axis=0) or a.sum(0) reduces, and its other arguments."""
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in REDUCTIONS):
            return None
        if isinstance(node.func.value, ast.Name) and node.func.value.id in ("np", "numpy"):
            return (node.args[0], node.args[1:]) if node.args else None
        return node.func.value, node.args

    def of_reduction(self, node):
        found = self.reduced(node)
        if found is None:
            return
        operand, rest = found
        _, end = self.source.span(node.func)
        attr = node.func.attr
        other = {"sum": "mean", "mean": "sum", "average": "sum"}.get(attr)
        if other:
            yield "reduce", 0, [(end - len(attr), end, other)]
        keywords = {keyword.arg: keyword for keyword in node.keywords}
        axis = keywords["axis"].value if "axis" in keywords else rest[0] if rest else None
        shape = self.shape_of(operand)
        last = max([self.outer(part)[1] for part in (*node.args, *(k.value for k in node.keywords))], default=None)
        close = self.source.span(node)[1] - 1
        for choice in LENGTHS.get(len(shape or (0, 0)), ()):
            if axis is None:
                at = close if last is None else last
                yield "axis", 0, [(at, at, f"axis={choice}" if last is None else f", axis={choice}")]
            elif choice != self.source.of(axis):
                yield "axis", 0, [(*self.source.span(axis), choice)]
                if "keepdims" not in keywords:
                    yield "axis", 1, [(*self.source.span(axis), choice), (last, last, ", keepdims=True")]
        if "keepdims" not in keywords and last is not None:
            yield "keepdims", 0, [(last, last, ", keepdims=True")]
        for name in ("keepdims", "ddof"):
            if name in keywords:
                start, end = self.source.span(keywords[name])
                comma = self.source.text.rfind(",", 0, start)
                yield name, 0, [(comma, end, "")]
        for term in self.terms:
            if len(term.shape) > 1 and term.shape == shape:
                yield "inside", 0, self.appended(operand, "*", term.text)

    def of_name(self, node):
        text = self.source.of(node) if isinstance(node, (ast.Name, ast.Attribute, ast.Subscript)) else None
        here = self.values.get(text)
        if here is None:
            return
        span = self.source.span(node)
        for term in self.terms:
            alike = plain(term.shape) == plain(here.shape) or (here.shape == () and term.is_count)
            if alike and term.text != text and isinstance(here.value, int) <= term.is_count:
                yield "swap", 0, [(*span, term.text)]
            if term.shape == () and not term.is_count and here.shape != () and term.text != text:
                yield "eps", 0, self.appended(node, "+", term.text)
                yield "eps", 1, self.appended(node, "-", term.text)
        for exponent in ("2", "3", "-1", "0.5"):
            parent = self.parents.get(node)
            if not (isinstance(parent, ast.BinOp) and isinstance(parent.op, ast.Pow)):
                yield "power", 1, self.appended(node, "**", exponent)
        if here.shape != ():
            for text in self.style.reductions(text):
                yield "reduce", 1, [(*span, text)]
            yield "shape", 1, [(span[1], span[1], "[0]")]

    def of_call(self, node):
        if isinstance(node, ast.List) and len(node.elts) == 1:
            start, end = self.source.span(node)
            yield "shape", 0, [(start, start + 1, "("), (end - 1, end, ")")]
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            return
        start, end = self.source.span(node)
        name_end = self.source.span(node.func)[1]
        attr = node.func.attr
        inner = [self.source.of(part) for part in node.args]
        if attr == "sqrt" and len(inner) == 1:
            yield "root", 1, [(start, end, inner[0] if not self.needs_parentheses(node, ADDITIVE) else f"({inner[0]})")]
            parent = self.parents.get(node)
            if isinstance(parent, ast.BinOp) and isinstance(parent.op, (ast.Add, ast.Sub)) and parent.left is node:
                right = self.source.span(parent.right)[1]
                yield "eps", 0, [(end - 1, end, ""), (right, right, ")")]
        if attr in ("maximum", "fmax") and len(inner) == 2:
            level = self.needs_parentheses(node, ADDITIVE)
            new = " + ".join(inner)
            yield "floor", 0, [(start, end, f"({new})" if level else new)]
        if attr == "randn":
            yield "random", 0, [(name_end - 5, name_end, "rand")]
        if attr in ("rand", "randn", "random_sample", "random") and len(inner) == 1:
            part = node.args[0]
            if isinstance(part, ast.Subscript) and inner[0].partition("[")[0].endswith(".shape"):
                yield "random", 0, [(*self.source.span(part), "*" + inner[0].partition("[")[0])]

    def additive(self):
        """Expressions that are summands, or stand alone: what a factor can be missing from."""
        for node in self.nodes:
            parent = self.parents.get(node)
            if isinstance(node, (ast.Constant, ast.Tuple, ast.Lambda, ast.keyword, ast.Slice)):
                continue
            if isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Add, ast.Sub)) and node not in self.whole:
                if not (isinstance(parent, ast.BinOp) and isinstance(parent.op, (ast.Mult, ast.Div))):
                    continue
            yield node

    def of_factors(self):
        for node in self.additive():
            shape = self.shape_of(node)
            if shape is None:
                continue
            start, _ = self.outer(node)
            parent = self.parents.get(node)
            is_whole = node in self.whole
            is_chain = isinstance(parent, ast.BinOp) and isinstance(parent.op, (ast.Mult, ast.Div))
            is_number = shape == () and isinstance(self.evaluate(self.source.of(node)), int)
            if is_whole and not is_number and not isinstance(node, ast.UnaryOp):
                minus = [(start, start, "-")]
                yield "sign", 0, minus if level_of(node) >= FACTOR else [(start, start, "-("), (*[self.outer(node)[1]] * 2, ")")]
            if is_chain and parent.left is node and isinstance(node, ast.BinOp) and level_of(node) == FACTOR:
                # The same factor can stand after the longer chain.
                continue
            for term in self.terms:
                if fits_into(term.shape, shape):
                    tier = 0 if is_whole or not is_chain or isinstance(node, ast.Name) else 1
                    yield "factor", tier, self.appended(node, "*", term.text)
                    yield "factor", tier + (term.shape != ()), self.appended(node, "/", term.text)
            if not is_chain or parent.left is node:
                wrap = level_of(node) < FACTOR and self.outer(node) == self.source.span(node)
                for kind, number in (("twice", "2"), ("half", "0.5")):
                    times = self.style.joined("*")
                    if wrap:
                        yield kind, 1, [(start, start, f"{number}{times}("), (*[self.outer(node)[1]] * 2, ")")]
                    elif not self.needs_parentheses(node, FACTOR):
                        yield kind, 1, [(start, start, number + times)]

    def of_whole(self):
        gamma, beta = self.values.get("gamma"), self.values.get("beta")
        for node in self.whole:
            shape = self.shape_of(node)
            if shape and len(shape) > 1 and gamma is not None and beta is not None:
                start, end = self.outer(node)
                times, plus = self.style.joined("*"), self.style.joined("+")
                if level_of(node) >= FACTOR or (start, end) != self.source.span(node):
                    yield "affine", 2, [(start, start, "gamma" + times), (end, end, plus + "beta")]
                yield "affine", 1, [(end, end, plus + "beta")]
        if self.returns is not None:
            for a, b in itertools.combinations(self.returns.elts, 2):
                yield "order", 0, [(*self.source.span(a), self.source.of(b)), (*self.source.span(b), self.source.of(a))]
        for node in self.nodes:
            parent = self.parents.get(node)
            is_divisor = isinstance(parent, ast.BinOp) and isinstance(parent.op, ast.Div) and parent.right is node
            if is_divisor and level_of(node) == ADDITIVE:
                yield "root", 0, [(*[self.outer(node)[0]] * 2, "np.sqrt")]
        names = {}
        for node in self.nodes:
            if self.source.of(node) in self.values:
                names.setdefault(self.source.of(node), []).append(node)
        once = [(text, found[0]) for text, found in names.items() if len(found) == 1]
        for (a, first), (b, second) in itertools.combinations(once, 2):
            if plain(self.values[a].shape) == plain(self.values[b].shape) != ():
                yield "exchange", 1, [(*self.source.span(first), b), (*self.source.span(second), a)]

    def of_terms(self):
        """A summand that was left out, built from what is there."""
        for node in self.nodes:
            parent = self.parents.get(node)
            chain = isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Add, ast.Sub))
            inner = isinstance(parent, ast.BinOp) and isinstance(parent.op, (ast.Add, ast.Sub))
            if node not in self.whole and (not chain or inner):
                continue
            shape = self.shape_of(node)
            if not shape or len(shape) < 2:
                continue
            for text in self.style.summands(self.terms, shape, self.evaluate):
                for sign in "-+":
                    yield "term", 3, self.appended(node, sign, text)


class Style:
    """How the author writes: spaces around operators, sums as functions or methods, with which arguments."""

    def __init__(self, text):
        self.text = text
        tight = len(re.findall(r"[\w)\]]\*[\w(]", text))
        self.is_tight = tight > len(re.findall(r" \* ", text))
        calls = re.findall(r"(?:np|numpy)\.(sum|mean)\([^()]*?(?:\([^()]*\)[^()]*?)?, *((?:axis *= *)?[\w(, )-]+?(?:, *keepdims *= *True)?)\)", text)
        methods = re.findall(r"\.(sum|mean)\(((?:axis *= *)?(?:\d|\([\d, ]+\)|-1|AX\w*)(?:, *keepdims *= *True)?)\)", text)
        self.is_method = len(methods) > len(calls)
        arguments = [found[1] for found in (methods if self.is_method else calls)]
        self.arguments = sorted(set(arguments), key=arguments.count, reverse=True)[:2] or ["axis=0"]
        self.made = {}

    def joined(self, sign):
        return sign if self.is_tight and sign in "*/" else f" {sign} "

    def reductions(self, text, names=("sum",)):
        for arguments in self.arguments:
            for name in names:
                operand = f"({text})" if self.is_method and not re.fullmatch(r"[\w.]+", text) else text
                yield f"{operand}.{name}({arguments})" if self.is_method else f"np.{name}({text}, {arguments})"

    def summands(self, terms, shape, evaluate):
        """Texts of summands of a shape, of which no two have the same value."""
        key = (shape, tuple(term.text for term in terms))
        if key not in self.made:
            self.made[key] = list(self.distinct(self.candidates(terms, shape), evaluate, shape))
        return self.made[key]

    def candidates(self, terms, shape):
        times, over = self.joined("*"), self.joined("/")
        full = [term.text for term in terms if term.shape == shape]
        rows = [term.text for term in terms if term.shape not in ((), shape) and fits_into(term.shape, shape)]
        counts = [term.text for term in terms if term.is_count and term.value > 1]
        sums = [text for name in full for text in self.reductions(name, ("sum", "mean"))]
        products = [
            f"{outer}{times}{text}"
            for a, b in itertools.combinations_with_replacement(full, 2)
            for text in self.reductions(f"{a}{times}{b}", ("sum", "mean"))
            for outer in full
        ]
        yield from rows
        yield from sums
        for row in rows:
            for count in counts:
                yield f"{row}{over}{count}"
            for name in full:
                yield f"{name}{times}{row}"
                for count in counts:
                    yield f"{row}{times}{name}{over}{count}"
                    yield f"{row}{times}2{times}{name}{over}{count}"
        yield from products
        for text in sums:
            for count in counts:
                yield f"{text}{over}{count}"

    @staticmethod
    def distinct(texts, evaluate, shape):
        seen = set()
        for text in texts:
            value = evaluate(text)
            if getattr(value, "shape", None) is None or not fits_into(value.shape, shape):
                continue
            mark = tuple(f"{number:.9e}" for number in value.ravel()[:7].tolist()) + (len(value.shape),)
            if mark not in seen:
                seen.add(mark)
                yield text


def level_of(node):
    if isinstance(node, ast.BinOp):
        if isinstance(node.op, (ast.Add, ast.Sub)):
            return ADDITIVE
        return POWER if isinstance(node.op, ast.Pow) else FACTOR
    if isinstance(node, ast.UnaryOp):
        return SIGNED
    is_loose = isinstance(node, (ast.Tuple, ast.Lambda, ast.IfExp, ast.Compare, ast.BoolOp, ast.NamedExpr))
    return LOOSE if is_loose else ATOM


def shape_of(value):
    """The shape of numbers; None for anything else."""
    if type(value) in (int, float):
        return ()
    return tuple(value.shape) if getattr(getattr(value, "dtype", None), "kind", "") in ("f", "i", "u", "b") else None


def plain(shape):
    """(1, D) and (D,) alike."""
    while shape and shape[0] == 1:
        shape = shape[1:]
    return shape


def fits_into(small, large):
    """Whether a shape is broadcast to another without changing it."""
    if len(small) > len(large):
        return False
    return all(a == b or a == 1 for a, b in zip(reversed(small), reversed(large)))
