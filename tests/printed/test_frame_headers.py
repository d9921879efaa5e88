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
