"""A figure is read with the words, bounds and units that a person quotes it with."""

import contextlib
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.printed.intervals import fits, otherwise
from harness.printed.quoted import read_quoted
from harness.printed.scalars import FigureError

DECIMALS = st.decimals(-1000, 1000, places=3, allow_nan=False)


@pytest.mark.parametrize(
    ("figure", "how", "numbers"),
    [
        ("0.91", "rounded", ["0.91"]),
        ("approximately 0.91", "about", ["0.91"]),
        ("more than 90% accuracy", "over", ["90% accuracy"]),
        ("no more than 5 ms", "at most", ["5 ms"]),
        ("from 0.9 to 1.1", "[]", ["0.9", "1.1"]),
        ("[0, 1)", "[)", ["0", "1"]),
        ("0.91 ± 0.02", "give or take", ["0.91", "0.02"]),
        ("1,183,424", "rounded", ["1,183,424"]),
    ],
)
def test_a_figure_is_read_with_its_words_and_numbers(figure, how, numbers):
    quoted = read_quoted(figure)
    assert quoted.how == how
    assert [number.text for number in quoted[2:] if number] == numbers
    assert quoted.text == figure


def test_a_unit_behind_a_range_is_that_of_both_ends():
    quoted = read_quoted("90-95%")
    assert quoted.first.is_percent
    assert quoted.upper.is_percent
    assert read_quoted("1.2-1.5M").first.exact == 1_200_000


@pytest.mark.parametrize(
    ("figure", "units"),
    [
        ("5 ms to 6 s", ["ms", "s"]),
        ("5 to 6 ms", ["ms", "ms"]),
        ("5 ms to 6", ["ms", ""]),
        ("5 to 6", ["", ""]),
        ("5 % ± 1 %", ["%", "%"]),
    ],
)
def test_a_number_that_has_a_unit_keeps_it(figure, units):
    quoted = read_quoted(figure)
    assert [quoted.first.unit, quoted.second.unit] == units


@pytest.mark.parametrize(
    ("figure", "number"), [("0,91", 0.91), ("91,2 %", 91.2), ("1.234,5", 1234.5), ("1,234", 1234)]
)
def test_a_comma_that_parts_no_thousands_stands_before_decimals(figure, number):
    assert read_quoted(figure).first.number == number


def test_a_decimal_comma_is_read_where_the_language_has_it():
    assert read_quoted("0,91 ± 0,02", decimal_comma=True).first.number == 0.91


@pytest.mark.parametrize(
    "figure",
    [
        *("", "about", "over", "1.1-0.9", "2020-07-23", "np.random.rand", "(freq1 * 10 + 10)"),
        *(
            "[0, n + 1, -1, 1]",
            "0.5 or 0.6",
            "over nan",
            "3-4-5",
            "%",
            "lstm_1",
            "(3, 5, 7)",
        ),
        *("v2.1", "1-", "about about 3", "0.5 of 0.6", "(1+2j)", "0 ± nan", "0 to inf"),
        *(
            "[0, x)",
            "[x, 1]",
            "(x, y)",
            "about '5'",
            'over "5"',
            "about #5#",
            "over (5",
            "over [5]",
        ),
    ],
)
def test_what_is_no_figure_is_refused(figure):
    with pytest.raises(FigureError):
        read_quoted(figure)


@given(st.text("0123456789,.~-\u2013±%+/<>≥()[] aboutverkM이상약", max_size=40))
def test_reading_raises_nothing_but_a_figure_error(text):
    with contextlib.suppress(FigureError):
        quoted = read_quoted(text)
        fits(quoted, 0.5)
        otherwise(quoted)


@pytest.mark.parametrize(
    "text",
    [
        "about " * 10**5,
        "0" * 10**6,
        "~" * 10**6,
        "1-" * 10**6,
        "[" * 10**6,
        " " * 10**6,
        "9 " * 1100,
    ],
)
def test_a_hostile_figure_is_refused_at_once(text):
    start = time.process_time()
    with pytest.raises(FigureError):
        read_quoted(text)
    assert time.process_time() - start < 10


def test_a_figure_takes_so_many_characters_and_no_more():
    assert read_quoted("over" + " " * 2394 + "90").text == "over 90"
    with pytest.raises(FigureError):
        read_quoted("over" + " " * 2395 + "90")


@pytest.mark.parametrize(
    ("figure", "why"),
    [
        ("9" * 60 + " to " + "1" * 50, "is no range: it does not rise"),
        ("inf to " + "1" * 90, "is no range: an end is no finite number"),
    ],
)
def test_what_is_no_range_is_quoted_by_its_first_eighty_letters(figure, why):
    with pytest.raises(FigureError) as found:
        read_quoted(figure)
    assert str(found.value) == f"{figure[:80]!r} {why}"
