"""What a statement does with names is what Python does with them when it runs."""

import ast
import contextlib
import io
import random
import symtable
import sys
import sysconfig
import warnings
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from harness.checking.code_names import PageNames
from harness.checking.random_calls import RANDOM_STATE
from harness.checking.statement_scopes import StatementScopes

LIBRARY = Path(sysconfig.get_path("stdlib"))


def names_of(*cells):
    """Read a page; return the last statement's names."""
    page = PageNames()
    return [page.follow(cell) for cell in cells][-1][-1]


def library_files(number):
    files = [path for path in sorted(LIBRARY.rglob("*.py")) if "site-packages" not in path.parts]
    return random.Random(1).sample(files, number)


def symbols(table):
    """List the global names that a table of symbols reads and binds, at once or later."""
    reads, binds = set(), set()
    for symbol in table.get_symbols():
        module = table.get_type() == "module"
        if module or symbol.is_global():
            reads |= {symbol.get_name()} if symbol.is_referenced() else set()
            bound = symbol.is_assigned() or symbol.is_imported()
            binds |= {symbol.get_name()} if bound else set()
    for child in table.get_children():
        inner_reads, inner_binds = symbols(child)
        reads |= inner_reads
        binds |= inner_binds
    return reads, binds


def found_by_us(source):
    reads, binds = set(), set()
    for node in ast.parse(source).body:
        for use in StatementScopes(node, {}, str).uses().values():
            reads |= use.reads
            binds |= use.binds - {"*"}
    return reads, binds


def means_the_same(nodes):
    """Whether symtable and the tree speak of the same: no names that classes mangle, no bare annotations."""
    names = [getattr(node, "id", getattr(node, "attr", "")) for node in nodes]
    return not any(isinstance(name, str) and name.startswith("__") for name in names) and not any(
        isinstance(node, ast.AnnAssign) for node in nodes
    )


@pytest.mark.parametrize("part", range(4))
def test_names_of_the_standard_library_are_those_of_the_symbol_table(part):
    checked = 0
    for path in library_files(200)[part::4]:
        try:
            source = path.read_text("utf-8")
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                table = symtable.symtable(source, str(path), "exec")
                nodes = list(ast.walk(ast.parse(source)))
        except (SyntaxError, ValueError):
            continue
        PageNames().follow(source)
        if not means_the_same(nodes) or "exec(" in source or "eval(" in source:
            continue
        reads, binds = symbols(table)
        ours = found_by_us(source)
        reads |= {
            node.target.id
            for node in nodes
            if isinstance(node, ast.AugAssign)
            and isinstance(node.target, ast.Name)
            and node.target.id in ours[0]
        }
        assert ours[0] == reads, path
        assert ours[1] == binds, path
        checked += 1
    assert checked > 3


@pytest.mark.parametrize(
    ("code", "reads", "binds"),
    [
        ("x = y", {"y"}, {"x"}),
        ("x += y", {"x", "y"}, {"x"}),
        ("import a.b, c as d", set(), {"a", "d"}),
        ("from a import *", set(), {"*"}),
        ("def f(p, q=r):\n    return p + s", {"r"}, {"f"}),
        (
            "class A(B):\n    n = m\n    k = n\n    def f(self):\n        return n",
            {"B", "m"},
            {"A"},
        ),
        ("[i for i in xs if i > k]", {"xs", "k"}, set()),
        ("[(y := i) for i in xs]", {"xs"}, {"y"}),
        ("for i in r:\n    t = i", {"r"}, {"i", "t"}),
        ("with open(p) as f:\n    t = f.read()", {"open", "p"}, {"f", "t"}),
        ("try:\n    import a\nexcept E as e:\n    a = e", {"E"}, {"a", "e"}),
        ("del x", set(), {"x"}),
        ("x: int", {"int"}, set()),
        ("x: int = 3", {"int"}, {"x"}),
        (
            "match p:\n    case [a, *b]:\n        a\n    case {'k': v, **r}:\n        v",
            {"p"},
            {"a", "b", "v", "r"},
        ),
        ("list(map(lambda i: i + k, xs))", {"list", "map", "k", "xs"}, set()),
        ("exec('a = b')", {"exec", "b"}, {"a"}),
        ("exec('a = b', {**globals()})", {"exec", "globals", "b"}, set()),
        ("f'{x:{w}}'", {"x", "w"}, set()),
        ("if a:\n    b = 1\nelse:\n    c = b", {"a", "b"}, {"b", "c"}),
        ("while (n := f()):\n    n", {"f"}, {"n"}),
    ],
)
def test_reads_and_binds(code, reads, binds):
    found = names_of(code)
    assert (set(found.reads), set(found.binds)) == (reads, binds)


