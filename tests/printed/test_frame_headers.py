"""A header has a line for each level of the columns, up to a limit."""

import pandas as pd
import pytest

from harness.printed.frame_tables import read_frame
from harness.printed.screen import numbered


@pytest.mark.parametrize(
    ("levels", "named", "is_read"), [(8, 0, True), (9, 0, False), (3, 3, True), (4, 4, False)]
)
def test_a_header_of_many_levels_is_read_up_to_a_limit(levels, named, is_read):
    names = [f"name{level}" for level in range(named)] or None
    above = tuple(f"a{level}" for level in range(levels - 1))
    columns = pd.MultiIndex.from_tuples([(*above, "b"), (*above, "c")], names=names)
    table = read_frame(numbered(repr(pd.DataFrame([[1, 2], [3, 4]], columns=columns))), 0)
    assert bool(table) is is_read
    assert table is None or [row.label for row in table.rows].count("header") == levels


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("of start-date\n0  2020-01-01\n1  2020-01-02\nmore", ["of", "start-date"]),
        ("of the-start-date\n0      2020-01-01\n1      2020-01-02", ["of", "the-start-date"]),
        ("of days n\n0  -1.5 1\n1  -2.5 2", ["of", "days", "n"]),
        ("of days n\n0  x1.5 1\n1  x2.5 2", None),  # texts, which may be part of labels
        ("my of start-date\n0     2020-01-01\n1     2020-01-02", None),  # "of" may be a name
        ("of my days\n0    -1.25\n1    -2.25", None),
        ("of days n\n0  -1.5 1\n1 -22.5 2", None),  # no blank before it in a row
        ("of days n\n0 -22.5 1\n1  -1.5 2", None),
        ("of days n\n0  -1.5 1\n1  -2.5 2\n2 -22.5 3", None),
        ("of days n\n0  -1.5 1\n1  -2.522", None),  # a row goes on where the name ends
        ("of days n\n0  -1.  1\n1  -2.  2", None),  # no row ends there
        ("of days  n\n0  a b   1\n1  c d   2", ["of days", "n"]),
        ("of days  n\n0  x1.5  1\n1  x2.5  2", ["of days", "n"]),
        ("of days n\n0  -1.5 1\n1       2", ["of", "days", "n"]),
        ("of days n\n0       1\n1       2\n2  -1.5 3", ["of", "days", "n"]),
        ("of days n\n0       1\n1       2\n2       3\n3  -1.5 4", None),  # three rows are looked at
        ("    x   \nin  m  n\n0   1  2\n1   3  4", ["", "x", ""]),
        ("    x   \nin  m  n\n0   a  b\n1   c  d", None),
    ],
)
def test_columns_begin_behind_a_name_of_them_all_where_cells_do(text, names):
    table = read_frame(numbered(text), 0)
    assert (table and [cell.text for cell in table.rows[0].cells]) == names


def test_a_wrapped_header_may_have_two_lines():
    columns = pd.MultiIndex.from_tuples([("alpha", "u"), ("beta", "v"), ("gamma", "w")])
    frame = pd.DataFrame([[1, 2, 3], [4, 5, 6]], columns=columns)
    with pd.option_context("display.width", 15, "display.max_columns", None):
        table = read_frame(numbered(repr(frame)), 0)
    assert table.style == "wrapped"
    assert [[cell.text for cell in row.cells] for row in table.rows[:3]] == [
        ["", "alpha", "beta", "gamma"],
        ["", "u", "v", "w"],
        ["0", "1", "2", "3"],
    ]


def test_a_block_below_begins_where_labels_end():
    frame = pd.DataFrame([[10**9 + n for n in range(4)]] * 2).rename_axis(columns="all of them")
    for rows in (["a", "b"], ["a long label", "b"]):
        with pd.option_context("display.width", 40, "display.max_columns", None):
            shown = repr(frame.set_axis(rows))
        table = read_frame(numbered(shown), 0)
        assert table.style == "wrapped"
        assert [cell.text for cell in table.rows[0].cells] == ["all of them", "0", "1", "2", "3"]
        assert [cell.text for cell in table.rows[2].cells][1:] == [str(10**9 + n) for n in range(4)]
