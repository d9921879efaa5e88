"""Each cell of a frame is read with its row, its column and its place, however pandas draws it."""

import pandas as pd
import pytest

from harness.printed.frame_tables import read_frame
from harness.printed.screen import numbered
from harness.printed.tables import tokens_in
from tests.printed.frames import FRAMES, GRID, KEY, TWO
from tests.printed.printing import as_pandas_prints
from tests.printed.samples import written


@pytest.mark.parametrize("name", FRAMES)
@pytest.mark.parametrize("around", ["{}", "{}\n", "{}\n\n{}", "Text above.\n{}\nText below it"])
def test_a_frame_is_read_as_it_was_made(name, around):
    frame, expected = FRAMES[name]
    shown = as_pandas_prints(frame, max_rows=4, max_columns=4)
    lines = numbered(around.format(shown, shown))
    start = 1 if around.startswith("Text") else 0
    table = read_frame(lines, start)
    assert written(table) == expected
    assert table.end == start + len(shown.split("\n"))
    assert (table.kind, table.style, table.elided) == ("frame", "", frame is GRID)
    for row in table.rows:
        for cell in row.cells:
            assert lines[cell.line - 1].text[cell.column :].startswith(cell.text.split(" ")[0])


@pytest.mark.parametrize("wide", [False, True])
@pytest.mark.parametrize("after", ["", "\n\nmore", "\n日本"])
@pytest.mark.parametrize("place", range(4))
def test_wide_characters_take_one_place_or_two_in_whichever_line_they_stand(place, after, wide):
    name, *texts = ["日本" if line == place else "x" for line in range(4)]
    with pd.option_context("display.unicode.east_asian_width", wide):
        shown = repr(pd.DataFrame({name: texts, "n": [1, -2, 3]}))
    table = read_frame(numbered(shown + after), 0)
    assert table.end == 4
    assert [[cell.text for cell in row.cells] for row in table.rows[1:4]] == [
        [str(row), text, number] for row, (text, number) in enumerate(zip(texts, ["1", "-2", "3"], strict=True))
    ]  # fmt: skip
    lines = shown.split("\n")
    cells = [cell for row in table.rows for cell in row.cells]
    assert all(lines[cell.line - 1].startswith(cell.text, cell.column) for cell in cells)


def test_a_header_is_no_row_of_what_stands_above_it():
    shown = as_pandas_prints(FRAMES["columns with a name"][0])
    assert read_frame(numbered(f"xy  z  w\n{shown}"), 1) is None  # as wide, and begins as it does
    assert read_frame(numbered(f"   z  w\n{shown}"), 1) is not None
    for other in ("x  z  w", "xy  z  words"):
        assert read_frame(numbered(f"{other}\n{shown}"), 1) is not None
    one = as_pandas_prints(FRAMES["one column"][0])
    assert read_frame(numbered(f"     title\n{one}"), 1) is not None


@pytest.mark.parametrize(
    ("after", "end"),
    [
        ("z  5  6", 3),
        ("words 6", 0),  # as wide as a row, with words where a blank parts labels and values
        ("z  5  60", 2),
        (" zz5  6", 2),
        ("z  5   ", 3),  # an empty cell
        ("z  5     ", 2),
        ("z  5  ", 2),
        ("z\ny  3  4", 4),  # the name of an index: what stands above it is the header
        ("z\n   3  4", 2),
        ("z\ny  3", 2),
        ("zz\ny  3  4", 2),
        ("z\ny  3  45", 2),
        ("z  5", 2),
        ("", 2),
        ("       ", 2),
        ("\ny  3  4", 2),
    ],
)
def test_a_frame_goes_on_as_long_as_lines_are_rows_of_it_or_is_none(after, end):
    table = read_frame(numbered(f"   a  b\nx  1  2\n{after}"), 0)
    assert (table.end if table else 0) == end


@pytest.mark.parametrize("width", [14, 20, 24])
def test_a_wrapped_frame_is_one(width):
    frame = pd.DataFrame({"alpha": [1, 2], "beta": ["x y", "z"], "delta": [3.5, -1]}, index=KEY)
    table = read_frame(numbered(as_pandas_prints(frame, width=width, max_columns=None)), 0)
    assert written(table) == (
        "header: | alpha=alpha | beta=beta | delta=delta\nnames: key | alpha= | beta= | delta=\n"
        "p: p | alpha=1 | beta=x y | delta=3.5\nq: q | alpha=2 | beta=z | delta=-1.0"
    )
    assert table.style == ("" if width == 24 else "wrapped")


@pytest.mark.parametrize(
    "name", [name for name in FRAMES if not FRAMES[name][0].columns.equals(TWO)]
)
def test_however_narrow_a_frame_is_wrapped_it_has_the_same_cells(name):
    """Where a name of two levels stands for columns of several blocks, only the first is read."""
    whole = as_pandas_prints(FRAMES[name][0], width=1000, max_columns=None)
    narrow = min(len(line) for line in whole.split("\n") if line.strip()) - 1
    shown = as_pandas_prints(FRAMES[name][0], width=narrow, max_columns=None)
    table = read_frame(numbered(shown), 0)
    assert written(table) == written(read_frame(numbered(whole), 0))
    assert table.end == len(shown.split("\n"))
    assert table.style == ("wrapped" if "\\" in shown else "")


