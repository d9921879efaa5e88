"""A table in HTML has the cells of the frame that pandas prints as text."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.printed.frame_tables import read_frame
from harness.printed.html_tables import read_html_table
from harness.printed.screen import numbered
from tests.growth import is_linear
from tests.printed.samples import read_all

INDEX = pd.MultiIndex.from_tuples([("x", 1), ("x", 2), ("y", 1)], names=["k", "n"])
COLUMNS = pd.MultiIndex.from_product([["a", "b"], ["p", "q"]], names=["L1", "L2"])
FRAMES = [
    pd.DataFrame({"a b": [1, -2], "c": ["x <y>", ""], "d": [0.5, None]}, index=["p", "q r"]),
    pd.DataFrame([[1, 2, 3, 4]] * 3, index=INDEX, columns=COLUMNS),
    pd.DataFrame([[1, 2, 3, 4]] * 3, columns=COLUMNS.droplevel(0)),
    pd.DataFrame([[n] * 30 for n in range(100)]),
    pd.DataFrame({"a": [1, 2]}, index=pd.Index(["u", "v"], name="key")),
    pd.DataFrame({"a": [1, 2, 3]}, index=pd.MultiIndex.from_tuples([("x", 1), ("y", 1), ("y", 2)])),
    pd.DataFrame([[1, 2, 3, 4]] * 2, index=INDEX[:2], columns=COLUMNS),
]


def cells(table):
    """List the rows of a table with their cells, without places, dots and what has no names."""
    return [
        (row.label, [(c.name, c.text) for c in row.cells if c.text or row.label != "names"])
        for row in table.rows
        if row.label != "..."
    ]


@pytest.mark.parametrize("frame", FRAMES)
def test_it_has_the_cells_of_the_printed_frame(frame):
    with pd.option_context("display.max_columns", 20, "display.width", 1000):
        text, lines = numbered(str(frame)), numbered(frame._repr_html_())
        table = read_html_table(lines, 0)
        assert table.end == len(lines)
        assert cells(table) == cells(read_frame(text, 0))
    assert table.style == "HTML"


@pytest.mark.parametrize(("levels", "is_read"), [(8, True), (9, False)])
def test_a_header_or_an_index_of_many_levels_is_read_up_to_a_limit(levels, is_read):
    above = tuple(f"a{level}" for level in range(levels - 1))
    many = pd.MultiIndex.from_tuples([(*above, "b"), (*above, "c")])
    for frame in (
        pd.DataFrame([[1, 2], [3, 4]], columns=many),
        pd.DataFrame({"x": [1, 2]}, index=many),
    ):
        assert bool(read_html_table(numbered(frame.to_html()), 0)) is is_read


def test_a_cell_is_found_at_its_place():
    lines = numbered(FRAMES[0].to_html())
    for row in read_html_table(lines, 0).rows:
        for cell in row.cells:
            assert cell.text.replace("<y>", "") in lines[cell.line - 1].text[cell.column :].replace(
                "&lt;y&gt;", ""
            )


def test_a_styled_frame_has_the_same_cells():
    pytest.importorskip("jinja2")
    styled = read_html_table(numbered(FRAMES[1].style._repr_html_()), 0)
    assert cells(styled) == cells(read_html_table(numbered(FRAMES[1].to_html()), 0))


def test_a_table_that_no_frame_is_like_is_left_alone():
    assert read_html_table(numbered("<table><tr><td colspan=2>a</td></tr></table>"), 0) is None
    row = "<tr><th></th><th>a</th></tr><tr><th>0</th><td>1</td></tr>"
    assert read_html_table(numbered(f"<table>{row}</table>\nmore"), 0).end == 1
    assert read_html_table(numbered(f"<table>{row}\nmore"), 0) is None
    assert read_html_table(numbered("<table>beside<tr><td>a</td></tr></table>"), 0) is None


@pytest.mark.parametrize(
    ("cells", "is_read"),
    [
        ("<th>1</th><td>3</td><td>4</td>", True),
        ("<th>1</th><td>3</td>", False),
        ("<th>1</th><td>3</td><td>4</td><td>5</td>", False),
        ("<th>1</th><th>2</th><td>3</td><td>4</td>", False),
        ("<td>3</td><td>4</td>", False),
        ("<th>1</th><td colspan=2>3</td><td>4</td>", False),
        ("<th colspan=2>1</th><td>3</td><td>4</td>", False),
        ("<th>1</th><td rowspan=2>3</td><td>4</td>", False),
        ("<th rowspan=2>1</th><td>3</td><td>4</td>", True),
    ],
)
def test_each_row_has_the_cells_of_the_first_one(cells, is_read):
    first = "<tr><th></th><th>a</th><th>b</th></tr><tr><th>0</th><td>1</td><td>2</td></tr>"
    table = read_html_table(numbered(f"<table>{first}<tr>{cells}</tr></table>"), 0)
    assert bool(table) is is_read


@pytest.mark.parametrize(("columns", "is_read"), [(1, False), (2, True), (3, False), (9, False)])
def test_the_header_has_as_many_columns_as_the_rows(columns, is_read):
    head = f"<tr><th></th><th colspan={columns}>a</th></tr>"
    row = "<tr><th>0</th><td>1</td><td>2</td></tr>"
    assert bool(read_html_table(numbered(f"<table>{head}{row}</table>"), 0)) is is_read


def test_a_table_may_have_no_index():
    rows = "<tr><th>a</th><th colspan=2>b</th></tr><tr><td>1</td><td>2</td><td>3</td></tr>"
    table = read_html_table(numbered(f"<table>\n{rows}</table>"), 0)
    assert [[(c.name, c.text, c.line) for c in row.cells] for row in table.rows[:2]] == [
        [("a", "a", 2), ("b", "b", 2), ("", "", 2)],
        [("a", "1", 2), ("b", "2", 2), ("", "3", 2)],
    ]


HEAD, ROW = "<tr><th></th><th>a</th></tr>", "<tr><th>0</th><td>1</td></tr>"


@pytest.mark.parametrize(
    ("text", "end"),
    [
        (f"<table>{HEAD}{ROW}</table>", 1),
        (f"<table>{HEAD}{ROW}</table>\n\nmore", 1),
        (f"<table>{HEAD}{ROW}</table>\n</div>", 2),
        (f"<div>\n<table>{HEAD}{ROW}</table>\n</div>\n</div>", 3),
        (f"<div>\n<style>x</style>\n<table>{HEAD}{ROW}</table>\n</div>", 4),
        (f"<div>\n<style>\nx\n</style>\n<table>\n{HEAD}\n{ROW}\n</table>\n</div>\nmore", 9),
        (f"<style>x</style>\n<table>{HEAD}{ROW}</table>", 2),
        (f"<style>x\n<style>y</style>\n<table>{HEAD}{ROW}</table>", 0),
        (f"<table>{HEAD}\n<table>{ROW}</table>", 0),
        (f"<div>words\n<table>{HEAD}{ROW}</table>", 0),
        (f"<div>\nwords\n<table>{HEAD}{ROW}</table>", 0),
        ("<div>", 0),
        ("<div>\n<style></style>", 0),
        (f"<table>{HEAD}{ROW}</table>\n<p>1 rows x 1 columns</p>\n</div>", 3),
        (f"<table>{HEAD}{ROW}</table>\n<p>1 rows x 1 columns</p>\n<p>1 rows x 1 columns</p>", 0),
        (f"<table>{HEAD}{ROW}</table>\n<p>words</p>", 0),
        (f"<table>{HEAD}{ROW}</table>\n<p>words", 1),
        (f"<div>\n<table>beside{HEAD}{ROW}</table>", 0),
        (f"<table><caption>c</caption>beside{HEAD}{ROW}</table>", 0),
        (f"<table><caption>c</caption>{HEAD}{ROW}</table>", 1),
        (f"<table>{HEAD}</table>", 0),
        ("<table></table>", 0),
    ],
)
def test_a_table_ends_with_its_tags_or_is_none(text, end):
    table = read_html_table(numbered(text), 0)
    assert (table.end if table else 0) == end


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("x<b>y</b>", "xy"),
        ("x<span>y</span>z", "xyz"),
        ("<u>x</u>", "x"),
        ("x<br>y", "x y"),
        ("  x \t y ", "x y"),
        ("日本", "日本"),
        ("&nbsp;", ""),
        ("&nbsp;x", "\xa0x"),
    ],
)
def test_a_cell_has_the_text_that_a_browser_shows(inside, text):
    table = read_html_table(
        numbered(f"<table>{HEAD}<tr><th>0</th><td>{inside}</td></tr></table>"), 0
    )
    assert table.rows[1].cells[-1].text == text


def test_the_names_and_rows_of_a_table_are_numbered_where_they_have_none():
    table = read_html_table(numbered("<table><tr><td>5</td><td>6</td></tr></table>"), 0)
    assert [(c.name, c.text) for c in table.rows[0].cells] == [("column 1", "5"), ("column 2", "6")]
    assert table.rows[0].label == "5"
    table = read_html_table(numbered("<table><tr><th>x</th><td>5</td></tr></table>"), 0)
    assert [(c.name, c.text) for c in table.rows[0].cells] == [
        ("index label", "x"),
        ("column 1", "5"),
    ]
    assert table.rows[0].label == "x"


@pytest.mark.parametrize(
    ("last", "end"),
    [
        ("<div>", 0),
        (f"<table>{HEAD}{ROW}</table>", 300),
        (f"<table>{HEAD}{ROW}</table>\n<p>1 rows x 1 columns</p>", 301),
    ],
)
def test_a_table_may_be_the_end_of_a_long_text(last, end):
    table = read_html_table(numbered("words\n" * 299 + last), 299)
    assert (table.end if table else 0) == end


def test_rows_of_heads_alone_are_a_header():
    below = "<tr><th></th><th>b</th></tr>"
    table = read_html_table(numbered(f"<table>{HEAD}{below}{ROW}</table>"), 0)
    assert [row.label for row in table.rows] == ["header", "header", "0", "size"]
    assert [cell.name for cell in table.rows[2].cells] == ["index label", "a b"]


def test_a_header_of_too_many_cells_is_none():
    head = "<tr><th></th><th>a</th><th>b</th><th>c</th></tr>"
    row = "<tr><th>0</th><td>1</td><td>2</td></tr>"
    assert read_html_table(numbered(f"<table>{head}{row}</table>"), 0) is None


def test_a_name_over_several_columns_stands_where_it_is_printed_in_each_of_them():
    head = "<tr><th></th><th>a</th><th colspan=3>b</th></tr>"
    row = "<tr><th>0</th><td>1</td><td>2</td><td>3</td><td>4</td></tr>"
    places = [
        cell.column
        for cell in read_html_table(numbered(f"<table>{head}{row}</table>"), 0).rows[0].cells
    ]
    assert places[2] == places[3] == places[4] == f"<table>{head}".index("b</th>")


@given(
    st.lists(
        st.sampled_from(
            ["<table>", "</table>", "<tr>", "</tr>", "<td>", "<th rowspan=3>", "<th colspan=9>", "a",
             "<div>", "<style>", "</style>", "\n", "<p>1 rows x 2 columns</p>", "&nbsp;", "<!--", "<"]
        ),
        max_size=30,
    )
)  # fmt: skip
def test_no_text_makes_the_reader_fail(pieces):
    lines = numbered("<table>" + "".join(pieces))
    for index in range(len(lines)):
        table = read_html_table(lines, index)
        assert table is None or index < table.end <= len(lines)


@pytest.mark.growth
@pytest.mark.parametrize("unit", ["<div>", "<table>", "<div>\n<style>", "<style>\n<table>", "<tr>"])
def test_tags_that_are_never_closed_cost_no_more_than_their_length(unit):
    assert is_linear(lambda text: read_all(read_html_table, text), unit + "\n", 5000)
