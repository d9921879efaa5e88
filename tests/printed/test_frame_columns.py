"""Columns are parted by what is blank in every line."""

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
