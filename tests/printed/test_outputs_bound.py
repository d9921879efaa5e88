"""The comparison of outputs is bounded and finds only equal text equal."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.printed import outputs
from harness.printed.outputs import compare_outputs, terminal, tokens
from harness.sandbox.notebook import _common
from harness.texts import diff
from tests.growth import UNITS, is_linear, seconds

WORDS = [f"w{n}x" for n in range(50)]


def lines(count, seed):
    chance = random.Random(seed)
    return [
        " ".join(chance.choice(WORDS) if chance.random() < 0.5 else f"{chance.random():.4f}" for _ in range(20))
        for _ in range(count)
    ]  # fmt: skip


def numbered(text):
    return list(enumerate(text.split("\n"), 1))


@pytest.mark.parametrize("count", [100, 400, 3000])
def test_outputs_whose_every_line_changed_are_compared_in_seconds(count):
    before, after = "\n".join(lines(count, 1)), "\n".join(lines(count, 2))
    assert seconds(compare_outputs, numbered(before), after, times=1) < 10
    assert compare_outputs(numbered(before), after)["counts"]["text"] > count / 10


@pytest.mark.parametrize("unit", ["a ", "1 ", "a b ", ", ", "[1] ", "1,", "/a", "x\n", "1\n"])
def test_the_same_words_again_and_again_are_compared_in_seconds(unit):
    text = unit * (300_000 // len(unit))
    assert seconds(compare_outputs, numbered(text), text[::-1], times=1) < 10
    assert compare_outputs(numbered(text), text)["counts"] == {}


@pytest.mark.parametrize("unit", UNITS)
def test_an_output_is_split_in_linear_time(unit):
    assert is_linear(lambda text: list(tokens(text, 1)), unit)
    assert is_linear(terminal, unit)


def test_only_twice_as_much_as_the_document_prints_is_read():
    text = "a b c 1.5\n" * 400_000
    assert seconds(compare_outputs, [(1, "a")], text, times=1) < 5
    assert compare_outputs([(1, "a")], text)["counts"] == {"rest": 1}


def test_text_after_the_words_that_were_read_is_a_difference(monkeypatch):
    monkeypatch.setattr(outputs, "_BEYOND", -3)
    assert compare_outputs([(1, "a b c")], "a b c")["counts"] == {}
    assert compare_outputs([(1, "a b c")], "a b c d")["counts"] == {"rest": 1}


@pytest.mark.parametrize(
    ("printed", "here", "agrees"),
    [
        ("1e999999999", "1e999999998", False),
        ("1e999999999", "1e999999999", True),
        ("9" * 5000, "9" * 4999 + "8", False),
        ("9" * 5000, "9" * 5000, True),
        (f"1e{'9' * 5000}", f"1e{'9' * 5001}", False),
        ("[1e-999999999 1]", "[1e-999999998 1]", False),
    ],
)
def test_a_number_too_large_for_arithmetic_is_compared_as_text(printed, here, agrees):
    assert seconds(compare_outputs, [(1, printed)], here) < 1
    assert (compare_outputs([(1, printed)], here)["counts"] == {}) is agrees


TEXTS = st.lists(st.sampled_from(["a", "b", "1", "2.5", "\n", "...", "[", "]"]), max_size=25).map(" ".join)  # fmt: skip


@given(printed=TEXTS, here=TEXTS, steps=st.integers(0, 60))
def test_a_bounded_comparison_finds_no_more_equal_than_a_full_one(printed, here, steps):
    whole = compare_outputs(numbered(printed), here)
    try:
        diff.aligned.__defaults__ = (steps,)
        bounded = compare_outputs(numbered(printed), here)
    finally:
        diff.aligned.__defaults__ = (diff.STEPS,)
    assert "unaligned" not in whole
    assert bool(bounded["counts"]) >= bool(whole["counts"])
    if "unaligned" in bounded:
        assert bounded["counts"].keys() & {"text", "missing", "extra"}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("/usr/lib/python3.8/site-packages/keras/x.py", "site-packages/keras/x.py"),
        ("/home/a/harness/b and /opt/c/lib/python3", "harness/b and lib/python3"),
        ("at /site-packages/x", "at /site-packages/x"),
        ("/a/b/c", "/a/b/c"),
        ("/a/harness/b/harness/c", "harness/c"),
    ],
)
def test_the_folders_of_an_installation_are_removed(text, shown):
    assert _common(text) == shown


def test_a_path_of_a_million_folders_is_read_in_time():
    assert seconds(_common, "/a" * 1_000_000) < 5
