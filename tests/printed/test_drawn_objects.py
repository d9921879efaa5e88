"""Names of drawn objects are known in any container, and are written otherwise by other releases."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.printed.drawn_objects import names_drawn_objects
from harness.printed.output_differences import FORM
from tests.growth import is_linear
from tests.printed.comparing import compared

AXES = "<matplotlib.axes._subplots.AxesSubplot object at 0x7f12ab>"


@pytest.mark.parametrize(
    "text",
    [
        "<Figure size 640x480 with 1 Axes>",
        "<matplotlib.image.AxesImage at 0x7f12ab>",
        "<seaborn.axisgrid.FacetGrid object at 0x7f12ab>",
        "<AxesSubplot:>",
        "<Axes: title={'center': 'a'}, xlabel='b'>",
        "<BarContainer object of 3 artists>",
        "<a list of 10 Patch objects>",
        "<PIL.Image.Image image mode=RGB size=3x4 at 0x7F12AB>",
        "<IPython.core.display.Image object>",
        f"[{AXES},\n {AXES}]",
        f"array([[{AXES},\n        {AXES}]], dtype=object)",
        "(<Figure size 640x480 with 1 Axes>, <Axes: >)",
        "{'boxes': [<matplotlib.lines.Line2D at 0x7f12ab>],\n 'means': []}",
        f"{AXES}\n\n<Figure size 10x10 with 2 Axes>",
    ],
)
def test_a_text_may_hold_names_of_drawn_objects_alone(text):
    assert names_drawn_objects(text)


@pytest.mark.parametrize(
    "text",
    ["", "[]", "None", "<Figure>x", "<b>Axes</b>", "<Axes: > and more", "<tf.Tensor: shape=()>",
     "[<Axes: >, 3]", "(array([1., 2.]), array([0., 1.]), <BarContainer object of 2 artists>)",
     "Text", "Text(0, 0)", "Text(0, 0.5, 'x')", "<matplotlib.lines", "'a': 1", "{'a': 'b'}"],
)  # fmt: skip
def test_other_texts_hold_more(text):
    assert not names_drawn_objects(text)


PAIRS = [
    (AXES, "<Axes: >"),
    (AXES, "<Axes: title={'center': 'a'}, xlabel='Date'>"),
    ("<AxesSubplot:xlabel='b'>", "<Axes: xlabel='b'>"),
    (f"array([{AXES}, {AXES}],\n      dtype=object)", "array([<Axes: >, <Axes: xlabel='b'>], dtype=object)"),
    ("<matplotlib.text.Text at 0x7f12ab>", "Text(0, 0.5, 'x')"),
    ("<matplotlib.text.Text object at 0x7f12ab>", "Text(0, 0.5, 'x')"),
    ("(array([1., 2.]), array([0., 1., 2.]), <a list of 2 Patch objects>)", "(array([1., 2.]), array([0., 1., 2.]), <BarContainer object of 2 artists>)"),
    ("<Container object of 4 artists>", "<BarContainer object of 4 artists>"),
    ("([0, 1], <a list of 2 Text xticklabel objects>)", "([0, 1], [Text(0, 0, 'a'), Text(1, 0, 'b')])"),
    ("<matplotlib.image.AxesImage at 0x7f12ab>", "<matplotlib.image.AxesImage object at 0x7f12cd>"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after"), PAIRS)
def test_other_releases_call_drawn_objects_otherwise(before, after):
    for one, other in ((before, after), (after, before)):
        assert {difference.kind for difference in compared(one, other).differences} == {FORM}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (AXES, "<PolarAxes: >"),
        (f"[{AXES}]", "[<Axes: >, <Axes: >]"),
        ("<AxesSubplot:xlabel='b'>", "<Axes: xlabel='c'>"),
        ("<AxesSubplot:>", "<Axes: xlabel='c'>"),
        ("<Axes: >", "<Axes: xlabel='c'>"),
        ("Text(0, 0.5, 'x')", "Text(0, 0.5, 'y')"),
        ("<a list of 3 Patch objects>", "<BarContainer object of 2 artists>"),
        ("<a list of 3 Text xticklabel objects>", "[Text(0, 0, 'a'), Text(1, 0, 'b')]"),
        ("<matplotlib.text.Text at 0x7f12ab>", "<Axes: >"),
        ("<AxesSubplot x: 1>", "<Axes y: 1>"),
        ("<AxesSubplot x object>", "<Axes y object>"),
        ("<PIL.Image.Image image mode=RGB size=3x4 at 0x7f12ab>", "<PIL.Image.Image image mode=RGB size=3x5 at 0x7f12ab>"),
        ("<a list of 2 Text xticklabel objects>", "[, Text(0, 0, 'a')]"),
        ("<a list of 2 Text xticklabel objects>", "{Text(0, 0, 'a'), Text(1, 0, 'b')}"),
        ("(AxesSubplot: x)", "(Axes: x)"),
        ("[AxesSubplot: x]", "[Axes: x]"),
        ("{AxesSubplot: x}", "{Axes: x}"),
        ("<a list of 2 Text xticklabel objects>", "[1, 2]"),
        ("<a list of 2 Text xticklabel objects>", "[Text(0, 0, 'a') x, Text(1, 0, 'b')]"),
        ("<a list of 2 Text xticklabel objects>", "f[Text(0, 0, 'a'), Text(1, 0, 'b')]"),
        ("<a list of 2 Text xticklabel objects>", "(Text(0, 0, 'a'), Text(1, 0, 'b'))"),
    ],
)  # fmt: skip
def test_other_objects_and_numbers_of_them_differ(before, after):
    assert compared(before, after).substance


@pytest.mark.parametrize(("more", "is_read"), [(0, True), (1, False)])
def test_a_text_of_a_million_characters_is_read(more, is_read):
    text = "<Axes: >"
    assert names_drawn_objects(text + " " * (1_000_000 - len(text) + more)) is is_read


def test_the_number_of_listed_objects_stands_where_their_bracket_opens():
    page, here = (
        "x\n <a list of 3 Text xticklabel objects>",
        "x\n  [Text(0, 0, 'a'), Text(1, 0, 'b')]",
    )
    (found,) = compared(page, here).substance
    assert (found.printed, found.here) == ("3", "2")
    assert (found.line, found.column, found.here_line, found.here_column) == (2, 12, 2, 2)


BITS = st.sampled_from(["[", "<Axes: >", ", ", AXES, "]", "\n", "'a':", "Text(0, 1, 'x')", ">"])


@given(st.lists(BITS | st.text(max_size=10)).map("".join))
def test_any_text_is_answered(text):
    assert names_drawn_objects(text) in (True, False)


@pytest.mark.growth
@pytest.mark.parametrize(
    "unit", ["<Axes", "<Axes: >", "Text(0, 1, '", "'a", "'a':", "[", "<a list of "]
)
def test_the_time_for_drawn_objects_grows_with_the_text(unit):
    assert is_linear(names_drawn_objects, unit, 5000)