@pytest.mark.parametrize(
    ("code", "surely"),
    [
        ("x = 1", {"x"}),
        ("if a:\n    x = y = 1\nelse:\n    x = 2", {"x"}),
        ("if a:\n    x = 1", set()),
        ("for i in r:\n    x = 1", set()),
        ("with a as b:\n    x = 1", {"b", "x"}),
        ("try:\n    x = 1\nexcept E:\n    x = y = 2", {"x"}),
        ("try:\n    x = 1\nfinally:\n    y = 2", {"x", "y"}),
        ("match a:\n    case 1:\n        x = 1", set()),
        ("x, *y = z", {"x", "y"}),
    ],
)
def test_what_a_statement_surely_binds(code, surely):
    assert names_of(code).surely == surely


@pytest.mark.parametrize(
    ("code", "touches"),
    [
        ("model.fit(x, y)", {"model"}),
        ("h = model.fit(x)", {"model"}),
        ("x[0] = 1", {"x"}),
        ("x.a.b = 1", {"x"}),
        ("x.a[0].append(y)", {"x"}),
        ("x += 1", {"x"}),
        ("del x[0]", {"x"}),
        ("df.mean()", set()),
        ("df.groupby('a').agg('sum').apply(f)", set()),
        ("import random\nrandom.shuffle(x)", {"x", RANDOM_STATE}),
        ("import numpy as np\nnp.random.seed(1)", set()),
        ("import numpy as np\nnp.random.rand(1)", {RANDOM_STATE}),
        ("np.add(a, b, out=c)", {"c", "np"}),
        ("import torch.nn as nn\nnn.init.zeros_(w)", {"w"}),
        ("def f(p, q):\n    q.append(p)\nf(a, b)", {"b"}),
        ("def f(p, q):\n    q.append(p)\nf(a, q=b)", {"b"}),
        ("def g(p):\n    p.step()\ndef f(q):\n    g(q)\nf(a)", {"a"}),
        ("def f():\n    state.append(1)\nf()", {"state"}),
        ("def f():\n    global n\n    n += 1\nf()", {"n"}),
        ("def f(p):\n    p = []\n    p.append(1)\nx = 3", set()),
        ("print(x)", set()),
    ],
)
def test_touches(code, touches):
    assert names_of(code).touches == touches


@pytest.mark.parametrize(
    "cells",
    [
        ("def f():\n    return k", "f()"),
        ("def g():\n    return k\ndef f():\n    return g()", "f()"),
        ("f = lambda: k", "f()"),
        ("class C:\n    def m(self):\n        return k", "c = C()", "c.m()"),
        ("def f():\n    return k", "h = f", "h()"),
        ("def f():\n    return k", "list(map(f, xs))"),
        ("from functools import partial\ndef f(a):\n    return k", "h = partial(f, 1)", "h()"),
        ("if a:\n    def f():\n        return k", "f()"),
    ],
)
def test_a_statement_reads_what_the_functions_read_that_it_mentions(cells):
    assert "k" in names_of(*cells).reads


def test_a_definition_reads_nothing_of_its_body_and_a_rebound_name_forgets_it():
    assert not names_of("def f():\n    return k").reads
    assert names_of("def f():\n    return k", "f = 3", "f").reads == {"f"}


def test_origins_are_told_from_where_names_are_imported():
    found = names_of(
        "import numpy as np\nfrom time import time as t\nm = 3",
        "np.random.seed(t()); id(m.fit(1)[0].now())",
    )
    first = PageNames()
    first.follow("import numpy as np\nfrom time import time as t\nm = 3")
    assert first.follow("np.random.seed(t())")[0].origins == {"numpy.random.seed", "time.time"}
    assert found.origins >= {"id", ".fit", ".now"}


