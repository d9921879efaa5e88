"""Two figures that the same code printed are the same number, digit by digit."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from harness.printed.output_differences import FORM, LAST_DIGIT, VALUE
from harness.printed.precision import (
    ULPS,
    close,
    decimals_in,
    noise_beside,
    read_printed,
    related,
)

FLOATS = st.floats(allow_nan=False, allow_infinity=False, min_value=-1e300, max_value=1e300)


@given(st.one_of(FLOATS.map(repr), st.integers().map(str), st.sampled_from(["nan", "-inf", "1."])))
def test_a_figure_is_the_same_as_itself(text: str) -> None:
    assert not related(text, text).kind


@given(FLOATS, st.integers(1, ULPS))
def test_a_double_printed_in_full_may_differ_by_four_units_in_its_last_place(
    value: float, steps: int
) -> None:
    other = value
    for _ in range(steps):
        other = math.nextafter(other, math.inf)
    digits = max(len(repr(v).split("e")[0].replace(".", "").strip("-0")) for v in (value, other))
    assume(digits >= 16 and abs(value) > 1e-300)
    assert related(repr(value), repr(other)).kind in (LAST_DIGIT, "")


@given(st.floats(0.0625, 1024, width=32), st.integers(1, ULPS))
def test_a_float32_printed_in_full_may_differ_by_four_units_in_its_last_place(
    value: float, steps: int
) -> None:
    first = other = np.float32(value)
    for _ in range(steps):
        other = np.nextafter(other, np.float32(np.inf))
    texts = str(first), str(other)
    assume(max(len(text.replace(".", "").lstrip("0")) for text in texts) in (7, 8, 9))
    assert related(*texts).kind in (LAST_DIGIT, "")


@given(st.integers(1, 999_999), st.integers(0, 6), st.integers(-9, 9))
def test_with_fewer_digits_equal_means_equal(number: int, places: int, change: int) -> None:
    assume(change)
    texts = [f"{n / 10**places:.{places}f}" for n in (number, number + change)]
    assert related(*texts).kind == VALUE


@pytest.mark.parametrize(
    ("printed", "here", "kind"),
    [
        ("0.5", "0.54", VALUE),
        ("0.54", "0.5", VALUE),
        ("1", "1.0", VALUE),
        ("-0.0", "0.0", VALUE),
        ("-inf", "inf", VALUE),
        ("nan", "0.0", VALUE),
        ("\u22123.5", "3.5", VALUE),
        ("\u22123.5", "-3.5", FORM),
        ("1,000", "1000", FORM),
        ("2.0000000000000004", "-2.0000000000000004", VALUE),
        ("2.0000002", "-2.0000002", VALUE),
        ("0.50", "0.5", FORM),
        ("NaN", "nan", FORM),
        ("0.333333", "0.3333333333333333", FORM),
        ("0.333334", "0.3333333333333333", VALUE),
        ("0.33333", "0.3333333333333333", VALUE),
        ("0.30000000000000004", "0.3", LAST_DIGIT),
        ("0.3000000000000001", "0.3", LAST_DIGIT),
        ("0.300000000000001", "0.3", VALUE),
        ("1234567.89", "1234567.95", VALUE),
        ("107.000000", "107.000010", VALUE),
        ("1.2345678", "1.2345679", LAST_DIGIT),
        ("3.748957e-152", "0.748957e-152", VALUE),
        ("12345678", "12345679", VALUE),
        ("1e999999999", "1e999999998", VALUE),
        ("3.4028235e+38", "3.4028233e+38", LAST_DIGIT),  # the greatest floats
        ("3.4028236e+38", "3.4028235e+38", VALUE),  # a float of that size is infinite
        ("1.1754944e-38", "1.1754945e-38", LAST_DIGIT),  # the least floats with all their digits
        ("1.1754944e-38", "1.1754942e-38", VALUE),
        ("2.2250738585072014e-308", "2.225073858507202e-308", LAST_DIGIT),
        ("2.2250738585072014e-308", "2.225073858507201e-308", VALUE),
        ("1.7976931348623157e+308", "1.7976931348623155e+308", LAST_DIGIT),
        ("1.7976931348623159e+308", "1.7976931348623157e+308", VALUE),
        ("1.7976931348623158e+308", "1.7976931348623157e+308", LAST_DIGIT),
        (f"{(2**54 - 1) * 2**970}.0", "1.7976931348623157e+308", VALUE),
        ("1.0", "1.0000000000000009", LAST_DIGIT),  # four units
        ("1.0", "1.000000000000001", VALUE),  # five units
        ("1.0", "1.0000005", LAST_DIGIT),
        ("1.0", "1.0000006", VALUE),
        ("0.9999999999999999", "1.0000000000000002", LAST_DIGIT),
        ("-0.9999999999999999", "-1.0000000000000002", LAST_DIGIT),
        ("-0.9999999999999999", "1.0000000000000002", VALUE),
        ("9.99999999999999", "10.", VALUE),
        ("9.234561", "9.234562", LAST_DIGIT),
        ("9.234566", "9.234567", LAST_DIGIT),
        ("-9.234561", "-9.234562", LAST_DIGIT),
        ("-9.234566", "-9.234567", LAST_DIGIT),
        ("-9.234561", "9.234562", VALUE),
        ("-1.7976931348623157e+308", "2.2250738585072014e-308", VALUE),
        ("9.234560", "9.234561", VALUE),  # a float32 is printed without a zero at its end
        ("9.234561", "9.234567", VALUE),
        ("9.23456", "9.23457", VALUE),
        ("1020.67084", "1020.6709", LAST_DIGIT),
        ("1,000.0000000000001", "1000.0000000000002", LAST_DIGIT),
        ("nan", "inf", VALUE),
    ],
)
def test_known_pairs(printed: str, here: str, kind: str) -> None:
    assert related(printed, here).kind == kind
    notes = related(printed, here).note, related(here, printed).note
    assert related(here, printed).kind == kind or "shortened" in notes


@pytest.mark.parametrize(
    ("printed", "here"),
    [
        ("1.23456788", "1.23456812"),  # floats of width 32, which need one digit less
        ("3.4454762", "3.4454763"),  # of which the first is no float of width 32
    ],
)
def test_numbers_that_are_not_printed_like_a_float32_are_equal_to_the_last_digit(
    printed: str, here: str
) -> None:
    assert related(printed, here).kind == VALUE
    assert related(here, printed).kind == VALUE


def test_a_figure_with_a_unit_may_be_rounded_by_a_person() -> None:
    assert related("1.2", "1.24", unit=True) == (FORM, "rounded")
    assert related("1.3", "1.24", unit=True).kind == VALUE
    assert related("1.24", "1.2", unit=True).kind == VALUE


def test_an_element_of_an_array_has_the_digits_of_the_longest() -> None:
    assert related("0.5", "0.50000006", places=8).kind == LAST_DIGIT
    assert related("0.5", "0.52", places=4).kind == VALUE
    assert related("0.123456", "0.123457", places=6).kind == VALUE


def test_rounding_error_beside_large_elements_is_zero() -> None:
    noise = noise_beside(["1.0", "1.5"])
    assert related("0.", "-1.0e-17", noise=noise).kind == LAST_DIGIT
    assert related("0.", "-1.0e-10", noise=noise).kind == VALUE
    assert related("2.0e-17", "1.0e-17", noise=noise).kind == VALUE


@pytest.mark.parametrize("text", ["1" * 10**6, "1e" + "9" * 10**6, "1,111" * 10**5, "-" * 10**5])
def test_numbers_of_a_million_digits_are_compared_as_text(text: str) -> None:
    assert related(text, text + "1").kind == VALUE


@pytest.mark.parametrize(
    ("printed", "here", "relative", "absolute", "is_close"),
    [
        ("1.00", "1.01", 0.01, 0.0, True),
        ("1.00", "1.25", 0.0, 0.25, True),
        ("1.00", "1.26", 0.0, 0.25, False),
        ("4.0", "5.0", 0.25, 0.0, True),
        ("4.0", "3.0", 0.25, 0.0, True),
        ("-4.0", "-5.0", 0.25, 0.0, True),
        ("4.0", "5.1", 0.25, 0.0, False),
        ("0.5", "0.75", 0.25, 0.0, False),
        ("4.0", "5.5", 0.25, 0.5, True),
        ("4.0", "5.6", 0.25, 0.5, False),
        ("4,000", "5000", 0.25, 0.0, True),
        ("nan", "nan", 1.0, 1.0, False),
        ("1", "nan", 1.0, 1.0, False),
        ("inf", "1", 1.0, 1.0, False),
    ],
)
def test_a_tolerance_is_relative_to_the_printed_figure_or_absolute_or_both(
    printed: str, here: str, relative: float, absolute: float, is_close: bool
) -> None:
    assert close(printed, here, relative, absolute) is is_close


@pytest.mark.parametrize(("text", "number"), [("0.25", 2), ("-1,000.5", 1), ("3.", 0), ("300", 0)])
def test_digits_after_the_point_are_counted(text: str, number: int) -> None:
    assert decimals_in(text) == number


@pytest.mark.parametrize(
    ("text", "value", "places", "digits", "whole"),
    [
        ("12.50", 12.5, 2, 4, False),
        ("-0.0025", -0.0025, 4, 2, False),
        ("0", 0, 0, 1, True),
        ("0.00", 0, 2, 2, False),
        ("007", 7, 0, 1, True),
        ("7.", 7, 0, 1, False),
        (".5", 0.5, 1, 1, False),
        ("1e3", 1000, -3, 1, False),
        ("1.5e-3", 0.0015, 4, 2, False),
        ("+2E+2", 200, -2, 1, False),
    ],
)
def test_a_number_is_read_with_its_digits(
    text: str, value: float, places: int, digits: int, whole: bool
) -> None:
    found = read_printed(text)
    assert found is not None
    assert (float(found.value), *found[1:]) == (value, places, digits, whole)


@pytest.mark.parametrize("text", ["", ".", "-", "e5", "1,000", "nan", "1 2", "1e1000", "1e-1000", "1e999999999", "1" * 401])  # fmt: skip
def test_other_texts_and_numbers_of_too_many_digits_are_none(text: str) -> None:
    assert read_printed(text) is None


@pytest.mark.parametrize("text", ["1e999", "1e-999", "1" * 400, "1e00400"])
def test_numbers_of_as_many_digits_as_may_be_are_read(text: str) -> None:
    assert read_printed(text) is not None


@pytest.mark.parametrize(
    ("printed", "here", "note"),
    [
        ("1,000", "1000", "thousands"),
        ("\u22121,000", "-1000", "thousands"),
        ("\u22123.5", "-3.5", "minus-sign"),
        ("1000", "1,000", "thousands"),
        ("-3.5", "\u22123.5", "minus-sign"),
        ("Infinity", "inf", "letter-case"),
        ("-Infinity", "-inf", "letter-case"),
        ("0.5000", "0.5", "zeros"),
        ("0.12345", "0.123451234", ""),
        ("-NaN", "-nan", "letter-case"),
        ("1E5", "1e5", "letter-case"),
        ("0.50", "0.5", "zeros"),
        ("1e5", "100000.0", "zeros"),
        ("0.33...", "0.3333", "shortened"),
        ("0.33\u2026", "0.3333", "shortened"),
        ("0.333333", "0.3333333", "shortened"),
        ("0.3333333", "0.333333", ""),
        ("0.33...", "0.3433", ""),
        ("0.33...", "0.33", ""),
        ("0.33...", "0.33x", ""),
        ("1.5j", "1.50j", "zeros"),
        ("1.5j", "1.6j", ""),
        ("1.5j", "1.5", ""),
    ],
)
def test_a_form_is_named(printed: str, here: str, note: str) -> None:
    assert related(printed, here) == ((FORM, note) if note else (VALUE, ""))


@pytest.mark.parametrize(
    ("printed", "here", "options", "kind"),
    [
        ("-1.2345678", "-1.2345679", {}, LAST_DIGIT),
        ("-1.2345678", "1.2345679", {}, VALUE),
        ("1.2345678", "1.2345679", {"single": False}, VALUE),
        ("1.234567891", "1.234567892", {}, VALUE),
        ("0.123456789012345", "0.123456789012346", {"steps": 128}, LAST_DIGIT),
        ("0.12345678901234", "0.12345678901235", {"steps": 128, "single": False}, LAST_DIGIT),
        ("1.234567", "1.234569", {"steps": 128, "single": False}, VALUE),
        ("1.234567", "1.234568", {"steps": 128, "single": False}, VALUE),
        ("1.2345678", "1.2345679", {"steps": 128, "single": False}, LAST_DIGIT),
        ("1.2345678", "1.2345680", {"steps": 128, "single": False}, VALUE),
        ("12345678", "12345679", {"steps": 128}, VALUE),
        ("0.5", "0.50000006", {"places": 8}, LAST_DIGIT),
        ("0.5", "0.5000006", {"places": 7}, VALUE),
        ("0.333333", "0.33333333", {"places": 8}, VALUE),  # of an array zeros alone are dropped
        ("1.2", "1.24", {"unit": True}, FORM),
        ("1.2", "1.24", {"unit": True, "places": 2}, VALUE),
        ("1.2", "1.25", {"unit": True}, FORM),
        ("1.2", "1.26", {"unit": True}, VALUE),
        ("12", "12.4", {"unit": True}, VALUE),
        ("0.0", "1e-17", {"noise": 1e-17}, LAST_DIGIT),
        ("0.0", "1e-17", {"noise": 1e-18}, VALUE),
        ("1e-17", "0.0", {"noise": 1e-16}, LAST_DIGIT),
        ("0", "1", {"noise": 2.0}, VALUE),
        ("0.0", "0.5", {"noise": 0.5}, LAST_DIGIT),
        ("0.0", "0.5", {"noise": 0.25}, VALUE),
        ("0.5", "0.75", {"noise": 0.5}, VALUE),
        ("999999.", "1000000.", {"places": 0}, VALUE),
        ("1234560.", "1234561.", {"places": 0}, LAST_DIGIT),
        ("1234560.", "1234562.", {"places": 0}, VALUE),
        ("1.", "1.4", {"places": 0, "unit": True}, VALUE),
        ("0.123456789012345", "0.123456789012346", {"places": 15}, VALUE),
        ("0.1234567890123456", "0.1234567890123457", {"places": 16}, LAST_DIGIT),
        ("0.1234567890123456", "0.1234567890123458", {"places": 16}, VALUE),
        ("1234567890.", "1234567891.", {"places": 0}, VALUE),
        ("0.9999999", "1.0000000", {"steps": 128, "single": False}, VALUE),
        ("9.234561", "9.234567", {"steps": 128}, VALUE),
        ("0.1234567890123456", "0.123456789012346", {}, VALUE),
        ("0.1234567890123456", "0.123456789012346", {"steps": 128}, LAST_DIGIT),
        ("0.1234567890123456", "0.12345678901235", {"steps": 128}, VALUE),
        ("9.9999999999999", "10.", {"steps": 128}, VALUE),
        ("9.99999999999999", "10.", {"steps": 128}, LAST_DIGIT),
        ("1.2345678", "1.23456789", {"steps": 128, "single": False}, VALUE),
        ("1.23456789", "1.2345678", {"steps": 128, "single": False}, VALUE),
    ],
)
def test_what_counts_as_the_last_digit_depends_on_what_is_around(
    printed: str, here: str, options: dict[str, float], kind: str
) -> None:
    assert related(printed, here, **options).kind == kind  # type: ignore[arg-type]


def test_rounding_error_is_four_units_of_the_largest_element() -> None:
    assert noise_beside(["0.5", "\u22121.0"]) == 4 * 2.0**-52
    assert noise_beside(["1,000.0", "inf", "nan"]) == 4000 * 2.0**-52
    assert noise_beside(["1e9"]) == 1e-9
    assert noise_beside(["nan"]) == noise_beside([]) == 0.0
