"""Any value becomes data that can be written and shown."""

import json
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.texts.plain import described, presentable, writable
from tests.reports.hostile import TEXTS, VALUES, acting

DATA = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**64), 2**64) | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(codec="utf-8")),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(st.characters(codec="utf-8")), inner, max_size=3),
    max_leaves=8,
)  # fmt: skip


@dataclass(frozen=True)
class Found:
    """A record with a text in one line, and a figure that may have several."""

    why: str
    figure: str
    measured: object = None


class Silent:
    """An object that nobody can write."""

    def __str__(self):
        raise RuntimeError("no")


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES)
def test_every_value_becomes_json_that_is_utf_8(value):
    written = json.dumps(writable({"a": [value]}), allow_nan=False, ensure_ascii=False)
    assert json.loads(written.encode())


@given(value=PLAIN)
def test_values_that_json_and_utf_8_hold_are_kept(value):
    assert writable(value) == value


@given(value=DATA)
def test_presentable_texts_control_nothing(value):
    shown = presentable(value)
    assert acting(str(shown)) == []
    assert presentable(shown) == shown or value != value or "nan" in str(value)


def test_a_clean_value_is_returned_as_the_same_object():
    found = Found("why", "[1\n 2]", {"a": [1, 2.5, None, "b"]})
    assert presentable(found) is found


def test_a_text_stands_in_one_line_and_a_figure_may_have_several():
    assert presentable(Found("a\nb", "1\n2", ["c\nd"])) == Found("a\\nb", "1\n2", ["c\nd"])


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (10**5000, "an integer of about 5,001 digits"),
        (1 + 2j, "(1+2j)"),
        (..., "..."),
        (Silent(), "Silent that cannot be written (RuntimeError)"),
        ("\ud800", "\\ud800"),
        (float("nan"), "nan"),
    ],
    ids=["long", "complex", "dots", "silent", "half", "nan"],
)
def test_a_value_that_cannot_be_written_is_named(value, said):
    assert writable(value) == said


def test_a_value_nested_too_deeply_says_so():
    assert "more than 60 levels" in str(presentable(VALUES["a thousand lists"]))
    assert described(Silent()) == "Silent that cannot be written (RuntimeError)"