def test_setting_a_seed_heals_the_random_state():
    found = names_of("import tensorflow as tf\ntf.random.set_seed(1)")
    assert RANDOM_STATE in found.surely
    assert RANDOM_STATE in names_of("from random import random\nx = random()").reads


def test_lines_of_a_statement_hold_its_decorators():
    assert names_of("\n@a\n@b\ndef f():\n    pass").lines == (2, 5)


def test_what_python_does_not_take_is_one_statement_that_seems_to_bind_names():
    found = names_of(
        "import a.b, c as d\nfrom e import f\nx, y = 1\nprint x\nfor i, j in z:\n  k = 1\ndef g(): pass\nx == 2"
    )
    assert found.lines == (1, 8)
    assert found.binds == {"a", "d", "f", "x", "y", "i", "j", "k", "g"}
    assert not found.surely


EXPRESSIONS = st.recursive(
    st.sampled_from("abcdef"),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map("({0[0]} or {0[1]})".format),
        st.tuples(st.sampled_from("abcd"), inner, inner).map(
            "[{0[1]} for {0[0]} in [{0[2]}]]".format
        ),
        st.tuples(st.sampled_from("abcd"), inner, inner).map(
            "(lambda {0[0]}={0[1]}: {0[2]})()".format
        ),
        st.tuples(st.sampled_from("abcd"), inner).map("({0[0]} := {0[1]})".format),
        st.tuples(st.sampled_from("abcd"), inner).map("{0[0]}({0[1]})".format),
    ),
    max_leaves=5,
)
INDENT = "\n    "
STATEMENTS = st.one_of(
    st.tuples(st.sampled_from("abcdef"), EXPRESSIONS).map("{0[0]} = {0[1]}".format),
    st.tuples(st.sampled_from("abcdef"), EXPRESSIONS, EXPRESSIONS).map(
        "def {0[0]}(*a, b={0[1]}):\n    c = a\n    return {0[2]}".format
    ),
    st.tuples(st.sampled_from("abcdef"), EXPRESSIONS, EXPRESSIONS).map(
        "def {0[0]}(*z):\n    global e\n    e = {0[1]}\n    return {0[2]}".format
    ),
    st.tuples(st.sampled_from("abcdef"), EXPRESSIONS, EXPRESSIONS).map(
        "class {0[0]}:\n    a = {0[1]}\n    def __new__(c, *z): return {0[2]}".format
    ),
    st.tuples(st.sampled_from("abcdef"), EXPRESSIONS, EXPRESSIONS).map(
        "for {0[0]} in [{0[1]}]:\n    {0[2]}".format
    ),
    EXPRESSIONS,
)


class Traced(dict):
    """Global names that notice who reads and binds them."""

    def __init__(self, names):
        super().__init__(names)
        self.read, self.bound = set(), set()

    def __getitem__(self, name):
        if name not in self.bound:
            self.read.add(name)
        return super().__getitem__(name)

    def __setitem__(self, name, value):
        self.bound.add(name)
        super().__setitem__(name, value)


@given(st.lists(STATEMENTS, max_size=6))
def test_what_runs_reads_and_binds_no_more_than_is_said(statements):
    page = PageNames()
    names = {**dict.fromkeys("abcdef", 1), "__name__": "page", "__build_class__": __build_class__}
    for statement in statements:
        try:
            assume(
                ":=" not in statement or " for " not in statement
            )  # Python binds it behind Traced's back
            code = compile(statement, "page", "exec")
        except SyntaxError:
            continue
        (found,) = page.follow(statement)
        traced = Traced(names)
        limit = sys.getrecursionlimit()
        with contextlib.suppress(Exception), contextlib.redirect_stdout(io.StringIO()):
            sys.setrecursionlimit(limit)
            exec(code, traced)
            assert found.surely <= traced.bound
        assert traced.read & set("abcdef") <= found.reads
        assert traced.bound & set("abcdef") <= found.binds
        names = dict(traced)


@given(st.text(max_size=60))
def test_any_text_has_names_or_none(text):
    assert isinstance(PageNames().follow(text), tuple)


def test_thousands_of_branches_have_names():
    source = "if a:\n    x = 1\n" + "elif b:\n    y = c\n" * 1500
    assert {"a", "b"} <= names_of(source).reads
    assert names_of("+".join(["x"] * 9000)).lines == (1, 1)
