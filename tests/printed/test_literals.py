"""Figures are read as documents print them."""

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from harness.documents import (
    FigureError,
    Numeral,
    read_array,
    read_integer,
    read_literal,
    read_numeral,
)


@given(st.integers(-(10**12), 10**12))
def test_an_integer_reads_back_with_and_without_thousands_separators(number):
    assert read_integer(f"{number:,}") == number == read_integer(str(number))


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_reads_back(number):
    assert read_numeral(repr(number)).value == number


@pytest.mark.parametrize(
    ("text", "number"),
    [("87.5 %", "0.875"), ("100%", "1.00"), ("1,000 %", "10.00"), ("5.0e-1%", "0.0050")],
)
def test_percent_are_hundredths_with_every_printed_digit(text, number):
    assert read_numeral(text).text == number


@given(st.integers(-(10**6), 10**6), st.integers(0, 5))
def test_a_share_reads_the_same_as_percent(number, places):
    share = Decimal(number).scaleb(-places - 2)
    assert Decimal(read_numeral(f"{share * 100:f} %").text) == share


@pytest.mark.parametrize(
    "text",
    ["", "-", "%", "%1", "1%%", ".", "1,23", "12,34,567", "1.2.3", "e5", "0x10", "1 2", "NaN", "٣"],
)
def test_what_is_no_number_is_not_read_as_one(text):
    with pytest.raises(FigureError):
        read_numeral(text)


@pytest.mark.parametrize("text", ["1.5", "1e3", "None"])
def test_what_is_no_whole_number_is_not_read_as_one(text):
    with pytest.raises(FigureError):
        read_integer(text)


def test_an_elision_keeps_its_place():
    figure = "[[ 0.56]\n [-0.67]\n ...\n [ 0.42]]"
    rows = [[Numeral("0.56")], [Numeral("-0.67")], ..., [Numeral("0.42")]]
    assert read_array(figure) == rows


def test_arrays_in_python_notation_are_read_too():
    assert read_array("[[3, 1], [2]]") == [[Numeral("3"), Numeral("1")], [Numeral("2")]]


@pytest.mark.parametrize("text", ["", "[1 2", "1 2]", "[1] [2]", "[a]", "3", "[[1]", "]["])
def test_half_an_array_is_not_read(text):
    with pytest.raises(FigureError):
        read_array(text)


@given(hnp.arrays(np.int32, hnp.array_shapes(max_dims=3, max_side=5)))
def test_every_printed_array_of_integers_reads_back(array):
    def plain(item):
        return [plain(part) for part in item] if isinstance(item, list) else int(item.text)

    assert plain(read_array(str(array))) == array.tolist()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("(None, 32, 3)", [None, 32, 3]),
        ("(100,)", [100]),
        ("()", []),
        ("4,908", 4908),
        ("{'가장': 2}", {"가장": 2}),
        ("[[3, 12]]", [[3, 12]]),
        ("lstm_1", "lstm_1"),
        ("'2.8.0'", "2.8.0"),
        ("1.23 MB", "1.23 MB"),
        ("True", True),
    ],
)
def test_a_literal_is_read_as_json_data(text, value):
    assert read_literal(text) == value


def test_half_a_literal_is_an_error():
    with pytest.raises(FigureError):
        read_literal("{'a': 1")
