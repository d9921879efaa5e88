"""A figure is read with its size and its number of axes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.printed.pictures import read_picture
from harness.printed.screen import numbered
from tests.printed.samples import cells, misplaced, read_all

FIGURE = "<Figure size 640x480 with 1 Axes>"


def test_a_figure_has_a_size_and_a_number_of_axes():
    found = [("figure", {"class": "Figure", "size": "640x480", "axes": "1"})]
    assert cells(read_picture(numbered(FIGURE), 0)) == found
    assert read_picture(numbered(FIGURE), 0).kind == "picture"
    assert misplaced(read_picture, FIGURE) == []


@pytest.mark.parametrize("text", ["", "<", "<Figure>x", "[<Axes: >", "<Axes: >", f"{FIGURE} x"])
def test_other_text_is_no_picture(text):
    assert read_picture(numbered(text), 0) is None


@given(st.lists(st.sampled_from([FIGURE, "<", "\n", "Figure"]) | st.text(max_size=10)).map("".join))
def test_a_reader_of_pictures_never_raises(text):
    read_all(read_picture, text)
