"""Whole numbers and zeros that other releases print otherwise, where the settings allow for them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.printed.parts import Settings
from harness.printed.whole_numbers import same_whole
from tests.printed.comparing import compared

RELEASES = Settings(releases=True)


@given(st.integers(), st.integers(1, 3))
def test_a_whole_number_is_the_float_of_the_same_value(number, zeros):
    assert same_whole(str(number), f"{number}.{'0' * zeros}") == "whole-number"
    assert same_whole(f"{number}.", str(number)) == "whole-number"


@given(st.integers(), st.floats(allow_nan=False, allow_infinity=False))
def test_no_other_float_is(number, other):
    same = other == number and "e" not in repr(other)
    assert bool(same_whole(str(number), repr(other))) == (same or other == number == 0)


@pytest.mark.parametrize(("one", "other"), [("-0.", "0."), ("0.0", "-0.0"), ("0", "-0.0")])
def test_a_zero_may_have_another_sign(one, other):
    assert same_whole(one, other) == "zero-sign"


@pytest.mark.parametrize(
    ("printed", "here"),
    [("(0, 200, 0, 5)", "(0.0, 200.0, 0.0, 5.0)"), ("[3.0, 4]", "[3, 4.0]"), ("[-0.  1.]", "[0. 1.]")],
)  # fmt: skip
def test_outputs_of_other_releases_differ_in_form_where_the_settings_say_so(printed, here):
    assert not compared(printed, here, RELEASES).substance
    assert compared(printed, here).substance


@pytest.mark.parametrize(
    ("printed", "here"),
    [("3", "3.5"), ("3", "-3.0"), ("0", "0.1"), ("[1,234]", "[1234.0]"), ("-1.", "1."), ("3", "3e0")],
)  # fmt: skip
def test_other_numbers_differ_in_any_case(printed, here):
    assert compared(printed, here, RELEASES).substance


@pytest.mark.parametrize(
    ("printed", "here"),
    [
        ("Index([1, 2], dtype='int64')", "Index([1, 2], dtype='int32')"),
        ("0    1\ndtype: int64", "0    1\ndtype: int32"),
        ("array([0, 1], dtype=int64)", "array([0, 1])"),
        ("array([0, 1])", "array([0, 1], dtype=int32)"),
        ("array([0, 1], dtype=int32)", "array([0, 1], dtype=int64)"),
    ],
)
def test_integers_of_another_width_differ_in_form_where_the_settings_say_so(printed, here):
    assert not compared(printed, here, RELEASES).substance
    assert compared(printed, here).substance


@pytest.mark.parametrize(
    ("printed", "here"),
    [
        ("Index([1, 2], dtype='int64')", "Index([1, 3], dtype='int32')"),
        ("Index([1, 2], dtype='int64')", "Index([1, 2], dtype='float64')"),
        ("0    1\ndtype: float64", "0    1\ndtype: float32"),
        ("array([0, 1], dtype=uint8)", "array([0, 1])"),
        ("array([0, 1], dtype=int64)", "array([0, 2])"),
        ("tf.Tensor([1], shape=(1,), dtype=int32)", "tf.Tensor([1], shape=(1,), dtype=int64)"),
    ],
)
def test_other_types_and_values_differ_in_any_case(printed, here):
    assert compared(printed, here, RELEASES).substance
