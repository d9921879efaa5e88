"""Each value of a series is read with its label and its place, however pandas draws it."""

import pandas as pd
import pytest

from harness.printed.frame_tables import read_frame
from harness.printed.screen import numbered
from harness.printed.series_tables import filled
from tests.printed.printing import as_pandas_prints
from tests.printed.samples import written

LEVELS = pd.MultiIndex.from_tuples([("x", 5), ("x", -12), ("y", 5)], names=["k", "j"])

SERIES = {
    "a name": (
        pd.Series([1.5, -2], index=["x y", "z"], name="my name"),
        "x y: x y | value=1.5\nz: z | value=-2.0\ntail: name=my name | dtype=float64",
    ),
    "an index with a name": (
        pd.Series([True, False], index=pd.Index([1, 20], name="key")),
        "names: key\n1: 1 | value=True\n20: 20 | value=False\ntail: dtype=bool",
    ),
    "an index of two levels": (
        pd.Series([1, 2, 3], index=LEVELS),
        "names: k j\nx 5: x 5 | value=1\nx -12: -12 | value=2\ny 5: y 5 | value=3\ntail: dtype=int64",
    ),
    "dates": (
        pd.Series([1, 2], index=pd.date_range("2020-01-01", periods=2), name="n"),
        (
            "2020-01-01: 2020-01-01 | value=1\n2020-01-02: 2020-01-02 | value=2\n"
            "tail: freq=D | name=n | dtype=int64"
        ),
    ),
    "types": (
        pd.Series([float, bool], index=["a", "b"]).map(pd.api.types.pandas_dtype),
        "a: a | dtype=float64\nb: b | dtype=bool\ntail: dtype=object",
    ),
    "counts": (
        pd.Series([7, 8, 7], name="kind").value_counts(),
        "7: 7 | value=2\n8: 8 | value=1\ntail: name=kind | dtype=int64",
    ),
    "categories": (
        pd.Series([7, 8], dtype="category"),
        (
            "0: 0 | value=7\n1: 1 | value=8\ntail: dtype=category\n"
            "categories: number=2 | dtype=int64 | categories=[7, 8]"
        ),
    ),
    "nothing": (pd.Series([], dtype=float), "tail: dtype=float64"),
    "short values left out": (
        pd.Series(range(10, 30)),
        "0: 0 | value=10\n...: | value=..\n19: 19 | value=29\ntail: length=20 | dtype=int64",
    ),
    "long values left out": (
        pd.Series([0.125 + number for number in range(20)], name="n"),
        (
            "0: 0 | value=0.125\n...: | value=...\n19: 19 | value=19.125\n"
            "tail: name=n | length=20 | dtype=float64"
        ),
    ),
}


@pytest.mark.parametrize("name", SERIES)
@pytest.mark.parametrize("around", ["{}", "{}\n", "{}\n\n{}", "Text above.\n{}\nText below it"])
def test_a_series_is_read_as_it_was_made(name, around):
    series, expected = SERIES[name]
    shown = as_pandas_prints(series, max_rows=2 if "left out" in name else 9)
    lines = numbered(around.format(shown, shown))
    start = 1 if around.startswith("Text") else 0
    table = read_frame(lines, start)
    assert written(table) == expected
    assert table.end == start + len(shown.split("\n"))
    assert table.style == ("value-counts" if name == "counts" else "")
    assert (table.kind, table.elided) == ("series", "left out" in name)
    for row in table.rows:
        for cell in row.cells:
            assert lines[cell.line - 1].text[cell.column :].startswith(cell.text.split(" ")[0])


@pytest.mark.parametrize("end", [" ", ""])
def test_dots_in_the_middle_of_their_column_may_have_lost_the_blanks_behind_them(end):
    shown = as_pandas_prints(SERIES["long values left out"][0], max_rows=2)
    cut = "\n".join(line.rstrip() + end * line.endswith(" ") for line in shown.split("\n"))
    assert cut != shown
    assert written(read_frame(numbered(cut), 0)) == SERIES["long values left out"][1]


@pytest.mark.parametrize(
    ("above", "shown", "whole"),
    [
        ("x y  5", "     12", "x y  12"),
        ("x y  5", "  z  12", "x z  12"),
        ("x yz 5", "   12", "x  12"),
        ("abc 5", "  12", "  12"),
        ("abc", "  d", "  d"),
        ("ab cd", "   ef", "ab ef"),
        ("x 1 2", "    3", "x 1 3"),
        ("x 1 2", "  5 3", "x 5 3"),
        ("", "  12", "  12"),
        ("x", "12", "12"),
    ],
)
def test_of_the_words_above_a_label_takes_those_that_end_before_it(above, shown, whole):
    assert filled(above, shown) == whole


