"""Rows of two tables are compared by their labels, and cells by their names."""

import pytest

from harness.printed.output_differences import LAST_DIGIT, ORDER, VALUE
from tests.printed.comparing import compared

FRAME = "           a  b\nx  {}  3\ny  2.5000000  4"
SERIES = "x    {}\ny    2.5000000\ndtype: float64"
LOG = "Epoch 1/1\n2/2 - 0s - loss: {}"


@pytest.mark.parametrize(("page", "kind"), [(FRAME, VALUE), (SERIES, VALUE), (LOG, LAST_DIGIT)])
def test_eight_digits_are_all_of_a_number_in_a_log_and_not_in_a_frame(page, kind):
    texts = [page.format(figure) for figure in ("1.2345678", "1.2345679")]
    (found,) = compared(*texts).differences
    assert found.kind == kind


def places(found):
    return [(d.kind, d.line, d.part, d.printed, d.here, d.note) for d in found.differences]


def test_rows_in_another_order_are_named_and_still_compared():
    page = "   a  b\nx  1  2\ny  3  4\nz  5  6"
    here = "   a  b\ny  3  4\nx  1  7\nz  5  6"
    assert places(compared(page, here)) == [
        (ORDER, 2, "row x", "x 1 2", "x 1 7", "the row is row 3 here"),
        (VALUE, 2, "row x, b", "2", "7", ""),
        (ORDER, 3, "row y", "y 3 4", "y 3 4", "the row is row 2 here"),
    ]


def test_columns_in_another_order_are_named_once():
    page, here = "   a  b\nx  1  2\ny  3  4", "   b  a\nx  2  1\ny  4  3"
    assert places(compared(page, here)) == [
        (ORDER, 1, "row header", "a", "a", "order of columns"),
    ]


@pytest.mark.parametrize(
    ("here", "kinds"),
    [
        ("   a  b\nx  1  2\nz  3  4", [("text", 3, "y", "z")]),
        ("   a  b\nx  1  2", [("missing", 3, "y 3 4", "")]),
        ("   a  b\nx  1  2\ny  3  4\nz  5  6", [("extra", 3, "", "z 5 6")]),
        ("   a\nx  1\ny  3", [("missing", 1, "b", ""), ("missing", 2, "2", ""), ("missing", 3, "4", "")]),
        ("   a  b  c\nx  1  2  5\ny  3  4  6", [("extra", 1, "", "c"), ("extra", 2, "", "5"), ("extra", 3, "", "6")]),
    ],
)  # fmt: skip
def test_rows_and_columns_of_one_side_alone_are_missing_or_extra(here, kinds):
    found = compared("   a  b\nx  1  2\ny  3  4", here).differences
    assert [(d.kind, d.line, d.printed, d.here) for d in found] == kinds


def test_rows_that_the_document_leaves_out_are_told_with_a_line_of_it():
    page = "    a\n0   0\n1   1\n.. ..\n7   7\n8   8"
    lines = [f"{label:<3} {label}" for label in (0, 1, 7, 8)]
    for here, line in ((["-1  7", *lines], 2), ([*lines[:2], "2   2", "3   3", *lines[2:]], 5)):
        (left_out,) = compared(f"text\n{page}", "\n".join(["text", "    a", *here])).left_out
        assert (left_out.what, left_out.line) == ("rows", line)


def test_a_table_that_is_drawn_otherwise_says_so_at_its_first_row():
    page = "a    2\nb    1\nName: kind, dtype: int64"
    here = "kind\na    2\nb    1\nName: count, dtype: int64"
    (found,) = compared(f"text\n\n{page}", f"text\n\n{here}").differences
    assert (found.kind, found.note) == ("form", "value-counts")
    assert (found.line, found.printed, found.here_line, found.here) == (3, "a", 4, "a")
    (found,) = compared(f"text\n\n{here}", f"text\n\n{page}").differences
    assert (found.kind, found.note) == ("form", "value-counts")
    assert (found.line, found.here_line) == (4, 3)


def test_of_what_differs_by_nature_the_figures_are_counted():
    info = "<class 'pandas.core.frame.DataFrame'>\nRangeIndex: 2 entries\nmemory usage: {} KB, [or 2 KB]"
    found = compared(info.format("1.5"), info.format("1.7"))
    assert not found.differences
    assert [tuple(left_out) for left_out in found.left_out] == [(2, "memory", "volatile", 3)]


@pytest.mark.parametrize(
    ("page", "here", "note"),
    [
        ("dense_one (Den", "dense_one (Dense)", "cut"),
        ("dense_one (Dense)", "dense_one (Den", "cut"),
        ("dense_one (Con", "dense_one (Dense)", ""),
        ("dense_one (Den", "dense_one (Conv)", ""),
    ],
)
def test_a_cell_that_one_side_cuts_is_the_same_as_far_as_it_goes(page, here, note):
    texts = []
    for name in (page, here):
        width = 30 if name.endswith(")") else 15
        texts.append(f"{'Layer (type)':<{width}}Param #\n{'=' * (width + 7)}\n{name:<{width}}3")
    (found,) = compared(*texts).differences
    assert found.note == note
    assert (found.kind == "form") is bool(note)
