"""Whatever changes in the print of a frame is a difference, wrapped, elided or not."""

import numpy as np
import pandas as pd
from hypothesis import assume, given
from hypothesis import strategies as st

from harness.printed.output_differences import LAST_DIGIT
from tests.printed.comparing import compared, law
from tests.printed.printing import DISPLAY, FULL_FRAMES

WORDS = st.sampled_from(["a", "bb", "x y", "long name"])


@st.composite
def wide_frames(draw):
    """Draw a frame of up to 16 columns with names of its index and columns, or of two levels."""
    height, width = draw(st.integers(1, 8)), draw(st.integers(6, 16))
    values = np.random.default_rng(draw(st.integers(0, 999))).integers(-99, 9999, (height, width))
    frame = pd.DataFrame(values / draw(st.sampled_from([1, 8])))
    if draw(st.booleans()):
        frame.columns = pd.Index([f"{draw(WORDS)}{n}" for n in range(width)])
    elif draw(st.booleans()):
        frame.columns = pd.MultiIndex.from_tuples([(f"{n // 3}", f"n{n}") for n in range(width)])
    if draw(st.booleans()):
        frame.index = pd.Index([f"{draw(WORDS)}{n}" for n in range(height)])
    if frame.columns.nlevels == 1:
        frame.columns.name = draw(st.sampled_from([None, "all of them"]))
    frame.index.name = draw(st.sampled_from([None, "key", "my key"]))
    return frame


@st.composite
def pages(draw):
    """Draw the print of a wide frame, as it was printed or without blanks at the ends of lines."""
    frame = draw(wide_frames())
    options = {"display.width": 50, "display.max_columns": draw(st.sampled_from([None, 7]))}
    with pd.option_context(
        *[part for pair in options.items() for part in pair],
        "display.max_rows", draw(st.sampled_from([4, 60])),
    ):  # fmt: skip
        lines = str(frame).split("\n")
    return [line.rstrip() for line in lines] if draw(st.booleans()) else lines


@law
@given(pages(), st.data())
def test_a_line_that_is_gone_from_a_wrapped_frame_is_a_difference(lines, data):
    place = data.draw(st.sampled_from([n for n, line in enumerate(lines) if line.strip()]))
    whole, rest = "\n".join(lines), "\n".join(lines[:place] + lines[place + 1 :])
    assert compared(whole, whole).differences == ()
    assert compared(whole, rest).substance
    assert compared(rest, whole).substance


@law
@given(pages(), st.data())
def test_a_character_that_changes_in_a_wrapped_frame_is_a_difference(lines, data):
    text = "\n".join(lines)
    places = [n for n, letter in enumerate(text) if not letter.isspace() and letter != "\\"]
    place = data.draw(st.sampled_from(places))
    letter = text[place]
    other = str((int(letter) + 1) % 10) if letter.isdecimal() else "k" if letter != "k" else "j"
    found = compared(text, text[:place] + other + text[place + 1 :])
    assert found.substance or found.last_digit


@law
@given(FULL_FRAMES, DISPLAY, st.data())
def test_a_cell_that_changes_is_a_difference(frame, options, data):
    row, column = (data.draw(st.integers(0, size - 1)) for size in frame.shape)
    other = frame.copy()
    value = frame.iloc[data.draw(st.integers(0, frame.shape[0] - 1)), column]
    other.iloc[row, column] = value
    with pd.option_context(
        *[part for pair in options.items() for part in pair] or ["display.width", 80]
    ):
        page, here = str(frame), str(other)
    assume(page.split() != here.split())
    found = compared(page, here)
    assert found.substance or {item.kind for item in found.differences} == {LAST_DIGIT}
    assert compared(page, page).differences == ()
