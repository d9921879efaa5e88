"""What follows from a statement has one root, and a clean binding heals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.checking.clocks import clock_of
from harness.checking.code_names import PageNames
from harness.checking.taint import Taint, TaintRoot, lost_names


def follow(source, failing):
    """Follow a page whose given lines fail; return the root of every line that has one."""
    taint, roots = Taint(), {}
    for names in PageNames().follow(source):
        line = names.lines[0]
        root = taint.failed(names, line, "it fails") if line in failing else taint.ran(names)
        if root:
            roots[line] = root.line
    return roots


def test_what_reads_a_failed_name_follows_from_the_first_failure():
    assert follow("a = read()\nb = a + 1\nc = b\nd = 1", {1, 2}) == {1: 1, 2: 1, 3: 1}


def test_a_clean_binding_heals_and_touching_does_not():
    assert follow("a = f()\na = 1\nb = a", {1}) == {1: 1}
    assert follow("a = f()\na.append(1)\nb = a", {1}) == {1: 1, 2: 1, 3: 1}
    assert follow("a = f()\nif c:\n    a = 1\nb = a", {1}) == {1: 1, 4: 1}
    assert follow("a = f()\na = a + 1\nb = a", {1}) == {1: 1, 2: 1, 3: 1}


def test_a_name_that_a_statement_binds_before_it_reads_it_is_not_what_failed():
    assert follow(
        "with open(p) as f:\n    x = f.read()\nwith open(q) as f:\n    y = f.read()\ny", {1}
    ) == {1: 1}
    assert follow("for i in bad():\n    i\nfor i in range(3):\n    print(i)", {1}) == {1: 1}


def test_what_a_failed_statement_touches_is_tainted():
    assert follow("m = M()\nm.fit(x)\nm.predict(y)\nm.name", {2}) == {2: 2, 3: 2, 4: 2}


def test_a_function_is_tainted_by_what_it_reads_when_it_is_called():
    assert follow("def f():\n    return k\nk = g()\nf()\nk = 1\nf()", {3}) == {3: 3, 4: 3}


def test_modules_are_not_touched():
    assert follow("import numpy as np\nnp.load('a')\nnp.ones(3)", {2}) == {2: 2}


def test_of_several_roots_the_first_counts():
    assert follow("a = f()\nb = g()\nc = b + a", {1, 2}) == {1: 1, 2: 2, 3: 1}


@pytest.mark.parametrize(
    ("source", "missing", "lost"),
    [
        ("import a, b", "b", {"b"}),
        ("import a, b", "a", {"a", "b"}),
        ("import a.c as d, b.e", "b.e", {"b"}),
        ("from a import b, c", "a", {"b", "c"}),
        ("import a, b", "other", {"a", "b"}),
        ("import a, b", None, {"a", "b"}),
        ("x = y", "y", {"x"}),
        ("try:\n    import a\nexcept E:\n    x = 1", "a", {"a", "x"}),
    ],
)
def test_a_failed_import_loses_what_it_has_not_bound(source, missing, lost):
    (names,) = PageNames().follow(source)
    assert lost_names(names, {"type": "ModuleNotFoundError", "missing": missing}) == lost


def test_a_root_may_be_begun_by_hand():
    taint = Taint()
    taint.start(TaintRoot(3, "shortened"), {"h"})
    (names,) = PageNames().follow("print(h)")
    assert taint.blocked_by(names) == TaintRoot(3, "shortened")
    assert dict(taint.names) == {"h": TaintRoot(3, "shortened")}


@pytest.mark.parametrize(
    ("source", "what"),
    [
        ("import time\ntime.time()", "a time"),
        ("from time import perf_counter as p\nt = p()", "a time"),
        ("import datetime as d\nd.datetime.now()", "a time"),
        ("import time\ndef f():\n    return time.time()\nf()", "a time"),
        ("id(x)", "an address"),
        ("import uuid\nuuid.uuid4()", "an identifier made at random"),
        ("import os\nos.getcwd()", "a place on this machine"),
        ("import sys\nprint(sys.version)", "a version"),
        ("import numpy as np\nnp.__version__", "a version"),
        ("import tempfile\ntempfile.mkdtemp()", "a place on this machine"),
        ("import time\ntime.sleep(1)", ""),
        ("x.time", ""),
        ("class A(object):\n    pass", ""),
        ("print(x)", ""),
    ],
)
def test_what_differs_by_nature_is_known(source, what):
    assert clock_of(PageNames().follow(source)[-1]) == what


LINES = st.lists(
    st.tuples(
        st.sampled_from("abc"),
        st.sampled_from(["1", "a", "b + c", "a.f(b)", "c(a)"]),
        st.booleans(),
    ),
    max_size=8,
)


@given(LINES)
def test_every_cascade_has_one_root_and_no_root_follows_from_another(lines):
    source = "\n".join(f"{name} = {value}" for name, value, _ in lines)
    failing = {line for line, (_, _, fails) in enumerate(lines, 1) if fails}
    roots = follow(source, failing)
    assert failing <= set(roots)
    assert set(roots.values()) <= failing
    assert all(roots[root] == root for root in roots.values())
