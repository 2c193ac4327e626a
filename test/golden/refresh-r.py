"""
Writes r.json: what R makes of snippets and how it prints arrays, for the tests of the literal reader.

Usage: python3 refresh-r.py

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
VECTOR = "c(1.5, -2, 0.1, 4, 5e-3, -7)"

READ = [f"x <- {expression}" for expression in [
    "5", "-5", "5L", "-5L", "1e-5", "0x1F", "0x1p3", "0x1.8p1", "1e5L", "2^-1", "-2^2", "2^3", "2^0.5", "1/3", "pi", "c(1, 2, 3)", "c(1,-2)", "c(-1)", "c(1L, 2L)", "c(1L, 2.5)", "c(a = 1, b = 2)", 'c("a" = 1, b = -2)', "c(c(1, 2), 3)",
    "c(1, c(2, c(3, 4)))", "c(1:3, 7)", "c(NA, 1)", "c(NaN, Inf, -Inf)", "c(NA_real_, 1)", "c(NA_integer_, 1L)", "c(.5, 5., 1e3, 1E-3)", "c(1e400, 1e-400)", "-c(1, 2)", "+c(1, 2)", "c(1, 2) * 2", "2 * c(1, 2)", "c(1, 2) / 3", "1 / c(1, 2, 4)",
    "c(1, 2) + 0.1", "0.1 - c(1, 2)", "c(1, 2)^2", "2^c(1, 2, 3)", "c(1, 4)^0.5", "-c(1, 2)^2", "(c(1, 2))", "((c(1, 2)))", "c((1), (2 - 3))", "c(1 - 2, 1 -2, 1-2)", "c(1\n, 2\n)", "c(1, # note, 7\n  2)", "c(1,\n\n2)", "c(2 *\n 3, 4)",
    "1:6", "6:1", "-1:3", "-(1:3)", "1:3 * 2", "2 * 1:3", "1:3 + 1", "1 + 1:3", "(1:9) * 0.1", "(1:9) / 10", "0.5:3", "1.5:4", "3:0.5", "1:1", "-2:-5", "1:6 / 6", "1:3^2", "10:1 - 1",
    "matrix(c(1, 2, 3, 4, 5, 6), nrow = 2)", "matrix(c(1, 2, 3, 4, 5, 6), ncol = 2)", "matrix(c(1, 2, 3, 4, 5, 6), 2, 3)", "matrix(c(1, 2, 3, 4, 5, 6), 2)", "matrix(c(1, 2, 3, 4, 5, 6), nrow = 2, byrow = TRUE)", "matrix(c(1, 2, 3, 4, 5, 6), 2, 3, TRUE)",
    "matrix(c(1, 2, 3, 4, 5, 6), 2, 3, byrow = T)", "matrix(c(1, 2, 3, 4, 5, 6), 2, 3, byrow = FALSE)", "matrix(1:6, nr = 2)", "matrix(1:6, nc = 2)", "matrix(1:6, nr = 2, by = TRUE)", "matrix(byrow = TRUE, ncol = 2, data = 1:6)", "matrix(nrow = 3, 1:6)",
    "matrix(0, 2, 3)", "matrix(0.5, nrow = 2, ncol = 2)", "matrix(1:2, 2, 3)", "matrix(1:3, 2, 3, byrow = TRUE)", "matrix(1:6)", "matrix(5)", "matrix(0, 3)", "matrix(1, ncol = 3)", "matrix(-1:4, 2)", 'matrix(1:4, 2, dimnames = list(c("a", "b"), NULL))',
    "matrix(c(1, 2, 3, 4), 2) * 2", "matrix(c(1, 2, 3, 4), 2) / 3", "-matrix(1:4, 2)", "matrix(NA, 2, 2)", "matrix(seq(0, 1, by = 0.2), 2)", "matrix(rep(c(1, 2), 3), 2)", "matrix(data = 1:6, 2, 3)",
    "rbind(c(1, 2), c(3, 4))", "cbind(c(1, 2), c(3, 4))", "rbind(1:3, 4:6)", "cbind(1:3, 4:6)", "rbind(1, 2)", "cbind(1, 2)", "rbind(c(1, 2))", "cbind(c(1, 2))", "rbind(a = c(1, 2), b = c(3, 4))", "cbind(a = 1:2, b = 3:4)", "rbind(matrix(1:4, 2), c(5, 6))",
    "cbind(matrix(1:4, 2), c(5, 6))", "cbind(matrix(1:4, 2), matrix(5:8, 2))", "rbind(rbind(c(1, 2), c(3, 4)), c(5, 6))", "t(rbind(c(1, 2, 3), c(4, 5, 6)))", "cbind(1:2, c(0.5, 0.25)) * 2", "rbind(c(1, 2), c(3, 4)) + 1",
    "array(1:12, dim = c(2, 3, 2))", "array(1:12, c(2, 3, 2))", "array(1:24, c(2, 3, 2, 2))", "array(0, dim = c(2, 2))", "array(1:6, c(2, 3))", "array(1:3, 3)", "array(1:2, c(2, 2))", "array(dim = c(2, 3), data = 1:6)", "array(c(1, 2, 3))", "array(1:8, dim = c(2L, 2L, 2L))",
    "t(c(1, 2, 3))", "t(matrix(1:6, 2))", "t(t(1:3))", "aperm(array(1:12, c(2, 3, 2)))", "aperm(array(1:12, c(2, 3, 2)), c(2, 1, 3))", "aperm(array(1:24, c(2, 3, 4)), c(3, 1, 2))", "as.matrix(1:3)", "as.vector(matrix(1:4, 2))", "as.vector(rbind(1:2, 3:4))",
    "as.numeric(c(1L, 2L))", "as.numeric(matrix(1:4, 2, byrow = TRUE))", "as.double(1:3)", "as.integer(c(1.9, -1.9))", "as.numeric(3L)", "structure(c(1, 2, 3, 4), dim = c(2L, 2L))", "structure(c(1, 2, 3, 4), .Dim = c(2L, 2L))", "structure(1:12, dim = c(2L, 3L, 2L))",
    'structure(c(1, 2, 3, 4), dim = c(2L, 2L), dimnames = list(NULL, c("a", "b")))', "structure(c(a = 1, b = 2), names = c('c', 'd'))", "c(x = 0.1, y = 0.2) * 3",
    "seq(0, 1, by = 0.1)", "seq(0, 1, 0.25)", "seq(0, 1, length.out = 5)", "seq(0, 1, length.out = 4)", "seq(0, 1, len = 11)", "seq(1, 10)", "seq(5)", "seq(10, 1)", "seq(1, 10, by = 3)", "seq(10, 1, by = -3)", "seq(0.1, 0.9, by = 0.2)", "seq(-1, 1, by = 0.1)", "seq(0, 0.3, by = 0.1)",
    "seq(1, 2, by = 0.3)", "seq(2, 11, length.out = 4)", "seq(0, 3, length.out = 7)", "seq(-0.3, 0.7, length.out = 9)", "seq(from = 1, to = 2, by = 0.25)", "seq(1, by = 0.1, length.out = 6)", "seq(1, by = 2, length.out = 3)", "seq_len(4)", "seq(1L, 9L, by = 2L)", "seq(1, 6, by = 1)", "seq.int(1, 7, 2)",
    "rep(0.5, 4)", "rep(c(1, 2), 3)", "rep(c(1, 2), times = 2)", "rep(c(1, 2), each = 2)", "rep(c(1, 2), times = 2, each = 2)", "rep(c(1, 2, 3), length.out = 5)", "rep(1:2, 2)", "rep(NA, 3)", "rep(-1, 2)", "rep_len(c(1, 2), 3)", "rep(c(1, 2), each = 2, length.out = 3)", "rep(1, times = 3)",
    "diag(3)", "diag(2) * 0.5", "diag(c(1, 2))", "diag(0.5, 2)", "diag(1:3)", "numeric(3)", "double(2)", "sqrt(2)", "sqrt(c(1, 2, 4))", "sqrt(2) * c(1, 2)", "1L:3L", "c(1L, 2L) * 2L", "1L + 2L", "7L / 2L", "2^10", "10^-3", "10^-5 * c(1, 2)", "c(1e-3, 10^-3)",
    "c(1,\n 2) +\n 1", "2 *\n  c(3, 4)",
]]
READ += ["x = c(1, 2)", "c(1, 2) -> x", "c(1, 2) ->> x", "x <<- c(1, 2)", "x<-c(1,2)", "x <- c(1, 2); y <- 3", "x = matrix(\n  c(1, 2,\n    3, 4),\n  nrow = 2,\n  byrow = TRUE\n)", "f <- function() 1\nx <- c(1, 2)", "x <- 2 * c(1, 2) # [3\n", "x <- c( 1 , 2 )", "{ x <- c(1, 2) }", "if (TRUE) { x <- 1:3 }"]

VALUES = ["1", "-2", "0.3", "2L", "1:3", "c(1, 2)", "c(0.1, -2, 3)", "matrix(1:4, 2)", "(1:2)", "rep(2, 2)", "1e-3", "-(3)"]
FORMS = ["c({a}, {b})", "rbind({a}, {b})", "cbind({a}, {b})", "{a} + {b}", "{a} * {b}", "{a} - {b}", "{a} / {b}", "{a}^{b}", "{a}:{b}", "matrix({a}, {b})", "array({a}, {b})", "t({a}) * {b}", "-{a} * {b}", "c({a})^{b}", "rep({a}, {b})", "seq({a}, {b})", "-{a}^{b}", "{a}:{b} * {a}", "rep({a}, each = {b})"]
random.seed(231)
EITHER = [f"x <- {form.format(a=a, b=b)}" for form, a, b in itertools.product(FORMS, VALUES, VALUES)]


def nested(depth: int) -> str:
    if depth == 0:
        return random.choice(VALUES)
    return random.choice(FORMS).format(a=nested(depth - 1), b=nested(0))


EITHER += sorted({f"x <- {nested(random.choice([2, 3]))}" for _ in range(500)})
EITHER += [f"x <- {expression}" for expression in [
    "seq(0, 1, length.out = 2)", "seq(0, 1, length.out = 1)", "seq(1, 1, length.out = 3)", "seq(0, 1, by = 2)", "seq(2, 1, by = 1)", "seq(0)", "seq(0, 0)", "seq(3, 3, by = 1)", "seq(0, 1e-20, by = 1e-21)", "seq(length.out = 3)", "seq(to = 3, length.out = 3)", "seq(2.5)", "seq(-2)", "seq(1.5, 4)",
    "matrix(1:5, 2)", "matrix(1:6, 4)", "matrix(1:6, 2, 2)", "matrix(1:6, 4, 4)", "matrix(c(1, 2), 0)", "matrix(list(1, 2))", "array(1:5, c(2, 2))", "array(1:3, c(2, 2))", "structure(1:3, dim = c(2L, 2L))", "t(array(1:8, c(2, 2, 2)))", "as.numeric('1')", "as.numeric(TRUE)", "as.integer(3e9)", "c(1, 2, )",
    "c(1, , 2)", "c()", "c(NULL, 1)", "c(1, TRUE)", "c(1, 'a')", "c(list(1), 2)", "rbind(1:3, 1:2)", "rbind(1:2, 5)", "cbind(1:2, matrix(1:4, 2))", "c(matrix(1:4, 2), 5)", "matrix(matrix(1:4, 2), 1)", "array(matrix(1:4, 2), 4)", "rep(c(1, 2), c(1, 2))", "rep(matrix(1:4, 2), 2)", "diag(2, 3)", "diag(2, 3, 4)", "diag(matrix(1:4, 2))",
    "numeric(0)", "1:0", "sqrt(-1)", "2147483647L + 1L", "46341L * 46341L", "1e3L", "0x10L", "07", "1_000", "1i", "c(1, 2)[1]", "c(1, 2)[-1]", "c(a = 1)['a']", "max(1, 2)", "sum(c(1, 2))", "c(1, 2) %*% c(3, 4)", "c(1, 2) %% 2", "5 %/% 2", "!c(1, 0)", "c(1, 2) == 1", "-1:2^2", "2^-1:3", "1:3:5", "-2:2 * 3", "2 - -1", "2 -- 1", "2^-1^2", "2^3^2", "-2^-2", "(-8)^(1/3)", "0^0", "0^-1", "NA * 2", "NaN + 1", "Inf - Inf",
    "c(T, 1)", "c(recursive = TRUE, 1)", "c(1, use.names = FALSE)", "rbind(c(1, 2), deparse.level = 0)", "matrix(1:4, 2, foo = 3)", "matrix(1:4, n = 2)", "matrix(1:6, , 3)", "rep(1:2, 2, 3)", "rep(1:2, 2, each = 2)", "rep(x = 1:2, 3)", "seq(0, 1, 0.1, 5)", "rep_len(1:3, 2)", "as.vector(5)", "t(5)", "as.matrix(matrix(1:4, 2))", "aperm(matrix(1:4, 2))", "0.1 * 3", "c(0.1 * 3, 1 - 0.9)", "1e-320", "4.9e-324", "123456789012345678", "0.1 + 0.2", "5 %in% 3",
]]

REFUSED = ["x <- 1.5L", "x <- c(1, y)", "x <- c('a', 'b')", "x <- c(TRUE, FALSE)", "x <- TRUE", "x <- list(1, 2)", "x <- rnorm(5)", "set.seed(1)\nx <- rnorm(5)", "x <- f(c(1, 2))", "x <- c(1, 2)[1]", "dim(x) <- c(2, 3)", "x[1] <- 5", "x[1, ] <- c(1, 2)", "names(x) <- c(1, 2)", "x <- c(1i, 2)", "x <- NULL",
           "x <- c(1, 2", "x <- 1 2", "x <- matrix(1:5, 2, 2, TRUE, NULL, 3)", "x <- rep(1, 1e9)", "x <- matrix(0, 1e5, 1e5)", "x <- 1:1e9", "x <- diag(1e5)", "x <- function(a) c(1, 2)", "pi <- 3\nx <- c(pi, 1)", "x <- lapply(1:3, f)", "x <- if (a) 1 else 2", "x <- data.frame(a = c(1, 2))", "x <- outer(1:2, 1:2)"]

PRINTS = ["matrix(1:6, 2)", "c(1.5, 2, 3)", "(1:40) / 7", "array(1:12, c(2, 3, 2))", "matrix(c(1e-10, 1, 1e5, 2), 2)", "matrix((1:60) / 7, 3)", "c(NA, 1, NaN, Inf)", "c(1L, 2L)", "5", "diag(3)", "c(1e10, 1)", "1e-5", "-c(1, 2)", "matrix(c(-1.5, 2, NA, Inf), 2)", "array((1:48) / 7, c(2, 4, 3, 2))",
          "1:200", "matrix(1:1, 1)", "array((1:80) / 3, c(2, 20, 2))", "matrix((1:30) / 7, 30)", "c(a = 1, b = 2)", "(function() { x <- (1:30) / 7; names(x) <- paste0('n', 1:30); x })()", "matrix(1:4, 2, dimnames = list(NULL, c('a', 'b')))", "matrix(1:4, 2, dimnames = list(c('r1', 'r2'), c('a', 'b')))",
          "matrix(1:4, 2, dimnames = list(c('r1', 'r2'), NULL))", "matrix((1:40) / 7, 2, dimnames = list(NULL, paste0('column', 1:20)))", "c(0.001, 1000)", "c(123456.789, 0.1)", "1e5", "100000", "c(1e-20, 1e20)", "array(1:3, 3)", "matrix(c(0.1, 0.25), 1)", "t(1:30)", "seq(0, 1, by = 0.1)", "matrix(1e5 * 1:4, 2)"]
UNREADABLE = ["1:200000", "list(1, 2)", "matrix(c('a', 'b'), 1)", "numeric(0)", "matrix(c(TRUE, FALSE), 1)", "matrix(1:40000, 20000)", "c(TRUE, FALSE)", "c('a', 'b')", "array(1:400000, c(200, 200, 10))"]

RUN = r"""
suppressWarnings(for (k in 1:COUNT) {
  env <- new.env()
  line <- tryCatch({
    warned <- FALSE
    withCallingHandlers(eval(parse(file.path("FOLDER", paste0("case", k, ".R"))), env), warning = function(w) warned <<- TRUE)
    x <- get("x", env, inherits = exists("x", globalenv()))
    if (warned || is.object(x) || !(is.numeric(x) || all(is.na(x))) || length(x) == 0) stop("no array")
    shape <- if (is.null(dim(x))) length(x) else dim(x)
    y <- if (length(dim(x)) > 1) aperm(x) else x
    values <- paste0('"', trimws(formatC(as.double(y), digits = 17, format = "g")), '"')
    paste0('{"shape": [', paste(shape, collapse = ", "), '], "values": [', paste(values, collapse = ", "), ']}')
  }, error = function(e) '{"error": true}')
  if (exists("x", globalenv())) rm("x", envir = globalenv())
  cat(line, "\n", sep = "")
})
"""


def rscript(code: str) -> str:
    with tempfile.NamedTemporaryFile("w", suffix=".R") as file:
        file.write(code)
        file.flush()
        return subprocess.run(["Rscript", "--vanilla", file.name], capture_output=True, text=True).stdout


def results(texts: list[str]) -> list[dict]:
    with tempfile.TemporaryDirectory() as folder:
        for k, text in enumerate(texts, 1):
            (pathlib.Path(folder) / f"case{k}.R").write_text(text + "\n")
        lines = rscript(RUN.replace("COUNT", str(len(texts))).replace("FOLDER", folder)).splitlines()
    assert len(lines) == len(texts), (len(lines), len(texts))
    return [{"text": text, **json.loads(line)} for text, line in zip(texts, lines)]


def prints() -> list[dict]:
    entries = []
    for digits in [7, 15]:
        for expression, result in zip(PRINTS, results([f"x <- {expression}" for expression in PRINTS])):
            text = rscript(f"options(digits = {digits})\n{expression}\n")
            entries.append({**result, "expression": expression, "text": text})
    return entries


def shortened(text: str) -> str:
    lines = text.splitlines(keepends=True)
    return "".join(lines if len(lines) < 40 else lines[:20] + lines[-20:])


read = results(list(dict.fromkeys(READ)))
for entry in read:
    if "error" in entry:
        print("no array:", entry["text"])
groups = {
    "read": [entry for entry in read if "error" not in entry],
    "either": results(list(dict.fromkeys(EITHER))),
    "refused": REFUSED,
    "prints": prints(),
    "unreadable": [shortened(rscript(expression)) for expression in UNREADABLE],
}
lines = [f'  "{name}": [\n    ' + ",\n    ".join(json.dumps(entry) for entry in group) + "\n  ]" for name, group in groups.items()]
(HERE / "r.json").write_text("{\n" + ",\n".join(lines) + "\n}\n")
