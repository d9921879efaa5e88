"""Any two texts are compared: none is refused, and a difference stands where it says."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from harness.printed.output_differences import LAST_DIGIT
from harness.printed.parts import Settings
from harness.printed.screen import terminal
from tests.growth import UNITS
from tests.printed.changes import (
    changed_numbers,
)
from tests.printed.comparing import compared, law
from tests.printed.printing import (
    NUMERIC,
    PAGES,
    PRINTED,
)

SCRAPS = st.sampled_from([*UNITS, "1e999999999", "9" * 400, "nan", "dtype=", "array(", "<tf.Tensor", "dense_1", "Epoch 1/2", "Total params: 3"])  # fmt: skip
HOSTILE = st.lists(SCRAPS | PRINTED | st.text(max_size=5), max_size=12).map("".join)
CUT = st.builds(lambda text, start, end: text[start:end], PAGES, st.integers(0, 40), st.integers(-40, -1))  # fmt: skip


@law
@given(HOSTILE | CUT, HOSTILE | CUT)
@example("[" * 5000, "]" * 5000)
@example("((((" * 999 + "1", "1")
@example("1e999999999", "-1e999999999")
@example("0." + "3" * 100_000, "0." + "3" * 99_999)
@example("\x00\ud800", "\ud800")
def test_no_text_is_refused_and_both_sides_agree_whether_it_is_right(one, two):
    there, back = compared(one, two), compared(two, one)
    left_out = there.left_out or back.left_out  # a page may leave out what is here, not vice versa
    if not left_out and not re.search(r"\.\.|…", one + two):
        assert bool(there.substance) == bool(back.substance)


@law
@given(HOSTILE | CUT | PAGES, st.data())
def test_a_difference_stands_where_it_says(text, data):
    changed = data.draw(changed_numbers(text)).text if data.draw(st.booleans()) else data.draw(HOSTILE)  # fmt: skip
    printed, here = terminal(text), terminal(changed)
    for found in compared(text, changed).differences:
        assert _stands(found.printed, printed, found.line, found.column)
        assert _stands(found.here, here, found.here_line, found.here_column)


def _stands(text, lines, line, column):
    """Whether a text begins at its place and its words follow there in order.

    Of a row of a table the words of its cells are shown, without what is drawn or said between
    them; what is cut off ends in dots.
    """
    rest = "".join([lines[line - 1][column:], *lines[line:]]) if text else ""
    place, words = 0, text.split("\u2026")[0].split()
    for number, word in enumerate(words):
        found = rest.find(word, place)
        if found < 0 or (not number and rest[:found].strip()):
            return False
        place = found + len(word)
    return True


@law
@given(NUMERIC, st.data())
def test_an_exact_comparison_excuses_no_last_digit(text, data):
    changed = data.draw(changed_numbers(text))
    comparison = compared(text, changed.text, Settings(exact=True))
    assert LAST_DIGIT not in {difference.kind for difference in comparison.differences}


@pytest.mark.parametrize("text", ["", "\n", "   ", "\t\n\n"])
def test_nothing_is_equal_to_nothing(text):
    assert compared(text, "").differences == ()
