"""Frames and series that pandas prints are read back with each value in its row and column."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.printed.frame_tables import (
    FRAME_SIZE,
    INDEX_LABEL,
    full_names,
    read_frame,
    unique_names,
)
from harness.printed.screen import numbered
from tests.growth import is_linear
from tests.printed.samples import read_all

TEXTS = [
    "a",
    "foo bar",
    "John Smith",
    "x y z",
    "Hello, World!",
    "ü",
    "漢字",
    "1.5",
    "[1, 2]",
    "None",
]
NAMES = ["a", "x", "alpha", "New York", "length (cm)", "日本", "count", "2020", "a_very_long_name"]


def read(shown):
    """Read what pandas prints; None where it is not read to its end."""
    lines = numbered(str(shown))
    table = read_frame(lines, 0)
    return table if table and table.end == len(lines) else None


def body(table):
    """List the labels of a table's rows and their cells by name, without header and last rows."""
    rows = [row for row in table.rows if row.label not in ("header", "names", "size", "tail")]
    return [(row.label, {cell.name: cell.text for cell in row.cells}) for row in rows]


def columns(size):
    """Draw a column's values, and how pandas shows each."""
    return st.one_of(
        st.lists(st.integers(-9999, 10**6), min_size=size, max_size=size),
        st.lists(st.booleans(), min_size=size, max_size=size),
        st.lists(st.sampled_from(TEXTS), min_size=size, max_size=size),
        st.lists(st.floats(-1e4, 1e4).map(lambda x: round(x, 3)), min_size=size, max_size=size),
        st.lists(
            st.datetimes(pd.Timestamp(2000, 1, 1), pd.Timestamp(2050, 1, 1)).map(
                lambda moment: pd.Timestamp(moment).floor("s")
            ),
            min_size=size,
            max_size=size,
        ),
    )


@st.composite
def frames(draw):
    """Draw a frame of up to 12 rows and 6 columns with distinct names."""
    size = draw(st.integers(1, 12))
    names = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=6, unique=True))
    frame = pd.DataFrame({name: draw(columns(size)) for name in names})
    if draw(st.booleans()):
        labels = st.lists(st.sampled_from(TEXTS), min_size=size, max_size=size)
        frame.index = pd.Index(draw(labels), name=draw(st.sampled_from([None, "key", "my key"])))
    return frame


def agrees(text, value):
    """Whether a text shows a value to its digits."""
    if isinstance(value, float):
        places = len(text.partition("e")[0].partition(".")[2]) - int(text.partition("e")[2] or 0)
        return abs(float(text) - value) <= 0.5000001 * 10**-places
    if isinstance(value, pd.Timestamp):
        return pd.Timestamp(text) == value
    return text == str(value)


def shown_rows(table, frame):
    """Pair the rows that are shown with those of the frame, from both ends of what is elided."""
    rows = body(table)
    cut = next((n for n, (label, _) in enumerate(rows) if label == "..."), len(rows))
    yield from zip(rows[:cut], range(cut), strict=True)
    yield from zip(
        rows[cut + 1 :], range(len(frame) - len(rows) + cut + 1, len(frame)), strict=False
    )


@given(
    frames(),
    st.sampled_from([40, 80, 200]),
    st.sampled_from([4, 7, 60]),
    st.sampled_from([0, 3, 20]),
    st.sampled_from([2, 6]),
)
def test_each_value_is_in_its_row_and_its_column(frame, width, rows, columns, precision):
    with pd.option_context(
        "display.width", width, "display.max_rows", rows, "display.max_columns", columns,
        "display.precision", precision,
    ):  # fmt: skip
        table = read(frame)
    if not table:
        return
    for (label, cells), number in shown_rows(table, frame):
        assert label == " ".join(str(frame.index[number]).split())
        for name, text in cells.items():
            if name not in (INDEX_LABEL, "..."):
                assert agrees(text, frame[name].iloc[number])


@given(frames())
def test_every_word_is_in_a_cell(frame):
    table = read(frame)
    if table:
        held = "".join(cell.text for row in table.rows for cell in row.cells)
        printed = str(frame).partition("\n\n[")[0].replace("\\", "")
        if table.style != "wrapped":
            assert sorted(held.replace(" ", "")) == sorted(
                (printed + "".join(cell.text for cell in table.rows[-1].cells))
                .replace(" ", "")
                .replace("\n", "")
            )


@given(frames(), st.data())
def test_a_changed_figure_changes_the_table(frame, data):
    text = str(frame)
    digits = [place for place, letter in enumerate(text) if letter.isdigit()]
    if not digits or not read(frame):
        return
    place = data.draw(st.sampled_from(digits))
    other = text[:place] + str((int(text[place]) + 1) % 10) + text[place + 1 :]
    changed = read_frame(numbered(other), 0)
    assert changed is None or changed.rows != read(frame).rows


