"""A printed number is read with its sign, its digits, its place, its suffix and its unit."""

import math
import time
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.printed.scalars import MINUS, FigureError, read_scalar, reprinted, scalar_at, unread

FINITE = st.floats(allow_nan=False, allow_infinity=False)
FORMATS = (
    "{:.0f}",
    "{:.3f}",
    "{:.0e}",
    "{:.4e}",
    "{:,.2f}",
    "{:_.1f}",
    "{:+.2f}",
    "{:.5g}",
    "{!r}",
)


@given(
    st.integers(-(10**12), 10**12), st.sampled_from(["", ",", "_", "\u2009", "\u00a0", "\u202f"])
)
def test_a_whole_number_reads_back_with_every_separator_and_is_exact(number, separator):
    found = read_scalar(f"{number:,}".replace(",", separator))
    assert found.exact == number
    assert found.half_unit == 0


@given(FINITE.filter(lambda n: abs(n) < 1e300), st.sampled_from(FORMATS))
def test_a_number_printed_by_any_format_reads_back_as_what_is_printed(number, form):
    text = form.format(number)
    found = read_scalar(text)
    assert found.exact == Fraction(text.replace(",", "").replace("_", ""))
    assert found.number == float(text.replace(",", ""))


@given(st.decimals(-1000, 1000, places=4, allow_nan=False), st.integers(0, 4))
def test_half_a_unit_is_half_of_the_last_printed_digit(number, places):
    found = read_scalar(f"{number:.{places}f}")
    assert found.half_unit == (Fraction(1, 2 * 10**places) if places else 0)


@given(st.decimals(-1000, 1000, places=2, allow_nan=False), st.sampled_from(MINUS))
def test_every_sign_for_minus_is_minus(number, sign):
    assert read_scalar(f"{sign}{abs(number)}").exact == -Fraction(abs(number))


@pytest.mark.parametrize(
    ("text", "value", "half", "unit"),
    [
        ("1.2M", 1_200_000, 50_000, ""),
        ("1.2M parameters", 1_200_000, 50_000, "parameters"),
        ("12.5k", 12_500, 50, ""),
        ("12.5 k", 12_500, 50, ""),
        ("175B", 175 * 10**9, 5 * 10**8, ""),
        ("1.2 million", 1_200_000, 50_000, ""),
        ("2 billion words", 2 * 10**9, 5 * 10**8, "words"),
        ("2.5만 개", 25_000, 500, "개"),
        ("3.46GB", Fraction(346, 100), Fraction(5, 1000), "GB"),
        ("1.23 MB", Fraction(123, 100), Fraction(5, 1000), "MB"),
        ("1.24x", Fraction(124, 100), Fraction(5, 1000), "x"),
        ("2x faster", 2, Fraction(1, 2), "x"),
        ("5 ms", 5, Fraction(1, 2), "ms"),
        ("12 µs", 12, Fraction(1, 2), "µs"),
        ("219 steps", 219, 0, "steps"),
        ("25,000개", 25_000, 0, "개"),
        ("70.7%", Fraction(707, 10), Fraction(5, 100), "%"),
        ("70 %", 70, Fraction(1, 2), "%"),
        ("70 percent", 70, Fraction(1, 2), "%"),
        ("1.2 \u00d7 10⁻⁵", Fraction(12, 10**6), Fraction(5, 10**7), ""),
        ("1.2\u00d710^5", 120_000, 5_000, ""),
        (r"1.2 \times 10^{-5}", Fraction(12, 10**6), Fraction(5, 10**7), ""),
        ("10^5", 100_000, 50_000, ""),
        ("10⁻³", Fraction(1, 1000), Fraction(5, 10**4), ""),
        ("1e-4", Fraction(1, 10**4), Fraction(5, 10**5), ""),
        ("5.", 5, Fraction(1, 2), ""),
        (".5", Fraction(1, 2), Fraction(1, 20), ""),
    ],
)
def test_a_number_has_a_value_a_place_and_a_unit(text, value, half, unit):
    found = read_scalar(text)
    assert (found.exact, found.half_unit, found.unit) == (value, half, unit)
    assert found.text == text


