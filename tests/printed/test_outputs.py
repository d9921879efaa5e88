"""The output of code is compared with the output on the page."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.printed.outputs import compare_outputs, terminal


def kinds(printed, here):
    lines = list(enumerate(printed.split("\n"), 10))
    return compare_outputs(lines, here)["counts"]


@pytest.mark.parametrize(
    ("printed", "here"),
    [
        ("0.0202", "0.020211367"),
        ("4,908", "4908"),
        ("a   b\nc", "a b c"),
        ("[[ 0.5643068 ]\n [-0.6759614 ]]", "[[ 0.56430680]\n [-0.67596140]]"),
        ("2/2 loss: 0.1", "1/2 loss: 0.9\b\b\b\r2/2 loss: 0.1\n"),
        ("(7000, 50, 1) (7000, 10)", "(7000, 50, 1) (7000, 10)"),
        ("가설 : [1. 2.]", "가설 : [1. 2.]"),
        ("x", "\x1b[1mx\x1b[0m"),
    ],
)  # fmt: skip
def test_equivalent_outputs_agree(printed, here):
    assert kinds(printed, here) == {}


@pytest.mark.parametrize(
    ("printed", "here", "kind"),
    [
        ("0.0202", "0.0203", "number"),
        ("4,908", "4,941", "number"),
        ("3274", "3303", "number"),
        ("[0. 0.]", "[0. 1.]", "number"),
        ("[0. 0.5]", "[0.06 0.5]", "number"),
        ("[0.1 0.25]", "[0.1051 0.25]", "number"),
        ("1", "1.4", "number"),
        ("1.", "1.4", "number"),
        ("[1. 2.]", "[1.4 2. ]", "number"),
        ("nan", "1.0", "text"),
        ("lstm_1 4608", "lstm_2 4608", "name"),
        ("26s 117ms/step", "2s 11ms/step", "timing"),
        ("<A at 0x7f1200>", "<A at 0x7f1300>", "address"),
        ("a | b", "a b", "layout"),
        ("[1 2 ... 9]", "[1 2 3 4 9]", "elided"),
        ("[0.1 0.2", "[0.1 0.2 0.3]", "rest"),
        ("Non-traina", "Non-trainable params", "rest"),
        ("red", "green", "text"),
        ("a b c", "a c", "missing"),
        ("a c", "a b c", "extra"),
        ("a", "", "missing"),
        ("", "a", "rest"),
    ],
)
def test_every_difference_has_its_kind(printed, here, kind):
    assert kind in kinds(printed, here)


def test_the_first_difference_has_its_line_and_no_text_of_the_page():
    found = compare_outputs([(7, "loss"), (8, "of 4,908 words")], "loss\nof 4,941 birds")["first"]
    assert found["number"] == {"line": 8, "printed": "4,908", "here": "4,941"}
    assert found["text"] == {"line": 8, "printed": None, "here": "birds"}


def test_a_progress_bar_shows_its_last_state():
    assert terminal("1/3 a\r2/3 b\r3/3 c\nd") == ["3/3 c", "d"]


@given(
    st.text(
        st.characters(
            codec="utf-8", exclude_characters="\r\b\x1b\x0c\x0b\x1c\x1d\x1e\x85\u2028\u2029"
        ),
        max_size=80,
    )
)
def test_every_output_agrees_with_itself(text):
    assert kinds(text, text) == {}


@given(st.lists(st.integers(-999, 999), min_size=1, max_size=9), st.data())
def test_another_whole_number_anywhere_is_noticed(numbers, data):
    index = data.draw(st.integers(0, len(numbers) - 1))
    other = [*numbers]
    other[index] += data.draw(st.sampled_from([-1, 1]))
    assert kinds(str(np.array(numbers)), str(np.array(other))) != {}


@given(st.lists(st.floats(-10, 10), min_size=1, max_size=9), st.integers(1, 6), st.data())
def test_another_digit_in_the_last_place_is_noticed(numbers, places, data):
    index = data.draw(st.integers(0, len(numbers) - 1))
    other = [*numbers]
    other[index] += data.draw(st.sampled_from([-1, 1])) * 10**-places
    shown = [" ".join(f"{number:.{places}f}" for number in some) for some in (numbers, other)]
    assert kinds(*shown) != {}
