"""Elements are compared in their places, around what is left out, and each figure counts once."""

import pytest

from harness.printed.parts import Settings
from tests.printed.comparing import compared, explained


@pytest.mark.parametrize(
    ("page", "here", "figures", "equal", "differences", "left_out"),
    [
        ("[1, 2, 3]", "[1, 2, 4]", 3, 2, [("value", "3", "4")], []),
        ("[1, 2, 3]", "[7, 2, 3]", 3, 2, [("value", "1", "7")], []),
        ("[1, 2, 3]", "[3, 2, 1]", 3, 1, [("order", "1", "3"), ("order", "3", "1")], []),
        ("[1, ..., 9]", "[1, 2, 3, 9]", 2, 2, [], [(2, "elements")]),
        ("[1, ...]", "[1, 2, 3]", 1, 1, [], [(2, "elements")]),
        ("[..., 9]", "[7, 8, 9]", 1, 1, [], [(2, "elements")]),
        (
            "[1, 2, ..., 9]",
            "[1, 3, 4, 8]",
            3,
            1,
            [("value", "2", "3"), ("value", "9", "8")],
            [(1, "elements")],
        ),
        ("[1, 2, 3, 9]", "[1, ..., 9]", 4, 2, [("missing", "2", ""), ("missing", "3", "")], []),
        ("[7, 8, 9]", "[..., 9]", 3, 1, [("missing", "7", ""), ("missing", "8", "")], []),
        ("[1, 9]", "[1, ..., 9]", 2, 2, [("text", "", "...")], []),
        ("[1, ..., 9]", "[1, 9]", 2, 2, [], []),
        ("[1, ..., 9]", "[1, ..., 8]", 2, 1, [("value", "9", "8")], []),
        ("[1, 2, ..., 9]", "[1, ..., 9]", 3, 2, [("value", "2", "...")], []),
        ("[1, 2]", "[1, 2, 3, 4]", 2, 2, [("extra", "", "3"), ("extra", "", "4")], []),
        ("[1, 2, 3, 4]", "[3, 4]", 4, 2, [("missing", "1", ""), ("missing", "2", "")], []),
        ("[1, 2, 3", "[1, 2, 3, 4, 5]", 3, 3, [], [(2, "elements")]),
        ("[1, 2, 3", "[1, 2, 3]", 3, 3, [("text", "", "")], []),
        ("[...]", "[]", 0, 0, [], []),
        ("[1, ..., 9]", "[]", 2, 0, [("missing", "1", ""), ("missing", "9", "")], []),
        ("[... 8 9]", "[9]", 2, 1, [("missing", "8", "")], []),
        ("[1 2 ...]", "[1]", 2, 1, [("missing", "2", "")], []),
        ("[9]", "[1 ... 8 9]", 1, 0, [("text", "", "..."), ("value", "9", "1")], []),
        ("[1, 2]", "[1, ..., 2, 3]", 2, 1, [("text", "", "..."), ("value", "2", "3")], []),
        (
            "[1, 2]",
            "[..., 2, 3, 4]",
            2,
            0,
            [("text", "", "..."), ("value", "1", "3"), ("value", "2", "4")],
            [],
        ),
        ("[1, 2, 3]", "[1, 2, ..., 3]", 3, 3, [("text", "", "...")], []),
        ("[]", "[...]", 0, 0, [("text", "", "...")], []),
    ],
)
def test_each_element_is_equal_or_differs_or_is_left_out(
    page, here, figures, equal, differences, left_out
):
    found = compared(page, here)
    assert (found.figures, found.equal) == (figures, equal)
    assert [(d.kind, d.printed, d.here) for d in found.differences] == differences
    assert [(item.number, item.what) for item in found.left_out] == left_out
    assert {item.line for item in found.left_out} <= {1}


def test_an_element_has_the_name_of_its_argument_where_both_sides_have_it():
    releases = Settings(releases=True)
    assert explained("f(dtype='int32', x=1)", "f(dtype='int64', x=1)", releases) == "integer-width"
    assert explained("f(dtype='int32', x=1)", "f(kind='int64', x=1)", releases) == ""
    assert explained("f(kind='int32', x=1)", "f(dtype='int64', x=1)", releases) == ""


def test_a_bracket_that_is_not_closed_differs_where_the_document_breaks_off():
    (found,) = compared("x\n[1,\n 2, 3", "x\n[1,\n 2, 3]").differences
    assert (found.line, found.column) == (3, 5)
