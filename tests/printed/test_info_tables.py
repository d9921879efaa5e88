"""What info() prints is read as rows with names."""

import io

import pandas as pd
import pytest

from harness.printed.frame_tables import read_frame
from harness.printed.screen import numbered

FRAME = pd.DataFrame({"name": ["a b", "c"], "a long name of a column": [1.5, None]})


def read_info_of(shown, **options):
    """Read what info() prints, which must be read to its end."""
    text = io.StringIO()
    shown.info(buf=text, **options)
    lines = numbered(text.getvalue().rstrip("\n"))
    table = read_frame(lines, 0)
    assert table.end == len(lines)
    return {row.label: [cell.text for cell in row.cells] for row in table.rows}, table


def test_each_column_is_a_row():
    rows, _ = read_info_of(FRAME)
    assert rows["a long name of a column"] == [
        "1",
        "a long name of a column",
        "1 non-null",
        "float64",
    ]
    assert rows["index"] == ["RangeIndex", "2", "0 to 1"]
    assert rows["Data columns"][1] == "2"


def test_memory_is_not_compared():
    _, table = read_info_of(FRAME)
    assert table.rows[-1].cells[0].name in table.optional & set(table.volatile)


@pytest.mark.parametrize(
    "options", [{"verbose": False}, {"show_counts": False}, {"memory_usage": False}]
)
def test_other_infos_are_read(options):
    rows, _ = read_info_of(FRAME, **options)
    assert rows["class"] == ["DataFrame"]


def test_a_series_has_an_info():
    rows, _ = read_info_of(FRAME["name"])
    assert rows["Series name"][1] == "name"