@pytest.mark.parametrize(("lines", "end"), [(1, 3), (2, 4), (20, 22), (21, 2)])
def test_categories_are_read_over_as_many_lines_as_pandas_prints(lines, end):
    first, *more = ["Categories (9, object): ['a'", *[" 'b'"] * (lines - 1)]
    shown = "\n".join(["0    a", "dtype: category", ",\n".join([first, *more]) + "]"])
    table = read_frame(numbered(shown), 0)
    assert table.end == end
    if end > 2:
        names = [cell.name for cell in table.rows[-1].cells]
        assert names[:3] == ["number", "dtype", "categories"]
        assert names[3:] == [f"categories ({n})" for n in range(4, 3 + lines)]


def test_rows_without_a_gutter_that_all_of_them_share_are_no_series():
    assert read_frame(numbered("ab   cdefg\nabcdef   z\ndtype: object"), 0) is None
    assert read_frame(numbered("ab   cdefg\nab     efg\ndtype: object"), 0).end == 3


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("a   b    1\nc   d    2", "a b: a b | value=1\nc d: c d | value=2"),
        ("a  b   1\nc  d   2", "a b: a b | value=1\nc d: c d | value=2"),
        ("a  1\nb  2", None),
        ("0    10\n1     2", "0: 0 | value=10\n1: 1 | value=2"),
        ("0    10\n1    2", None),
        ("0    1\n1    20", None),
        ("0    1\n     ...\n9    2", "0: 0 | value=1\n...: | value=...\n9: 9 | value=2"),
        ("-5    1\n-4    2", "-5: -5 | value=1\n-4: -4 | value=2"),
        ("key   \n-5    1\n-4    2", "names: key\n-5: -5 | value=1\n-4: -4 | value=2"),
        ("a  key\n-5    1\n-4    2", "names: a key\n-5: -5 | value=1\n-4: -4 | value=2"),
        ("the key\n-5    1\n-4    2", None),  # a name over the values
        ("key\n      1\n-4    2", None),
        ("key\nwords\n-4    2", None),
        (" -5    1\n-4    2", None),
        ("a     it  is\nb    not  it", "a: a | value=it  is\nb: b | value=not  it"),
        ("a    int64\nb    words", "a: a | value=int64\nb: b | value=words"),
    ],
)
def test_values_stand_behind_the_last_wide_gap_in_lines_of_one_length(text, rows):
    table = read_frame(numbered(f"{text}\ndtype: object"), 0)
    found = table if table and table.kind == "series" else None
    assert (found and written(found)) == (rows and f"{rows}\ntail: dtype=object")
    assert not found or found.elided is ("..." in text)


@pytest.mark.parametrize(
    ("above", "is_read"),
    [
        ("0    1", False),  # as long as the rows below, and a row
        ("0    10", True),
        ("0    ", True),
        ("word 1", True),  # as long, but no row
    ],
)
def test_a_series_begins_where_the_line_above_is_no_row_of_it(above, is_read):
    shown = numbered(f"{above}\n1    2\n3    4\ndtype: int64")
    assert bool(read_frame(shown, 1)) is is_read


def test_a_series_without_a_last_line_is_none():
    assert read_frame(numbered("0    1\n1    2"), 0) is None
    assert read_frame(numbered("0    1\n1    2\nwords"), 0) is None
    assert read_frame(numbered("key"), 0) is None


def test_categories_stand_where_they_are_printed():
    shown = "0    a\ndtype: category\nCategories (9, object): ['a',\n   'b  c',\n'd']"
    *_, second, third = read_frame(numbered(shown), 0).rows[-1].cells
    assert (second.text, second.line, second.column) == ("'b  c',", 4, 3)
    assert (third.text, third.line, third.column) == ("'d']", 5, 0)


@pytest.mark.parametrize(
    ("dtype", "style"), [("int64", "value-counts"), ("float64", "value-counts"), ("object", "")]
)
def test_counts_are_numbers(dtype, style):
    shown = f"kind\n7    2\n8    1\nName: count, dtype: {dtype}"
    table = read_frame(numbered(shown), 0)
    assert table.style == style
    assert written(table).endswith("name=kind | dtype=" + dtype if style else "dtype=" + dtype)
    assert written(table).startswith("7: 7" if style else "names: kind")
