"""Each cell of a frame is read with its row, its column and its place, however pandas draws it."""

import pandas as pd
import pytest

from harness.printed.frame_tables import read_frame
from harness.printed.screen import numbered
from tests.printed.printing import as_pandas_prints
from tests.printed.samples import written

KEY = pd.Index(["p", "q"], name="key")
TWO = pd.MultiIndex.from_tuples([("x", "m"), ("x", "n")])
LEVELS = pd.MultiIndex.from_tuples([("x", 5), ("x", -12), ("y", 5)], names=["k", "j"])
DAYS = pd.to_datetime(["2020-01-01 10:00", "2020-01-02 11:30"])
GRID = pd.DataFrame([[10 * row + column for column in range(8)] for row in range(9)])

FRAMES = {
    "one column": (pd.DataFrame({"a": [5]}), "header: | a=a\n0: 0 | a=5"),
    "an index with a name": (
        pd.DataFrame({"a": [1, -10], "b": [2.5, None]}, index=KEY),
        "header: | a=a | b=b\nnames: key | a= | b=\np: p | a=1 | b=2.5\nq: q | a=-10 | b=NaN",
    ),
    "columns with a name": (
        pd.DataFrame({"u": [1, 3], "v": [-2, 4]}).rename_axis(columns="of"),
        "header: of | u=u | v=v\n0: 0 | u=1 | v=-2\n1: 1 | u=3 | v=4",
    ),
    "both with a name": (
        pd.DataFrame({"u": [1, 3], "v": [-2, 4]}, index=KEY).rename_axis(columns="of"),
        "header: of | u=u | v=v\nnames: key | u= | v=\np: p | u=1 | v=-2\nq: q | u=3 | v=4",
    ),
    "columns of two levels": (
        pd.DataFrame([[1, 2.5], [3, -4.0]], columns=TWO),
        (
            "header: | x m=x | x n=\nheader: | x m=m | x n=n\n"
            "0: 0 | x m=1 | x n=2.5\n1: 1 | x m=3 | x n=-4.0"
        ),
    ),
    "two levels of columns with names": (
        pd.DataFrame([[1, 2.5], [3, -4.0]], columns=TWO.set_names(["one", "two"])),
        (
            "header: one | x m=x | x n=\nheader: two | x m=m | x n=n\n"
            "0: 0 | x m=1 | x n=2.5\n1: 1 | x m=3 | x n=-4.0"
        ),
    ),
    "two levels with names": (
        pd.DataFrame([[1, 2.5], [3, -4.0]], index=KEY, columns=TWO.set_names(["one", "two"])),
        (
            "header: one | x m=x | x n=\nheader: two | x m=m | x n=n\nnames: key | x m= | x n=\n"
            "p: p | x m=1 | x n=2.5\nq: q | x m=3 | x n=-4.0"
        ),
    ),
    "an index of two levels": (
        pd.DataFrame({"n": [1, 2, 3]}, index=LEVELS),
        "header: | n=n\nnames: k j | n=\nx 5: x 5 | n=1\nx -12: -12 | n=2\ny 5: y 5 | n=3",
    ),
    "dates": (
        pd.DataFrame({"when": DAYS, "n": [1, -2]}),
        (
            "header: | when=when | n=n\n"
            "0: 0 | when=2020-01-01 10:00:00 | n=1\n1: 1 | when=2020-01-02 11:30:00 | n=-2"
        ),
    ),
    "dates behind numbers": (
        pd.DataFrame({"n": [1, -2], "when": DAYS}),
        (
            "header: | n=n | when=when\n"
            "0: 0 | n=1 | when=2020-01-01 10:00:00\n1: 1 | n=-2 | when=2020-01-02 11:30:00"
        ),
    ),
    "dates as labels": (
        pd.DataFrame({"n": [1, -2], "m": [0.5, 1]}, index=DAYS),
        (
            "header: | n=n | m=m\n2020-01-01 10:00:00: 2020-01-01 10:00:00 | n=1 | m=0.5\n"
            "2020-01-02 11:30:00: 2020-01-02 11:30:00 | n=-2 | m=1.0"
        ),
    ),
    "spans of time": (
        pd.DataFrame({"t": pd.to_timedelta(["1 days 02:00:00", "-3 days"]), "n": [1, 22]}),
        "header: | t=t | n=n\n0: 0 | t=1 days 02:00:00 | n=1\n1: 1 | t=-3 days +00:00:00 | n=22",
    ),
    "texts and names of two words": (
        pd.DataFrame({"who": ["Al So", "Ann B"], "New York": ["a", "b c"], "n": [1, 2]}),
        (
            "header: | who=who | New York=New York | n=n\n"
            "0: 0 | who=Al So | New York=a | n=1\n1: 1 | who=Ann B | New York=b c | n=2"
        ),
    ),
    "a name of words that begins left of its dates": (
        pd.DataFrame({"n": [1, 2], "N York City A": DAYS.normalize()}),
        (
            "header: | n=n | N York City A=N York City A\n"
            "0: 0 | n=1 | N York City A=2020-01-01\n1: 1 | n=2 | N York City A=2020-01-02"
        ),
    ),
    "names of more words than a row has": (
        pd.DataFrame({"New York": ["a", "b"], "in all": ["c", "d"]}, index=["x", "y"]),
        (
            "header: | New York=New York | in all=in all\n"
            "x: x | New York=a | in all=c\ny: y | New York=b | in all=d"
        ),
    ),
    "texts whose last words are signed numbers": (
        pd.DataFrame({"n": [1, 2], "no": ["x -1", "y -2"]}),
        "header: | n=n | no=no\n0: 0 | n=1 | no=x -1\n1: 1 | n=2 | no=y -2",
    ),
    "levels of words with names": (
        pd.DataFrame(
            {"New York": ["a", "b", "c"]},
            index=pd.MultiIndex.from_tuples([("x", "p"), ("x", "q"), ("y", "p")], names=["k", "j"]),
        ),
        (
            "header: | New York=New York\nnames: k j | New York=\n"
            "x p: x p | New York=a\nx q: q | New York=b\ny p: y p | New York=c"
        ),
    ),
    "levels of numbers without names": (
        pd.DataFrame({"New York": ["a", "b"]}, index=LEVELS[:2].set_names([None, None])),
        "header: | New York=New York\nx 5: x 5 | New York=a\nx -12: -12 | New York=b",
    ),
    "labels with gaps": (
        pd.DataFrame({"a": [1, 2]}, index=["p   q  s", "r   t  u"]),
        "header: | a=a\np q s: p q s | a=1\nr t u: r t u | a=2",
    ),
    "negative numbers": (
        pd.DataFrame({"a": [-1.5, -2.5], "b": [-3, -4]}),
        "header: | a=a | b=b\n0: 0 | a=-1.5 | b=-3\n1: 1 | a=-2.5 | b=-4",
    ),
    "negative numbers beside what is left out": (
        pd.DataFrame([[-10 * row - column for column in range(8)] for row in (1, 2)]),
        (
            "header: | 0=0 | 1=1 | ...=... | 6=6 | 7=7\n"
            "0: 0 | 0=-10 | 1=-11 | ...=... | 6=-16 | 7=-17\n"
            "1: 1 | 0=-20 | 1=-21 | ...=... | 6=-26 | 7=-27\n"
            "size: number of rows=2 | number of columns=8"
        ),
    ),
    "rows and columns left out": (
        GRID,
        (
            "header: | 0=0 | 1=1 | ...=... | 6=6 | 7=7\n0: 0 | 0=0 | 1=1 | ...=... | 6=6 | 7=7\n"
            "1: 1 | 0=10 | 1=11 | ...=... | 6=16 | 7=17\n...: .. | 0=.. | 1=.. | ...=... | 6=.. | 7=..\n"
            "7: 7 | 0=70 | 1=71 | ...=... | 6=76 | 7=77\n8: 8 | 0=80 | 1=81 | ...=... | 6=86 | 7=87\n"
            "size: number of rows=9 | number of columns=8"
        ),
    ),
}


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
@pytest.mark.parametrize("place", [0, 2, 3])  # in the first row alone they are not noticed
def test_wide_characters_take_one_place_or_two_in_whichever_line_they_stand(place, after, wide):
    name, *texts = ["日本" if line == place else "x" for line in range(4)]
    with pd.option_context("display.unicode.east_asian_width", wide):
        shown = repr(pd.DataFrame({name: texts, "n": [1, -2, 3]}))
    table = read_frame(numbered(shown + after), 0)
    assert table.end == 4
    assert [[cell.text for cell in row.cells] for row in table.rows[1:4]] == [
        [str(row), text, number] for row, (text, number) in enumerate(zip(texts, ["1", "-2", "3"], strict=True))
    ]  # fmt: skip


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
        ("z\ny  3  4", 4),  # the name of an index: what stands above it is the header
        ("z\n   3  4", 2),
        ("z\ny  3", 2),
        ("zz\ny  3  4", 2),
        ("z  5", 2),
        ("", 2),
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


def test_a_line_that_begins_where_no_level_of_the_index_does_is_no_row():
    assert read_frame(numbered("     a  b\nx    1  2\n  z  3  4"), 0).end == 2


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
        ("of  x  y\nin  m  n\n0   1  2\n1   3  4", 0),
        ("of  x  y\nin  m  n\nkey     \n0   1  2\n1   3  4", 5),
        ("    x  y\nin  3  4\nkey     \n0   1  2\n1   3  4", 5),
    ],
)
def test_lines_below_a_name_of_columns_are_a_frame_where_something_else_says_so(text, end):
    table = read_frame(numbered(text), 0)
    assert (table.end if table else 0) == end