@given(st.text(alphabet=" ab1.-\\\n:,[]漢", max_size=300))
def test_no_text_makes_a_reader_fail(text):
    lines = numbered(text)
    for index in range(len(lines)):
        table = read_frame(lines, index)
        assert table is None or index < table.end <= len(lines)


def test_most_frames_are_read():
    frame = pd.DataFrame({"a b": [1, -2], "c": ["x y", ""], "d": [0.5, None]}, index=["p", "q r"])
    assert body(read(frame)) == [
        ("p", {INDEX_LABEL: "p", "a b": "1", "c": "x y", "d": "0.5"}),
        ("q r", {INDEX_LABEL: "q r", "a b": "-2", "c": "", "d": "NaN"}),
    ]


def test_a_blank_level_of_an_index_stands_for_the_one_above():
    index = pd.MultiIndex.from_tuples([("x", 5), ("x", -12), ("y", 5)], names=["k", "n"])
    frame = pd.DataFrame([[1, 2], [3, 4], [5, 6]], index=index, columns=["a", "b"])
    assert [label for label, _ in body(read(frame))] == ["x 5", "x -12", "y 5"]
    assert [label for label, _ in body(read(frame["a"]))] == ["x 5", "x -12", "y 5"]


def test_two_levels_of_columns_are_joined_to_a_name():
    columns = pd.MultiIndex.from_tuples([("name", ""), ("x", "sum"), ("x", "mean")])
    rows = body(read(pd.DataFrame([[1, 2, 3]], columns=columns)))
    assert list(rows[0][1]) == [INDEX_LABEL, "name", "x sum", "x mean"]


def test_a_table_with_a_name_of_its_columns_is_read():
    frame = pd.DataFrame({"key": ["a", "a", "b"], "of": ["u", "v", "u"], "n": [1, 2, 3]})
    pivot = frame.pivot_table(index="key", columns="of", values=["n"])
    assert [row.label for row in read(pivot).rows[:3]] == ["header", "header", "names"]
    assert body(read(pivot))[1] == ("b", {INDEX_LABEL: "b", "n u": "3.0", "n v": "NaN"})


def test_the_name_of_all_columns_may_have_two_words():
    frame = pd.DataFrame({"u": [1, 3], "v": [2, 4]}).rename_axis(columns="my of")
    assert body(read(frame)) == [
        ("0", {INDEX_LABEL: "0", "u": "1", "v": "2"}),
        ("1", {INDEX_LABEL: "1", "u": "3", "v": "4"}),
    ]


def test_texts_of_two_words_under_a_name_at_their_left_are_one_column():
    frame = pd.DataFrame({"n": [1, 2], "who": ["John Smith", "Anna Jones"]})
    with pd.option_context("display.colheader_justify", "left"):
        assert body(read(frame))[1][1]["who"] == "Anna Jones"


def test_words_that_are_aligned_by_chance_are_no_frame():
    assert read("one  two\na    bcd\nc    def") is None
    assert read("name  kind\nabc   text") is None


def test_wrapped_columns_stand_side_by_side():
    frame = pd.DataFrame([[10**9 + n for n in range(20)]] * 2)
    with pd.option_context("display.width", 80, "display.max_columns", None):
        table = read(frame)
    assert table.style == "wrapped"
    assert body(table)[1][1]["19"] == "1000000019"


def test_elided_rows_and_columns_are_said():
    table = read(pd.DataFrame([[n] * 30 for n in range(100)]))
    assert table.elided
    assert "..." in {cell.name for cell in table.rows[1].cells}
    assert [cell.text for cell in table.rows[-1].cells] == ["100", "30"]
    assert table.optional == set(FRAME_SIZE)


def test_the_same_name_twice_is_two_cells():
    frame = pd.DataFrame([[1, 2], [3, 4]], columns=["a", "a"])
    assert body(read(frame))[1] == ("1", {INDEX_LABEL: "1", "a": "3", "a (2)": "4"})


def test_names_are_numbered_where_another_cell_has_them():
    names = ["a", "b", "a", "a", "b", "a (2)", INDEX_LABEL, *FRAME_SIZE]
    assert list(unique_names(names)) == [
        "a", "b", "a (2)", "a (3)", "b (2)", "a (2) (2)",
        *(f"{name} (2)" for name in (INDEX_LABEL, *FRAME_SIZE)),
    ]  # fmt: skip


def test_an_empty_frame_has_its_columns():
    table = read(pd.DataFrame(columns=["a", "b"]))
    assert [row.cells[0].text for row in table.rows[:2]] == ["[a, b]", "[]"]
    assert [row.cells[0].column for row in table.rows[:2]] == [9, 7]


