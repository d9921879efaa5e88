"""Each layer of a summary is read with all of its cells, however narrow and however deep."""

import pytest

from harness.printed.model_summaries import read_summary
from harness.printed.screen import numbered
from tests.printed.samples import samples, written

LAYERS = {
    ("tf2.8", "expanded"): """\
layer 1: name=input_2 | type=InputLayer | shape=[(None, 4)] | parameters=0
layer 2: name=inner | type=Sequential | shape=(None, 2) | parameters=23
layer 2.1: name=dense | type=Dense | shape=(None, 3) | parameters=15
layer 2.2: name=dense_1 | type=Dense | shape=(None, 2) | parameters=8
layer 3: name=dense_2 | type=Dense | shape=(None, 1) | parameters=3""",
    ("tf2.21", "expanded"): """\
layer 1: name=input_layer_1 | type=InputLayer | shape=(None, 4) | parameters=0
layer 2: name=inner | type=Sequential | shape=(None, 2) | parameters=23
layer 2.1: name=dense | type=Dense | shape=(None, 3) | parameters=15
layer 2.2: name=dense_1 | type=Dense | shape=(None, 2) | parameters=8
layer 3: name=dense_2 | type=Dense | shape=(None, 1) | parameters=3""",
    ("tf2.5", "state"): """\
layer 1: name=input_1 | type=InputLayer | shape=[(None, 5, 3)] | parameters=0
layer 2: name=lstm | type=LSTM | shape=[(None, 4), (None, 4), (N… | parameters=128""",
    ("tf2.8", "narrow"): """\
layer 1: name=input_1 | type=InputLayer | shape=[(None, 6)] | parameters=0 | connected to=-
layer 2: name=input_2 | type=InputLayer | shape=[(None, 4)] | parameters=0 | connected to=-
layer 3: name=dense | type=Dense | shape=(None, 5) | parameters=35 | connected to=input_1[0][0]
layer 4: name=dense_1 | type=Dense | shape=(None, 5) | parameters=25 | connected to=input_2[0][0]
layer 5: name=add | type=Add | shape=(None, 5) | parameters=0 | connected to=dense[0][0], dense_1[0][0]
layer 6: name=concatenate | type=Concatenate | shape=(None, 10) | parameters=0 | connected to=add[0][0], dense[0][0]
layer 7: name=out | type=Dense | shape=(None, 2) | parameters=22 | connected to=concatenate[0][0]""",
    ("tf2.21", "narrow"): """\
layer 1: name=input_layer | type=InputLayer | shape=(None, 6) | parameters=0 | connected to=-
layer 2: name=input_layer_1 | type=InputLayer | shape=(None, 4) | parameters=0 | connected to=-
layer 3: name=dense | type=Dense | shape=(None, 5) | parameters=35 | connected to=input_layer[…
layer 4: name=dense_1 | type=Dense | shape=(None, 5) | parameters=25 | connected to=input_layer_…
layer 5: name=add | type=Add | shape=(None, 5) | parameters=0 | connected to=dense[0][0], dense_1[0][0]
layer 6: name=concatenate | type=Concatenate | shape=(None, 10) | parameters=0 | connected to=add[0][0], dense[0][0]
layer 7: name=out | type=Dense | shape=(None, 2) | parameters=22 | connected to=concatenate[…""",
    ("tf2.15", "trainable"): """\
layer 1: name=conv2d | type=Conv2D | shape=(None, 6, 6, 4) | parameters=112 | trainable=N
layer 2: name=batch_normalization | type=BatchNormalization | shape=(None, 6, 6, 4) | parameters=16 | trainable=Y
layer 3: name=flatten | type=Flatten | shape=(None, 144) | parameters=0 | trainable=Y
layer 4: name=dense | type=Dense | shape=(None, 3) | parameters=435 | trainable=Y""",
    ("tf2.21", "unbuilt"): """\
layer 1: name=dense | type=Dense | shape=? | parameters=0 (unbuilt)
layer 2: name=dense_1 | type=Dense | shape=? | parameters=0 (unbuilt)""",
}


