"""Columns are parted by what is blank in every line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.printed.frame_columns import ink
from harness.printed.frame_tables import read_frame
from harness.printed.screen import numbered


@given(st.text("ab .é", max_size=9))
def test_the_bits_of_ink_are_the_positions_that_are_not_blank(text):
    assert ink(text) == sum(1 << place for place, sign in enumerate(text) if sign != " ")


def test_a_time_behind_a_date_is_a_column_where_there_is_no_other():
    shown = "                  t\n2020-01-01 10:00:00\n2020-01-02 11:30:00"
    table = read_frame(numbered(shown), 0)
    assert [[cell.text for cell in row.cells] for row in table.rows[1:3]] == [
        ["2020-01-01", "10:00:00"],
        ["2020-01-02", "11:30:00"],
    ]
    more = "                     t  n\n2020-01-01 10:00:00  5 -1\n2020-01-02 11:30:00  6 -2"
    assert [cell.text for cell in read_frame(numbered(more), 0).rows[1].cells] == [
        "2020-01-01 10:00:00", "5", "-1"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        (
            "                    t\nx 2020-01-01 10:00:00\ny 2020-01-02 11:30:00",
            ["2020-01-01 10:00:00"],
        ),
        ("        d\nx -1 days\ny -2 days", ["-1 days"]),
        ("        d\nx  1 days\ny -2 days", ["1 days"]),
        ("   a  b\nx -1 -2\ny  3  4", ["-1", "-2"]),
        ("    a   b\nx -10 -20\ny  -3  -4", ["-10", "-20"]),
        ("   a    b\nx -1  p q\ny  3  r s", ["-1", "p q"]),
        ("   n         who\nx  1  John Smith\ny -2  Anna Jones", ["1", "John Smith"]),
        ("           who  n\nx   John Smith  1\ny   Anna Jones -2", ["John Smith", "1"]),
        ("           t  n\nx 2020-01-01  1\ny 2020-01-02 -2", ["2020-01-01", "1"]),
        ("   n          t\nx  1 2020-01-01\ny -2 2020-01-02", ["1", "2020-01-01"]),
        ("    a          t\nx   p 2020-01-01\ny  qr 2020-01-02", ["p", "2020-01-01"]),
        ("    ab    c\nx  p q  r s\ny  t u  v w", ["p q", "r s"]),
        ("   a b\nx  1  \ny  2  ", ["1", ""]),  # a column of empty texts
        ("   a b c\nx  p    \ny  q    ", ["p", ""]),
        ("     a    b\nx True    1\ny  NaN -2.5", ["True", "1"]),
        ("     a     b\nx  0.5   inf\ny -1.5  -inf", ["0.5", "inf"]),
    ],
)
def test_the_first_row_is_cut_into_values(text, columns):
    table = read_frame(numbered(text), 0)
    (row,) = [row for row in table.rows if row.label == "x"]
    assert [cell.text for cell in row.cells] == ["x", *columns]