@pytest.mark.parametrize(
    ("lines", "end"),
    [
        (["Columns: [a]", "Index: []"], 3),
        (["Columns: [a]", "Index: []", "words"], 3),
        (["Columns: [a]", "Index: []", "", "[0 rows x 1 columns]"], 5),
        (["Columns: [a]", "Index: []", "", "[0 rows x 1 columns]", "words"], 5),
        (["Columns: [a]", "Index: []", "", ""], 3),
        (["Columns: [a]", "Index: []", "words", "[0 rows x 1 columns]"], 3),
        (["Columns: [a]"], 0),
        (["Columns: [a]", "words"], 0),
        (["Columns: a", "Index: []"], 0),
        (["Index: []", "Other: []"], 0),
        ([], 0),
    ],
)
def test_an_empty_frame_has_two_lines_and_a_size(lines, end):
    table = read_frame(numbered("\n".join(["Empty DataFrame", *lines])), 0)
    assert (table.end if table else 0) == end
    assert not table or len(table.rows[-1].cells) == (2 if end == 5 else 0)


@pytest.mark.parametrize(
    ("below", "end", "size"),
    [
        ("", 2, []),
        ("\n\n[5 rows x 2 columns]", 4, ["5", "2"]),
        ("\n\n[1 row x 1 column]  ", 4, ["1", "1"]),
        ("\n\n[5 rows x 2 columns]\nmore", 4, ["5", "2"]),
        ("\n\n\n[5 rows x 2 columns]", 2, []),
        ("\n[5 rows x 2 columns]", 2, []),
        ("\n<BLANKLINE>\n[5 rows x 2 columns]", 4, ["5", "2"]),
    ],
)
def test_the_size_of_a_frame_stands_below_a_blank_line(below, end, size):
    lines = numbered(f"   a  b\nx  1  2{below}")
    table = read_frame(lines, 0)
    assert table.end == end
    cells = table.rows[-1].cells
    assert [cell.text for cell in cells] == size
    assert all(lines[cell.line - 1].text.startswith(cell.text, cell.column) for cell in cells)


@pytest.mark.parametrize(
    ("levels", "names"),
    [
        ([["a", "b"]], ["a", "b"]),
        ([["x", "", "y"], ["a", "b", "c"]], ["x a", "x b", "y c"]),
        ([["x", "", "y"], ["a", "", ""]], ["x a", "x", "y"]),
        ([["x", "", "y"], ["p", "q", ""], ["a", "b", "c"]], ["x p a", "x q b", "y c"]),
        ([["", "x"], ["a", "b"]], ["a", "x b"]),
        ([], []),
    ],
)
def test_a_name_in_a_header_stands_for_the_columns_on_its_right_that_have_none(levels, names):
    assert full_names(levels) == names


def test_frames_printed_below_each_other_are_two():
    frame = pd.DataFrame({"a": [1, 2], "b": [3, 4]})
    lines = numbered(f"{frame}\n{frame}")
    assert read_frame(lines, 0).end == 3
    assert read_frame(lines, 3).end == 6


@pytest.mark.parametrize("wide", [False, True])
def test_wide_characters_are_aligned_either_way(wide):
    frame = pd.DataFrame({"日本": ["漢字", "x"], "é": [1, 2]})
    with pd.option_context("display.unicode.east_asian_width", wide):
        assert body(read(frame))[0][1] == {INDEX_LABEL: "0", "日本": "漢字", "é": "1"}


def test_frames_without_an_index_are_left_to_the_words():
    text = pd.DataFrame({"name": ["a b", "ccc"], "x": [1, 2]}).to_string(index=False)
    assert all(read_frame(numbered(text), index) is None for index in range(3))


@given(st.integers(1, 9).flatmap(columns), st.sampled_from([None, "n", "a, b: c"]))
def test_each_value_of_a_series_is_in_its_row(values, name):
    table = read(pd.Series(values, name=name))
    for (label, cells), (number, value) in zip(body(table), enumerate(values), strict=True):
        assert label == str(number)
        assert agrees(cells["value"], value)
    tail = {cell.name: cell.text for cell in table.rows[-1].cells}
    assert tail["dtype"] == str(pd.Series(values).dtype)
    assert tail.get("name") == name


@pytest.mark.growth
@pytest.mark.parametrize(
    "unit",
    ["0    1\n", "   a  b\n0  1  2\n", "  a  b\nx 1  2\n", "a  b  \\\n0  1   \n\n", "idx  a\nb    1\n", "a b c\nd e\n", "a " * 1000 + "\n"],
)  # fmt: skip
def test_the_time_for_frames_grows_with_the_text(unit):
    assert is_linear(lambda text: read_all(read_frame, text), unit, 10_000)