@pytest.mark.parametrize(("release", "name"), LAYERS)
@pytest.mark.parametrize("around", ["{}", "{}\nand more", "\n\n{}\n\n{}"])
def test_each_layer_has_its_cells(release, name, around):
    text = samples(release)[name].strip("\n")
    lines = numbered(around.format(text, text))
    start = 2 if around.startswith("\n") else 0
    table = read_summary(lines, start)
    assert written(table).split("\nTotal")[0].partition("\n")[2] == LAYERS[release, name]
    assert table.end == start + len(numbered(text))


@pytest.mark.parametrize(
    ("shown", "name"),
    [
        ("Output Shape", "shape"),
        ("Output S…", "shape"),
        ("Out…", "shape"),
        ("Ou…", "column 2 Ou…"),  # two letters might be of another name
        ("Outer…", "column 2 Outer…"),
        ("Out", "column 2 Out"),
        ("Trainable", "trainable"),
        ("Param #", "parameters"),
        ("Connect…", "connected to"),
        ("", "column 2"),
    ],
)
def test_a_column_whose_name_is_cut_is_known_by_three_letters(shown, name):
    table = read_summary(numbered(f"┃ Layer (type) ┃ {shown} ┃\n│ a (B) │ 1 │"), 0)
    assert table.rows[0].cells[-1].name == name


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        ("│ a (B) │ 1 │ Y │", ["a", "B", "1", "Y"]),
        ("│ a (B) │ 1 │ Y", ["a", "B", "1", "Y"]),
        ("│a (B)│1│Y│", ["a", "B", "1", "Y"]),
        ("│ a (B) │ 1 │", ["a", "B", "1", ""]),
        ("│ a (B) │ 1", ["a", "B", "1", ""]),
        ("│ a (B) │", None),
        ("│ a (B) │ 1 │ Y │ Z │", None),
    ],
)
def test_a_terminal_that_is_too_narrow_may_cut_the_last_cell(row, cells):
    table = read_summary(numbered(f"┃ Layer (type) ┃ Param # ┃ Trainable ┃\n{row}"), 0)
    assert (table and [cell.text for cell in table.rows[0].cells]) == cells


def test_a_summary_ends_in_the_numbers_of_its_parameters():
    table = read_summary(numbered(samples("tf2.15")["trainable"]), 0)
    assert written(table).split("\n")[-3:] == [
        "Total params: total=Total params | parameters=563 | memory=2.20 KB",
        "Trainable params: total=Trainable params | parameters=443 | memory=1.73 KB",
        "Non-trainable params: total=Non-trainable params | parameters=120 | memory=480.00 Byte",
    ]


@pytest.mark.parametrize(
    ("row", "is_read"),
    [
        ("dense_1 (Dens (None, 2)     12", True),
        ("dense_1 (Dense(None, 2)     12", False),
        ("dense (Dense)(None, 2)      12", False),
        ("dense (Dense) (None, 2, 3, 4) 2", False),
        ("dense (Dense) (None, 2, 3) 123", False),
    ],
)
def test_before_each_column_of_keras_2_there_is_a_blank(row, is_read):
    head = "Layer (type)  Output Shape  Param #"
    table = read_summary(numbered(f"{head}\n{'=' * 35}\na (B)         (1,)          3\n\n{row}"), 0)
    assert [row.label for row in table.rows] == ["layer 1", "layer 2"][: 1 + is_read]


@pytest.mark.parametrize(
    ("more", "name"),
    [
        ("ut", "column 2 Output"),  # it does not reach the edge of its column
        ("ut S", "shape"),
        ("ut Shape", "shape"),
    ],
)
def test_a_name_of_two_lines_is_cut_where_its_last_line_is(more, name):
    lines = ["Layer (type)  Outp  Param #", " " * 14 + more, "=" * 27, "a (B)         (1,)  3"]
    table = read_summary(numbered("\n".join(lines)), 0)
    assert table.rows[0].cells[2].name == name


def test_a_line_without_borders_is_no_row_of_a_box():
    table = read_summary(numbered("┃ Layer (type) ┃\n│ a (B) │\nwords"), 0)
    assert (table.end, [row.label for row in table.rows]) == (2, ["layer 1"])