def test_a_line_that_begins_where_no_level_of_the_index_does_is_no_row():
    assert read_frame(numbered("     a  b\nx    1  2\n  z  3  4"), 0).end == 2
    assert read_frame(numbered("     a b  c d\nx p    1    2\n  q    y    z"), 0) is None
    assert read_frame(numbered("     a b  c d\nx p    1    2\n  q    y    2"), 0).end == 3
    assert read_frame(numbered("     x   \n     a  b\np q  1  2\n  r     z"), 0) is None
    assert read_frame(numbered("     x   \n     a  b\np q  1  2\n  r  y  z"), 0).end == 4
    assert read_frame(numbered("        x\n     a  b\np q  1  2\n  r     z"), 0) is None
    assert read_frame(numbered("        x\n     a  b\np q  1  2\n  r  y  z"), 0).end == 4


@pytest.mark.parametrize(
    "above",
    ["     a  b\nkkk\nx 5  1  2", "kkk  a  b\nx 5  1  2\ny 6  3  4"],
    ids=["the index", "the columns"],
)
def test_a_line_that_fills_what_is_blank_beside_a_name_is_no_row(above):
    assert read_frame(numbered(above + "\n   zz3  4"), 0).end == 3
    assert read_frame(numbered(above + "\n   z 3  4"), 0).end == 4


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("of  u  v\n0   1  2\n1   3  4", 3),  # a column of numbers has a word for its name
        ("of  u  v\n0   a  2\n1   c  4", 3),
        ("of  u  7\n0   a  2\n1   c  4", 0),
        ("of  u  v\n0   a  b\n1   c  d", 0),
        ("of  5  7\n0   1  2\n1   3  4", 0),
        ("of  u  v\n0   1  2", 0),  # one row is none
        ("of  0  1\nx   a  b\ny   c  d", 3),  # columns are counted
        ("of  1  0\nx   a  b\ny   c  d", 0),
        ("of   u   v\n0    a   b\n..  ..  ..\n9    c   d", 4),  # rows are left out
        ("of  u  v\nkey     \np   a  b", 3),  # the index has a name
        ("of  x   \nin  m  n\n0   1  2\n1   3  4", 4),  # a name stands for two columns
        ("of  x   \nin  m  n\n0   1  2", 0),
        ("of  x   \nin  m  n\n0   a  b\n1   a  b", 0),
        ("of  x   \nin  0  1\n0   a  b\n1   a  b", 4),
        ("of  x  y\nin  0  1\n0   a  b\n1   a  b", 0),
        ("of  x  y\nin  m  n\n0   1  2\n1   3  4", 0),
        ("of  x  y\nin  m  n\nkey     \n0   1  2\n1   3  4", 5),
        ("    x  y\nin  3  4\nkey     \n0   1  2\n1   3  4", 5),
    ],
)
def test_lines_below_a_name_of_columns_are_a_frame_where_something_else_says_so(text, end):
    table = read_frame(numbered(text), 0)
    assert (table.end if table else 0) == end


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("    a\nx  -1\ny  -2", 3),  # a value, and no label alone
        ("   a  b\nke\nx  1  2", 3),
        ("   a  b\nkey\nx  1  2", 0),
        ("   a  b\nk y\nx  1  2", 0),
        ("   a  b\n. \nx  1  2", 0),
        ("   a  b\nx  1  2\ny  ...", 2),
        ("    a  b\nx   1  2\n.. .. ..\nz   3  4", 4),
        ("   a  b \nx  1  2 \ny  3  4", 3),
        ("   a  b \nx  1  2 \ny  3  4\nz  5   ", 0),
        ("   a  b\nx  1  2\n\nx  5  6", 2),
    ],
)
def test_a_line_is_a_row_or_has_a_label_alone(text, end):
    table = read_frame(numbered(text), 0)
    assert (table.end if table else 0) == end


def test_dots_below_a_blank_and_in_every_row_stand_for_columns():
    table = read_frame(numbered("   x      y\n   a ...  b\n0  1 ...  2\n1  3 ...  4"), 0)
    assert [cell.text for cell in table.rows[1].cells] == ["", "a", "...", "b"]
    table = read_frame(numbered("   a ...  b\n0  1 ...  2\n1  3  .   4"), 0)
    assert table is None or [cell.text for cell in table.rows[0].cells] != ["", "a", "...", "b"]


@pytest.mark.parametrize(
    ("header", "row", "is_read"),
    [
        ("   a  b", "x  1  2", True),
        ("   a  bcd", "x  1     ", True),  # an empty cell
        ("   a  bcd", "x  1  2", False),
        ("   a  b  ", "x  1  2ab", True),
        ("   a  b", "x  1  2ab", False),
        ("   a  b", "   1  2", False),  # no label
        ("   a  b   c", "x  1  2  3 ", False),
        ("   a  b", "x  1...2", False),
        ("   a   ", "x  1  2", False),  # a column without a name
        ("   a     b", "x  1  2  3\ny  1  2345", False),  # a cell with a gap
    ],
)
def test_the_first_row_is_as_long_as_the_header(header, row, is_read):
    assert bool(read_frame(numbered(f"{header}\n{row}"), 0)) is is_read


def test_the_words_of_a_label_stand_where_they_are_printed():
    lines = ["         a  b", "xy   12  1  2", "z  -123  3  4"]
    rows = read_frame(numbered("\n".join(lines)), 0).rows[1:3]
    assert [row.cells[0].text for row in rows] == ["xy 12", "z -123"]
    tokens = [token for row in rows for token in tokens_in(row.cells[0])]
    assert len(tokens) == 4
    assert all(lines[t.line - 1].startswith(t.text, t.column) for t in tokens)