@pytest.mark.parametrize("text", ["nan", "NaN", "-inf", "inf", "∞", "\u2212∞", "Infinity"])
def test_what_is_not_finite_is_a_number_without_digits(text):
    found = read_scalar(text)
    assert math.isnan(found.number) or found.number == (-math.inf if found.sign else math.inf)
    with pytest.raises(FigureError):
        found.exact  # noqa: B018 - reading it is the test


@pytest.mark.parametrize("text", ["3j", "nan", "-inf", "7"])
def test_a_number_without_digits_of_its_own_has_its_place_at_one(text):
    assert read_scalar(text).place == 0


@given(st.complex_numbers(allow_nan=False, allow_infinity=False))
def test_a_complex_number_reads_back(number):
    found = read_scalar(str(number))
    real = Decimal(0) if found.digits == "0" else found._replace(imaginary=None).number
    assert complex(float(real), found.imaginary.number) == number


@pytest.mark.parametrize(
    ("text", "value"), [("0,91", "0.91"), ("1.183.424,5", "1183424.5"), ("25.000", "25000")]
)
def test_a_comma_before_decimals_is_read_where_the_language_has_it(text, value):
    assert read_scalar(text, decimal_comma=True).exact == Fraction(value)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "-",
            "%",
            "%1",
            "1%%",
            ".",
            "1,23",
            "0,123",
            "12,34,567",
            "1.2.3",
            "e5",
            "0x10",
            "1 2",
        ),
        *("1e", "٣", "None", "info", "nanx", "naninf", "2020-07-23", "0.5 or so", "0.5 to 0.7"),
        *("1.2x10-5", "lstm_1", "v2", "1,2345", "1-2", "--1", "j", "1+j"),
        *("'3j'", "(3j", "3j)", "[3j]", "3J5", "1+j", "1-2k", "(1+2)j", "1+2ej"),
        *("1+2+3j", "(1+2+3j)", "1.5.5j", "1 2j", "1+2", "(1+2)", "1+2jj", "(1+2j"),
    ],
)
def test_what_is_no_number_is_not_read_as_one(text):
    assert read_scalar(text) is None


@given(
    st.decimals(-1000, 1000, places=3, allow_nan=False),
    st.sampled_from(["", "%", " ms", "M", " million"]),
)
def test_a_number_written_with_its_own_digits_is_itself(number, unit):
    found = read_scalar(f"{number}{unit}")
    again = reprinted(found, found.exact + found.step)
    assert read_scalar(again.text).exact == again.exact == found.exact + found.step


def test_a_number_is_read_from_the_middle_of_a_text():
    found, end = scalar_at("loss: 0.25 - 5s", 6)
    assert (found.text, end) == ("0.25", 10)


@given(st.text("0123456789,._eE+-\u2212%kM \u00d710^⁻ninfaj()만개", max_size=30))
def test_reading_raises_nothing_and_takes_the_whole_text(text):
    found = read_scalar(text)
    assert found is None or found.text == text.strip()


@pytest.mark.parametrize(
    "text",
    ["1e999999999", "9" * 10**6, f"1e{'9' * 10**6}", "1," * 10**6, "(" * 10**6, "1" + " x" * 10**6],
)
def test_a_hostile_number_is_refused_at_once(text):
    start = time.process_time()
    assert read_scalar(text) is None
    assert scalar_at(text, 0) is None or len(text) > 10**6
    assert time.process_time() - start < 10


@pytest.mark.parametrize(
    "form",
    [
        "1" * 999 + "{}",
        "0." + "1" * 998 + "{}",
        "-0." + "1" * 998 + "{}",
        "1,111." + "1" * 995 + "{}",
    ],
)
def test_a_number_of_a_thousand_digits_is_read_and_one_of_more_is_not(form):
    assert read_scalar(form.format("1"))
    assert read_scalar(form.format("11")) is None


