"""Summaries of every generation of Keras read as the same rows."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich import box
from rich.console import Console
from rich.table import Table

from harness.printed.model_summaries import read_summary
from harness.printed.screen import numbered
from harness.printed.tables import tokens_in
from tests.growth import UNITS, is_linear
from tests.printed.samples import RELEASES, cells, misplaced, read_all, samples, unnoticed, values

NAMES = [
    "branches",
    "bidirectional",
    "expanded",
    "frozen",
    "trainable",
    "state",
    "narrow",
    "unbuilt",
    "compiled",
]
PRINTED = [(release, name) for release in RELEASES for name in NAMES if name in samples(release)]
DRAWN = "_=━┏┳┓┡╇┩│┃├─┼┤└┴┘¯|+…"


def read(release, name):
    return read_summary(numbered(samples(release)[name]), 0)


def column(release, name, cell):
    return [texts[cell] for label, texts in cells(read(release, name)) if label.startswith("layer")]


@pytest.mark.parametrize(("release", "name"), PRINTED)
def test_every_line_of_a_summary_is_read(release, name):
    text = samples(release)[name].rstrip("\n")
    table = read_summary(numbered(text), 0)
    assert (table.kind, table.end, table.elided) == ("summary", len(numbered(text)), False)
    assert [row.label for row in table.rows][-3:][0].endswith("params")
    assert misplaced(read_summary, text) == []


@pytest.mark.parametrize(("release", "name"), PRINTED)
def test_every_character_of_a_summary_counts(release, name):
    text = samples(release)[name].rstrip("\n")
    found = unnoticed(read_summary, text, DRAWN)
    words = {"narrow": text.find("Connected") + 60, "trainable": text.find("Trai")}.get(name, 0) + 9
    assert [place for place, *_ in found if place > words] == []  # names of narrow columns are cut


def test_the_same_network_has_the_same_rows_in_every_generation():
    for name in ("branches", "frozen", "bidirectional", "state"):
        read_so = [
            [
                (
                    label,
                    texts.get("parameters", "").replace(",", ""),
                    texts.get("shape", "").strip("[]"),
                )
                for label, texts in cells(read(release, name))
                if label.startswith("layer")
            ]
            for release in ("tf2.8", "tf2.15", "tf2.21")
        ]
        assert read_so[0] == read_so[1] == read_so[2]


def test_names_and_types_over_several_lines_are_put_together():
    for release in ("tf2.8", "tf2.15"):
        assert column(release, "bidirectional", "type") == [
            "Embedding", "Bidirectional", "GlobalAveragePooling1D", "Dense"
        ]  # fmt: skip
        assert (
            column(release, "bidirectional", "name")[1]
            == "a_bidirectional_layer_with_a_very_long_name"
        )


def test_what_a_column_cut_ends_in_an_ellipsis():
    assert column("tf2.5", "bidirectional", "type") == ["Embe…", "…", "Gl…", "Dense"]
    assert column("tf2.5", "bidirectional", "name")[1] == "a_bidirectional_layer_with_a…"
    assert column("tf2.5", "state", "shape")[1] == "[(None, 4), (None, 4), (N…"
    assert column("tf2.21", "bidirectional", "name")[1] == "a_bidirectional_layer_with_a_v…"


def test_wires_are_written_alike():
    for release in RELEASES:
        wires = column(release, "branches", "connected to")
        assert wires[4:6] == ["dense[0][0], dense_1[0][0]", "add[0][0], dense[0][0]"]
        assert wires[0] == "-"


@pytest.mark.parametrize(
    ("wires", "written"),
    [
        (["dense[0][0]"], "dense[0][0]"),
        (["dense[0][0]", "dense_1[0][0]"], "dense[0][0], dense_1[0][0]"),
        (["a_long_dense[0][0]"], "a_long_dense[0][0]"),  # it ends where its column does
        (["a_longer_dense[0][", "dense_1[0][0]"], "a_longer_dense[0][…, dense_1[0][0]"),
        (["[]"], "-"),
        (["['dense[0][0]',", " 'dense_1[0][0]']"], "dense[0][0], dense_1[0][0]"),
        (["['dense[0][0]', 'a"], "['dense[0][0]', 'a"),
    ],
)
def test_wires_that_keras_2_cuts_end_in_an_ellipsis(wires, written):
    starts = ["add (Add)              (None, 3)        12        ", " " * 50]
    head = "Layer (type)           Output Shape     Param #   Connected to      "
    rows = [start + wire for start, wire in zip(starts, wires, strict=False)]
    lines = numbered("\n".join(["_" * 68, head, "=" * 68, *rows, "=" * 68, "Total params: 12"]))
    table = read_summary(lines, 0)
    assert table.end == len(lines)
    assert cells(table)[0][1]["connected to"] == written


@pytest.mark.parametrize(
    ("lines", "shape"),
    [
        (["(None, 1234567)"], "(None, 1234567)"),
        (["[(None, 4), (Non"], "[(None, 4), (Non…"),
        (["[(None, 4),", "(None, 123456789"], "[(None, 4), (None, 123456789…"),
        (["[(None, 4), (12,", "4)"], "[(None, 4), (12, 4)"),
        (["[(None, 12345)]"], "[(None, 12345)]"),
        (["[(None, 12345"], "[(None, 12345"),  # it does not reach the edge
    ],
)
def test_a_shape_whose_last_line_the_column_cuts_ends_in_an_ellipsis(lines, shape):
    head = "Layer (type)           Output Shape     Param #"
    rows = [f"a (LSTM)               {lines[0]:<17}12", *(" " * 23 + line for line in lines[1:])]
    table = read_summary(numbered("\n".join(["_" * 50, head, "=" * 50, *rows, "=" * 50])), 0)
    assert cells(table)[0][1]["shape"] == shape


@pytest.mark.parametrize("names", [["dense", "dense_1"], ["Add", "dense_1"], ["dense", "B"]])
def test_the_names_in_a_list_of_wires_stand_where_they_are_printed(names):
    head = "Layer (type)     Param #   Connected to                             "
    row = "add (Add)        0         " + str([f"{name}[0][0]" for name in names])
    lines = numbered("\n".join(["_" * 70, head, "=" * 70, row, "=" * 70]))
    (cell,) = [cell for cell in read_summary(lines, 0).rows[0].cells if cell.name == "connected to"]
    found = [token for token in tokens_in(cell) if token.text[0].isalpha()]
    assert [token.text for token in found] == names
    assert all(lines[t.line - 1].text.startswith(t.text, t.column) for t in found)


def test_a_header_that_goes_on_below_its_first_name_is_none():
    text = f"Layer (type)  Param #\n         more\n{'=' * 20}\na (B)         3"
    assert read_summary(numbered(text), 0) is None


def test_a_total_that_is_told_again_is_no_part_of_a_summary():
    total = "Total params: {}"
    table = read_summary(numbered("\n".join([HEAD, ROW, total.format(3), total.format(4)])), 0)
    assert (table.end, table.rows[-1].cells[1].text) == (3, "3")


def test_a_line_below_a_layer_is_no_part_of_the_names_of_columns():
    table = read_summary(numbered("\n".join([HEAD, ROW, " " * 14 + "5", RULER])), 0)
    assert [cell.text for row in table.rows for cell in row.cells] == ["a", "B", "35"]


def test_a_name_without_letters_stands_where_it_is_printed():
    name, kind, _ = read_summary(numbered(f"{HEAD}\n-- (--)       3"), 0).rows[0].cells
    assert (name.text, [tuple(place) for place in name.places]) == ("--", [(0, 2, 0)])
    assert (kind.text, [tuple(place) for place in kind.places]) == ("--", [(0, 2, 4)])


def test_layers_of_a_nested_network_are_numbered_within_it():
    for release in ("tf2.8", "tf2.15", "tf2.21"):
        labels = [row.label for row in read(release, "expanded").rows]
        assert labels[1:6] == ["layer 1", "layer 2", "layer 2.1", "layer 2.2", "layer 3"]
        assert column(release, "expanded", "parameters") == ["0", "23", "15", "8", "3"]


def test_totals_have_their_memory_apart():
    rows = dict(cells(read("tf2.21", "compiled")))
    assert rows["Total params"] == {
        "total": "Total params",
        "parameters": "293",
        "memory": "1.15 KB",
    }
    assert rows["Optimizer params"]["parameters"] == "196"
    assert rows["Optimizer params"]["memory"] == "788.00 B"
    assert dict(cells(read("tf2.5", "compiled")))["Total params"] == {
        "total": "Total params",
        "parameters": "97",
    }
    assert read("tf2.5", "compiled").optional == {"memory"}


def test_a_layer_that_is_not_built_says_so():
    assert column("tf2.21", "unbuilt", "parameters") == ["0 (unbuilt)"] * 2
    assert column("tf2.21", "unbuilt", "shape") == ["?"] * 2


def test_styles_are_told_apart():
    styles = [read(release, "branches").style for release in ("tf2.5", "tf2.8", "tf2.15", "tf2.21")]
    assert styles == ["Keras 2 with rulers", *["Keras 2 with blank lines"] * 2, "Keras 3"]


@pytest.mark.parametrize("release", RELEASES)
def test_rulers_and_blank_lines_that_a_page_lost_change_nothing(release):
    text = samples(release)["frozen"].rstrip("\n")
    rulers = [line for line in text.split("\n") if set(line.strip()) - set(DRAWN)]
    without = values(read_summary, "\n".join(rulers))
    if release != "tf2.21":  # in boxes, nothing else tells where a cell goes on
        assert without[1:] == values(read_summary, text)[1:]
    fewer = "\n".join(line for line in text.split("\n") if set(line.strip()) != {"="})
    assert values(read_summary, fewer)[1:] == values(read_summary, text)[1:]


def test_indented_summaries_and_those_without_a_name_are_read():
    text = samples("tf2.8")["branches"].rstrip("\n")
    indented = "\n".join("    " + line for line in text.split("\n"))
    assert values(read_summary, indented) == values(read_summary, text)
    assert values(read_summary, text.partition("\n")[2])[2] == values(read_summary, text)[2][1:]


def test_a_column_whose_name_only_begins_like_one_of_keras_keeps_its_own():
    lines = ["Layer (type)       Output     Param #", "=" * 37, "a (Dense)          (None, 3)  15"]
    table = read_summary(numbered("\n".join(['Model: "m"', "_" * 37, *lines])), 0)
    assert cells(table)[1][1]["column 2 Output"] == "(None, 3)"


def test_a_summary_ends_before_other_text():
    text = samples("tf2.21")["frozen"] + "\nloss: 0.5"
    assert read_summary(numbered(text), 0).end == text.count("\n") - 1
    cut = samples("tf2.8")["frozen"].partition("=\nTotal")[0] + "\nThe end of it, in words.\n"
    table = read_summary(numbered(cut), 0)
    assert [row.label for row in table.rows][-1] == "layer 4"
    assert "The end" in cut.split("\n")[table.end + 2]


def test_rows_that_a_page_leaves_out_are_told():
    lines = samples("tf2.8")["frozen"].split("\n")
    table = read_summary(numbered("\n".join([*lines[:6], "...", *lines[9:]])), 0)
    assert table.elided
    assert not read("tf2.8", "frozen").elided


HEAD, ROW, RULER = "Layer (type)  Param #", "a (B)         3", "=" * 20


@pytest.mark.parametrize(
    ("above", "between", "below", "labels"),
    [
        (3, 3, 3, ["header", "layer 1", "layer 2", "Total params"]),
        (3, 3, 4, ["header", "layer 1", "layer 2"]),
        (3, 4, 0, ["header", "layer 1"]),
        (4, 0, 0, None),
        (0, 0, 0, ["header", "layer 1", "layer 2", "Total params"]),
    ],
)
def test_parts_of_a_summary_have_at_most_three_rulers_between_them(above, between, below, labels):
    lines = ['Model: "m"', *[RULER] * above, HEAD, RULER, ROW, *[""] * between, ROW]
    table = read_summary(numbered("\n".join([*lines, *[RULER] * below, "Total params: 6"])), 0)
    assert (table and [row.label for row in table.rows]) == labels


@pytest.mark.parametrize(("rulers", "end"), [(0, 2), (1, 3), (2, 0)])
def test_above_a_summary_without_a_name_there_is_at_most_one_ruler(rulers, end):
    table = read_summary(numbered("\n".join([*[RULER] * rulers, HEAD, ROW])), 0)
    assert (table.end if table else 0) == end


@pytest.mark.parametrize(
    ("rows", "labels"),
    [
        (["...", ROW], None),
        ([ROW, "...", ROW], ["layer 1", "layer 2"]),
        ([ROW, "words-that-go-on-and-on", ROW], ["layer 1"]),
        ([ROW, "", "words and more", ROW], ["layer 1"]),
        ([ROW, HEAD, ROW], ["layer 1"]),
        ([ROW, "Total params: 3", "Total params: 4"], ["layer 1", "Total params"]),
        ([ROW, "Total params: 3", "Other params: 4"], ["layer 1", "Total params", "Other params"]),
        ([ROW, ROW, "(C)           4"], ["layer 1", "layer 2", "layer 3"]),
        ([ROW, ROW, "b             4"], ["layer 1", "layer 2"]),  # without a type it goes on
        ([ROW, ROW, "(C)"], ["layer 1", "layer 2"]),  # without a number it goes on
    ],
)
def test_other_lines_end_a_summary_and_dots_stand_for_layers(rows, labels):
    table = read_summary(numbered("\n".join([HEAD, *rows])), 0)
    assert (table and [row.label for row in table.rows]) == labels
    assert bool(table and table.elided) is (labels is not None and "..." in rows)


@pytest.mark.parametrize(
    ("between", "style"),
    [
        ([], "Keras 2"),
        (["_" * 20], "Keras 2 with rulers"),
        ([""], "Keras 2 with blank lines"),
        (["_" * 20, ""], "Keras 2 with blank lines"),
        (["_" * 20, "", "_" * 20], "Keras 2 with rulers"),
        (["  " + "_" * 20], "Keras 2 with rulers"),
        (["=" * 20], "Keras 2 with blank lines"),
    ],
)
def test_the_style_says_what_most_often_parts_layers(between, style):
    rows = [ROW, *(line for part in between for line in (part, ROW))]
    assert read_summary(numbered("\n".join([HEAD, RULER, *rows])), 0).style == style


@pytest.mark.parametrize(
    ("title", "lines", "text"),
    [
        ("Output Shape", ["(None,", "3)"], "(None, 3)"),
        ("Output Shape", ["(None,3)"], "(None,3)"),
        ("Param #", ["0", "(unbuilt)"], "0 (unbuilt)"),
        ("Param #", ["0(unbuilt)"], "0(unbuilt)"),
        ("Param #", ["1,", "234"], "1,234"),
        ("Param #", ["0 (unbuilt, at"], "0 (unbuilt, at"),
        ("Trainable", ["Y,", "N"], "Y,N"),
        ("Trainable", ["Y (not always"], "Y (not always"),
        ("Other", ["a,", "b"], "a,b"),
        ("Other", [" ", " "], ""),
    ],
)
def test_a_cell_of_several_lines_is_put_together(title, lines, text):
    start = "a (B)         "
    rows = [f"{title:<14}", *(f"{line:<16}" for line in lines)]
    starts = ["Layer (type)  ", start, *[" " * 14] * (len(lines) - 1)]
    shown = [f"{begin}{row}" for begin, row in zip(starts, rows, strict=True)]
    shown = ["_" * 30, shown[0], "=" * 30, *shown[1:], "=" * 30]
    assert read_summary(numbered("\n".join(shown)), 0).rows[0].cells[2].text == text


@pytest.mark.parametrize(
    ("lines", "name", "kind"),
    [
        (["abcdefghijkl"], "abcdefghijkl", ""),
        (["abcdefghijklm"], "abcdefghijklm…", "…"),
        (["abcdefghijklm", "no"], "abcdefghijklmno", ""),
        (["abc", "defghijklmnop"], "abcdefghijklmnop…", "…"),
        (["abcdefgh (Den", "se)"], "abcdefgh", "Dense"),
        (["abcdefgh (Den"], "abcdefgh", "Den…"),
        (["abc (Den"], "abc", "Den("),
        (["abc (Dense) x"], "abc", "Dense) x…"),
    ],
)
def test_a_name_that_reaches_the_edge_of_its_column_is_cut(lines, name, kind):
    rows = [f"{lines[0]:<15}12", *lines[1:]]
    table = read_summary(numbered("\n".join(["Layer (type)   Param #", "=" * 22, *rows])), 0)
    assert cells(table)[0][1] == {"name": name, "type": kind, "parameters": "12"}


@pytest.mark.parametrize(
    ("lines", "places"),
    [
        (["dense (Dense)"], [(0, 3, 7)]),
        (["dense (", "Dense)"], [(0, 4, 0)]),
        (["dense (De", "nse)"], [(0, 3, 7), (2, 4, 0)]),
        (["den", "se (De", " nse)"], [(0, 4, 4), (2, 5, 1)]),
    ],
)
def test_a_type_stands_where_it_is_printed(lines, places):
    rows = [f"{lines[0]:<15}12", *lines[1:]]
    table = read_summary(numbered("\n".join(["Layer (type)   Param #", "=" * 22, *rows])), 0)
    kind = table.rows[0].cells[1]
    assert kind.text == "Dense"
    assert [tuple(place) for place in kind.places] == places
    assert (0, kind.line, kind.column) == places[0]


@pytest.mark.parametrize(("rulers", "is_read"), [(0, True), (3, True), (4, False)])
def test_the_first_layer_stands_near_the_names_of_the_columns(rulers, is_read):
    table = read_summary(numbered("\n".join([HEAD, *[RULER] * rulers, ROW])), 0)
    assert bool(table) is is_read


@pytest.mark.parametrize(("more", "end"), [(0, 3), (1, 4), (3, 6), (4, 0)])
def test_the_name_of_a_narrow_column_goes_on_in_at_most_three_lines(more, end):
    table = read_summary(numbered("\n".join([HEAD, *[" " * 14 + "x"] * more, RULER, ROW])), 0)
    assert (table.end if table else 0) == end
    assert not more or not table or table.rows[0].cells[-1].name == "column 2 Param #" + "x" * more


@pytest.mark.parametrize(("blocks", "level"), [(1, 1), (2, 2), (10, 10)])
def test_layers_are_nested_as_deep_as_they_are_drawn(blocks, level):
    head, row = "┃ Layer (type) ┃ Param # ┃", "│ a (B) │ 1 │"
    inner = "│ " + "   " * blocks + "└ x (Y) │ 3 │"
    table = read_summary(numbered(f"{head}\n{row}\n{inner}"), 0)
    assert table.rows[-1].label == "layer 1" + ".0" * (level - 1) + ".1"


def test_a_nested_layer_whose_name_goes_on_in_another_line_is_nested():
    rows = [
        "┃ Layer (type) ┃ Param # ┃",
        "│ a (B) │ 1 │",
        "├───────┼───┤",
        "│    └ a_long │ 3 │",
        "│ name (Y) │ │",
    ]
    last = read_summary(numbered("\n".join(rows)), 0).rows[-1]
    assert (last.label, [cell.text for cell in last.cells]) == (
        "layer 1.1",
        ["a_long name", "Y", "3"],
    )


def test_other_text_is_no_summary():
    for text in (
        'Model: "x"',
        'Model: "x"\n____\nloss',
        "Layer (type)",
        "",
        "____________\n",
        "Total params: 3",
    ):
        assert read_summary(numbered(text), 0) is None


WORD = st.from_regex(r"[a-z][a-z0-9_]{0,40}", fullmatch=True)
TYPE = st.from_regex(r"[A-Z][A-Za-z0-9]{1,30}", fullmatch=True)
SHAPE = st.lists(st.integers(1, 99999), max_size=4).map(
    lambda sizes: str((None, *sizes)).replace(",)", ")")
)
LAYERS = st.lists(st.tuples(WORD, TYPE, SHAPE, st.integers(0, 10**10)), min_size=1, max_size=5)


def keras_2(layers, ends=(29, 55, 65)):
    """Print layers as Keras 2.8 does, which lets cells go on in further lines."""

    def row(fields):
        left = [str(field) for field in fields]
        while any(left):
            line, start = "", 0
            for place, end in enumerate(ends):
                room = end - start - (3 if place < 2 else 0)
                line += (" " if place == 0 else "") + left[place][:room]
                left[place], start = left[place][room:], end
                line = line.ljust(end)
            yield line

    yield 'Model: "m"'
    yield "_" * ends[-1]
    yield from row(["Layer (type)", "Output Shape", "Param #"])
    yield "=" * ends[-1]
    for name, kind, shape, number in layers:
        yield from row([f"{name} ({kind})", shape, number])
        yield " " * ends[-1]
    yield "=" * ends[-1]
    yield f"Total params: {sum(layer[3] for layer in layers)}"
    yield "_" * ends[-1]


def keras_3(layers, ascii_only):
    """Print layers in boxes, with the library that Keras 3 prints with."""
    console = Console(file=io.StringIO(), width=200, color_system=None, markup=False)
    table = Table(width=190, show_lines=True, **({"box": box.ASCII} if ascii_only else {}))
    for name, justify in (("Layer (type)", "left"), ("Output Shape", "left"), ("Param #", "right")):
        table.add_column(name, justify=justify)
    for name, kind, shape, number in layers:
        table.add_row(f"{name} ({kind})", shape, f"{number:,}")
    console.print('Model: "m"')
    console.print(table)
    console.print(f" Total params: {sum(layer[3] for layer in layers):,} (1.00 KB)")
    return console.file.getvalue().rstrip("\n")


def rows_of(layers, thousands):
    return [
        (
            f"layer {place}",
            {"name": name, "type": kind, "shape": shape, "parameters": format(number, thousands)},
        )
        for place, (name, kind, shape, number) in enumerate(layers, 1)
    ]


@given(LAYERS)
def test_what_keras_2_prints_reads_back(layers):
    table = read_summary(numbered("\n".join(keras_2(layers))), 0)
    assert cells(table)[1:-1] == rows_of(layers, "")
    assert cells(table)[-1] == (
        "Total params",
        {"total": "Total params", "parameters": str(sum(layer[3] for layer in layers))},
    )


@given(LAYERS, st.booleans())
def test_what_keras_3_prints_reads_back(layers, ascii_only):
    table = read_summary(numbered(keras_3(layers, ascii_only)), 0)
    assert cells(table)[1:-1] == rows_of(layers, ",")
    assert table.style == ("Keras 3 in ASCII" if ascii_only else "Keras 3")


BITS = st.sampled_from(
    ['Model: "m"', "Layer (type)  Output Shape  Param #", "┃ Layer (type) ┃ Param # ┃", "│ a (B) │ 1 │", "a (B)    (1,)   3",
     "____________", "", "|¯¯|", "| a (B)      (1,)   3|", "Total params: 3", "│", "|||", "...", "┃", "│    └ x (Y) │ 3 │"]
)  # fmt: skip


@given(st.lists(BITS | st.text(max_size=30)).map("\n".join))
def test_a_reader_of_summaries_never_raises(text):
    read_all(read_summary, text)


@pytest.mark.growth
@pytest.mark.parametrize(
    "unit", [*UNITS, "Layer (type)  Shape\n", "Layer (type)  Param #\na (b)  3\n", 'Model: "a"\n', "| ", "||\n", "____________\n", "(a", "│ "]
)  # fmt: skip
def test_the_time_for_summaries_grows_with_the_text(unit):
    head = 'Model: "m"\n Layer (type)        Param #\n a (B)               1\n'
    assert is_linear(lambda text: read_all(read_summary, head + text), unit, 5000)
