"""Arrays and literals are read as documents print them."""

import contextlib
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from harness.printed.literals import (
    printed_in_order,
    printed_type,
    read_array,
    read_literal,
)
from harness.printed.scalars import FigureError, read_scalar


def test_an_elision_keeps_its_place():
    figure = "[[ 0.56]\n [-0.67]\n ...\n [ 0.42]]"
    rows = [[read_scalar("0.56")], [read_scalar("-0.67")], ..., [read_scalar("0.42")]]
    assert read_array(figure) == rows


@pytest.mark.parametrize(
    ("read", "text", "message"),
    [
        (read_array, "[1 'abcdefghijklmnop]", "cannot read \"'abcdefghijk\" in an array"),
        (read_array, "][" + "1" * 30, f"a bracket too many in '][{'1' * 18}'"),
        (read_array, "[1", "an array is one pair of brackets; an elision stands for a cut-off end"),
        (read_array, "[a]", "'a' is not a number"),
        (read_literal, "(1, 2, 3, 4, 5, 6, 7, 8", "'(1, 2, 3, 4, 5, 6, 7' is not a complete literal"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_quoted_by_its_begin(read, text, message):
    with pytest.raises(FigureError) as raised:
        read(text)
    assert str(raised.value) == message


def test_a_whole_number_has_so_many_bits_or_is_text():
    assert read_literal(str(2**3322 - 1)) == 2**3322 - 1
    assert read_literal(str(2**3322)) == str(2**3322)


def test_arrays_in_python_notation_are_read_too():
    assert read_array("[[3, 1], [2]]") == [[read_scalar("3"), read_scalar("1")], [read_scalar("2")]]


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


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("inf", math.inf),
        ("-inf", -math.inf),
        ("{'loss': inf, 'steps': 3}", {"loss": math.inf, "steps": 3}),
        ("[np.str_('a'), np.int64(3), np.True_, np.inf]", ["a", 3, True, math.inf]),
        ("[numpy.False_, np.bool_(False), None, 1]", [False, False, None, 1]),
        ("np.float64(-np.inf)", -math.inf),
        ("np.float64(0.5)", 0.5),
    ],
)
def test_numbers_that_are_not_finite_and_scalars_of_numpy_are_values(text, value):
    assert read_literal(text) == value


@pytest.mark.parametrize("text", ["f(0.5)", "np.other(0.5)", "np.float64(0.5, 2)", "np.float64(x=1)", "float64(1)", "np.float64()", "m.True_", "np.pi"])  # fmt: skip
def test_other_calls_and_names_are_text(text):
    assert read_literal(text) == text


def test_nan_is_a_number():
    assert math.isnan(read_literal("nan"))
    assert math.isnan(read_literal("{'loss': [nan]}")["loss"][0])


@pytest.mark.parametrize(
    ("text", "elements"),
    [
        (
            "[[ True  True False]\n [ True False False]]",
            [[True, True, False], [True, False, False]],
        ),
        ("['a' 'b c']", ["a", "b c"]),
        ("array(['a', 'b'], dtype='<U1')", ["a", "b"]),
        ("[b'a' b'b']", ["a", "b"]),
        ("masked_array(data=[1, --, 3])", [read_scalar("1"), None, read_scalar("3")]),
        ("[  0. -inf  nan]", [read_scalar("0."), read_scalar("-inf"), read_scalar("nan")]),
        ("array([1, 2], dtype=int32)", [read_scalar("1"), read_scalar("2")]),
        ("tf.Tensor([1 2], shape=(2,), dtype=int32)", [read_scalar("1"), read_scalar("2")]),
        (
            "<tf.Tensor: shape=(2,), dtype=float32, numpy=array([0.5, 1. ], dtype=float32)>",
            [read_scalar("0.5"), read_scalar("1.")],
        ),
        ("<Variable path=dense/bias, shape=(1,), dtype=float32, value=[0.]>", [read_scalar("0.")]),
    ],
)
def test_arrays_of_everything_are_read_from_what_is_around_them(text, elements):
    assert read_array(text) == elements


@pytest.mark.parametrize("text", ["total [1 2]", "[1 2] of them", "array([1 2]) + 1", "['a]"])
def test_words_around_an_array_are_no_part_of_one(text):
    with pytest.raises(FigureError):
        read_array(text)


def test_an_array_has_as_many_dimensions_as_numpy_allows():
    assert str(read_array("[" * 64 + "1" + "]" * 64)).count("[") == 64
    with pytest.raises(FigureError, match="more than 64 dimensions"):
        read_array("[" * 65 + "1" + "]" * 65)


def test_dtype_and_shape_around_an_array_are_read():
    tensor = "<tf.Tensor: shape=(2, 1), dtype=float32, numpy=array([[0.5], [1.]], dtype=float32)>"
    assert printed_type(tensor) == ("float32", (2, 1))
    assert printed_type("tf.Tensor([1 2], shape=(2,), dtype=int32)") == ("int32", (2,))
    assert printed_type("array(['a'], dtype='<U1')") == ("", None)
    assert printed_type("[1 2]") == ("", None)
    assert printed_type("['dtype=int8' 'shape=(3,)']") == ("", None)  # what is inside says nothing
    assert printed_type("array(['dtype=int8'], dtype=float16)") == ("float16", None)
    assert printed_type("3, dtype=int8, shape=()") == ("int8", ())


@given(
    hnp.arrays(
        st.sampled_from([np.float32, np.float64, np.bool_, np.dtype("<U3")]),
        hnp.array_shapes(max_dims=3, max_side=4),
        elements=None,
    )
)
def test_whatever_numpy_prints_of_an_array_is_read_with_its_shape(array):
    def shape(item):
        return [len(item), *shape(item[0])] if isinstance(item, list) else []

    quoted = array.dtype.kind == "U"
    if quoted:
        array = np.char.add("t", np.full(array.shape, "x"))
    assert shape(read_array(str(array))) == list(array.shape)


def test_numbers_are_listed_up_to_the_first_elision():
    array = read_array("[[1 2] [3 ... 4]]")
    assert printed_in_order(array) == ([read_scalar(text) for text in "123"], True)


@given(st.text("[](), '.\"0123e-+nafTrueFls\\", max_size=40))
def test_reading_raises_nothing_but_a_figure_error(text):
    for read in (read_array, read_literal):
        with contextlib.suppress(FigureError):
            read(text)


@pytest.mark.parametrize("text", [" [1 2] \n", "\t[1, 2,]", "[1 2],"])
def test_blanks_and_commas_around_elements_mean_nothing(text):
    assert read_array(text) == [read_scalar("1"), read_scalar("2")]


def test_half_a_literal_is_an_error():
    with pytest.raises(FigureError):
        read_literal("{'a': 1")
