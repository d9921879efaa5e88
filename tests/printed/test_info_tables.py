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
    cells = [cell for row in table.rows for cell in row.cells]
    assert all(lines[cell.line - 1].text.startswith(cell.text, cell.column) for cell in cells)
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


CLASS, INDEX = "<class 'pandas.core.frame.DataFrame'>", "RangeIndex: 2 entries, 0 to 1"


@pytest.mark.parametrize(
    ("text", "end"),
    [
        (CLASS, 0),  # it says nothing of the frame
        (f"{CLASS}\n{INDEX}", 2),
        (f"{CLASS}\n{INDEX}\nwords", 2),
        (f"{CLASS}\n{INDEX}\nmemory usage: 5 KB\nwords", 3),
        (f"{CLASS}\n{INDEX}\nmemory usage: 5 KB\nmemory usage: 5 KB", 3),
        (f"{CLASS}\n #  a\n--- ---\n 0  int64\n 1  float64\ndtypes: int64(1)", 6),
        (f"{CLASS}\n #  a\n--- ---\n 0  int64\n 1xfloat64", 4),
        (f"{CLASS}\n #  a\n--- ---\n 0  int64\n 1", 4),
        (f"{CLASS}\n #  a   b\n--- --- ---\n 0      int64\n 1      float64\nwords", 5),
        (f"{CLASS}\n #  a   b\n--- --- ---\n 0  x\n 1      float64", 3),
        (f"{CLASS}\n #  a\n--- ---", 3),
        (f"{CLASS}\n{INDEX}\n #  a", 2),
        (f"{CLASS}\n #  a\nwords", 0),
        (f"{CLASS}\nmemory usage: 5 KB", 0),
        (f"{CLASS}\nEmpty DataFrame", 2),
        (f"{CLASS}\nwords", 0),
        (f"x{CLASS}\n{INDEX}", 0),
    ],
)
def test_an_info_ends_where_nothing_is_said_of_the_frame(text, end):
    table = read_frame(numbered(text), 0)
    assert (table.end if table else 0) == end


def test_a_column_without_a_name_has_one():
    table = read_frame(numbered(f"{CLASS}\n    a\n--- ---\n 0  int64"), 0)
    assert [[cell.name for cell in row.cells] for row in table.rows[1:3]] == [["column", "a"]] * 2
