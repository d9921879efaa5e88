"""Representations of pictures read as their class and what they say, without addresses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.printed.pictures import read_picture
from harness.printed.screen import numbered
from tests.growth import is_linear
from tests.printed.samples import cells, misplaced, read_all


def read(text):
    return cells(read_picture(numbered(text), 0))


def test_a_figure_has_a_size_and_a_number_of_axes():
    found = [("figure", {"class": "Figure", "size": "640x480", "axes": "1"})]
    assert read("<Figure size 640x480 with 1 Axes>") == found
    assert read_picture(numbered("<Figure size 640x480 with 1 Axes>"), 0).kind == "picture"


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("<matplotlib.image.AxesImage at 0x7f12ab>", {"class": "matplotlib.image.AxesImage"}),
        ("<seaborn.axisgrid.FacetGrid object at 0x7f12ab>", {"class": "seaborn.axisgrid.FacetGrid"}),
        ("<AxesSubplot:>", {"class": "AxesSubplot"}),
        ("<Axes: title={'center': 'a'}, xlabel='b'>", {"class": "Axes", "text": "title={'center': 'a'}, xlabel='b'"}),
        ("<BarContainer object of 3 artists>", {"class": "BarContainer", "text": "object of 3 artists"}),
        ("<PIL.Image.Image image mode=RGB size=3x4 at 0x7F12AB>", {"class": "PIL.Image.Image", "text": "image mode=RGB size=3x4"}),
    ],
)  # fmt: skip
def test_a_drawn_object_has_a_class_and_a_text_without_its_address(text, cell):
    assert read(text) == [("object", cell)]
    assert misplaced(read_picture, text) == []


def test_lists_are_told_from_single_objects_and_may_go_over_lines():
    line = "<matplotlib.lines.Line2D at 0x7f12ab>"
    found = {"class": "matplotlib.lines.Line2D"}
    assert read(line) == [("object", found)]
    assert read(f"[{line}]") == [("object 0", found)]
    assert read(f"[{line},\n {line}, {line}]") == [(f"object {place}", found) for place in range(3)]


@pytest.mark.parametrize(
    "text",
    ["", "<", "<Figure>x", "[<Axes: >", "[<Axes: >,", "[]", "[1, 2]", "<b>Axes</b>", "<Axes: > and more", "<tf.Tensor: shape=()>", "[<Axes: >, 3]"],
)  # fmt: skip
def test_other_text_is_no_picture(text):
    assert read_picture(numbered(text), 0) is None


BITS = st.sampled_from(
    [
        "[",
        "<Axes: >",
        ", ",
        "<matplotlib.a at 0x1>",
        "]",
        "\n",
        "<Figure size 1x1 with 1 Axes>",
        ">",
    ]
)


@given(st.lists(BITS | st.text(max_size=10)).map("".join))
def test_a_reader_of_pictures_never_raises(text):
    read_all(read_picture, text)


@pytest.mark.growth
@pytest.mark.parametrize("head", ["<Axes", "[<Axes>, ", "<matplotlib."])
@pytest.mark.parametrize(
    "unit", ["a", "a.", "1.", " ", "Axes", "<Axes: ", "[<Axes>,\n", "<Axes>, ", " at 0x1"]
)
def test_the_time_for_pictures_grows_with_the_text(head, unit):
    assert is_linear(lambda text: read_all(read_picture, head + text), unit, 5000)
