"""Values are written as a notebook writes them."""

import collections
import re
import types

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.sandbox.pretty import pretty

SIMPLE = st.recursive(
    st.integers() | st.floats() | st.booleans() | st.none() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.integers(), inner, max_size=5)
    | st.tuples(inner, inner),
)  # fmt: skip


class Lines:
    def __repr__(self):
        return "L(\n 1)"


class Drawn:
    def _repr_pretty_(self, p, cycle):
        with p.group(2, "<", ">"):
            p.text("drawn")
            p.breakable()
            p.pretty([int, cycle])


class Named(dict):
    def __repr__(self):
        return "named"


class Mine(dict):
    pass


def function(x, *, y=3):
    return x, y


def itself():
    found: list = [1]
    found.append(found)
    return found


VALUES = [
    (int, "int"),
    (collections.OrderedDict, "collections.OrderedDict"),
    ([int, len], "[int, <function len(obj, /)>]"),
    (function, f"<function {__name__}.function(x, *, y=3)>"),
    ({3, 1, 2}, "{1, 2, 3}"),
    ({"b", 1}, "{1, 'b'}"),
    (frozenset((2, 1)), "frozenset({1, 2})"),
    (set(), "set()"),
    ((1,), "(1,)"),
    ({"b": 1, "a": 2}, "{'b': 1, 'a': 2}"),
    (range(3), "range(0, 3)"),
    (..., "Ellipsis"),
    ([Lines()], "[L(\n  1)]"),
    ([Drawn()], "[<drawn [int, False]>]"),
    ([Named(a=1), Mine(a=1)], "[named, {'a': 1}]"),
    (itself(), "[1, [...]]"),
    (re.compile(r"\d", re.IGNORECASE), r"re.compile(r'\d', re.IGNORECASE|re.UNICODE)"),
    (types.SimpleNamespace(a=1), "namespace(a=1)"),
    (collections.OrderedDict(a=1), "OrderedDict([('a', 1)])"),
    (collections.Counter("aab"), "Counter({'a': 2, 'b': 1})"),
    (collections.deque([1], 3), "deque([1], maxlen=3)"),
    (collections.defaultdict(list, a=[1]), "defaultdict(list, {'a': [1]})"),
    (ValueError("a", 3), "ValueError('a', 3)"),
    (collections.namedtuple("P", "x")(1), "P(x=1)"),
]


@pytest.mark.parametrize(("value", "text"), VALUES, ids=[text for _, text in VALUES])
def test_a_value_has_the_form_of_a_notebook(value, text):
    assert pretty(value) == text


@given(SIMPLE)
def test_a_short_value_is_its_repr(value):
    if len(repr(value)) < 70:
        assert pretty(value) == repr(value)


@given(SIMPLE)
def test_lines_are_broken_between_parts_alone(value):
    if "  " not in repr(value):
        assert re.sub(r"\n *", " ", pretty(value)) == repr(value)


def test_a_long_container_has_a_line_for_each_part():
    assert pretty(list(range(10**9, 10**9 + 9))).count("\n") == 8
    assert pretty(list(range(2000))).endswith(" 999,\n ...]")


def test_an_object_has_its_class_and_its_address():
    value = types.SimpleNamespace
    assert pretty(object()).startswith("<object at 0x")
    assert pretty(value) == "types.SimpleNamespace"


def test_a_class_that_answers_to_everything_is_written():
    class Anything:
        def __getattr__(self, name):
            return self

        def __repr__(self):
            return "anything"

    assert pretty([Anything()]) == "[anything]"