@pytest.mark.parametrize("power", ["e1000", "e-1000", "e0001000", "\u00b710^1000"])
def test_a_power_of_ten_is_read_up_to_a_thousand(power):
    assert read_scalar(f"1{power}")
    assert read_scalar(f"1{power[:-1]}1") is None


def test_a_number_takes_so_many_characters_and_no_more():
    assert read_scalar("1e" + "0" * 2097 + "1")
    assert read_scalar("1e" + "0" * 2098 + "1") is None


@pytest.mark.parametrize(
    ("text", "comma", "long"),
    [
        ("9" * 2000, False, True),
        (f"0,{'9' * 2000}", True, True),
        (f"0,{'9' * 2000}", False, False),
        ("0.5.5", False, False),
        ("words", True, False),
    ],
)
def test_what_is_not_read_says_why(text, comma, long):
    says = str(unread(text, comma) if comma else unread(text))
    assert says.endswith("more than 1,000 digits" if long else "is not a number")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("x" * 100, f"{'x' * 80!r} is not a number"),
        ("7" * 1001, f"{'7' * 20!r} is a number of more than 1,000 digits"),
    ],
)
def test_of_a_long_text_that_is_not_read_the_beginning_is_quoted(text, message):
    assert str(unread(text)) == message


def test_of_a_long_number_that_is_not_real_the_beginning_is_quoted():
    with pytest.raises(FigureError, match=f"^{'7' * 40} is not a finite real number$"):
        read_scalar("7" * 50 + "+2j").exact  # noqa: B018 - reading it is the test


@pytest.mark.parametrize(
    ("text", "real", "imaginary"),
    [
        ("(1+2j)", "1", 2),
        ("1.5-0.25j", "1.5", Fraction(-1, 4)),
        ("1+2J", "1", 2),
        ("3j", "0", 3),
        ("(-3J)", "0", -3),
    ],
)
def test_a_complex_number_has_two_parts(text, real, imaginary):
    found = read_scalar(text)
    assert found.text == text
    assert found._replace(imaginary=None).exact == Fraction(real)
    assert found.imaginary.exact == imaginary
    with pytest.raises(FigureError):
        found.exact  # noqa: B018 - reading it is the test


@pytest.mark.parametrize(
    ("like", "value", "text"),
    [
        ("250", 251, "251"),
        ("250", -7, "-7"),
        ("250", Fraction(7, 2), "4"),
        ("-1.5", Fraction(-8, 5), "-1.6"),
        ("0.05", Fraction(1, 10), "0.10"),
        ("0.05", Fraction(3, 1000), "0.00"),
        ("0.05", 12, "12.00"),
        ("5.", 6, "6."),
        ("5.0", 6, "6.0"),
        (".5", Fraction(1, 4), "0.2"),
        ("1e5", 300_000, "3e5"),
        ("1e5", 1_200_000, "1.2e6"),
        ("1.5e-3", Fraction(16, 10_000), "1.6e-3"),
        ("1.5e-3", Fraction(2, 10_000), "2e-4"),
        ("1.5e-3", 0, "0e-4"),
        ("10^5", 200_000, "2e5"),
        ("12.5%", 13, "13.0%"),
        ("12 %", 13, "13%"),
        ("5 ms", 7, "7 ms"),
        ("12k", 13_000, "13k"),
        ("12.5k", 700, "0.7k"),
        ("1.2M", 1_300_000, "1.3M"),
        ("1.2M parameters", 1_300_000, "1.3M parameters"),
        ("1.2 million", 1_300_000, "1.3 million"),
        ("2 billion words", 3 * 10**9, "3 billion words"),
    ],
)
def test_another_value_is_written_as_the_number_was(like, value, text):
    found = reprinted(read_scalar(like), Fraction(value))
    assert found.text == text
    assert (found.place, found.unit) == (read_scalar(like).place, read_scalar(like).unit)
    assert abs(found.exact - value) <= found.step / 2


def test_a_power_of_ten_may_have_any_number_of_zeros_before_it():
    found, end = scalar_at("1e" + "0" * 5000 + "2; 3", 0)
    assert (found.exact, end) == (100, 5003)
