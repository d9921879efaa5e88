"""Automatic names differ by the same number everywhere, or they are other names."""

import pytest

from harness.printed.names import Renamed, inconsistent, renamed


@pytest.mark.parametrize(
    ("printed", "here", "cell", "names"),
    [
        ("dense", "dense_3", "", [Renamed("dense", "dense", 3)]),
        ("dense_2", "dense", "", [Renamed("dense", "dense", -2)]),
        ("dense_12/kernel", "dense_1/kernel", "", [Renamed("dense", "dense", -11)]),
        ("'lstm/lstm_1'", "'lstm_2/lstm_3'", "", [Renamed("lstm", "lstm", 2), Renamed("lstm", "lstm", 2)]),
        ("input_1", "input_layer", "name", [Renamed("input", "input_layer", -1)]),
        ("model", "functional_1", "name", [Renamed("model", "functional", 1)]),
        ("model", "model_1", "", None),  # a word of other texts, too
        ("model", "model_1", "model", [Renamed("model", "model", 1)]),
        ("add", "add_1", "connected to", [Renamed("add", "add", 1)]),
        ("add", "add_1", "shape", None),
        ("dense", "lstm", "", None),
        ("dense/kernel", "dense_1/bias", "", None),
        ("kernel", "bias", "", None),
        ("dense", "dense_1/dense_2", "", None),
        ("dense_01", "dense_1", "", None),
        ("my_dense", "my_dense_1", "", None),
        ("dense_999999998", "dense_999999999", "", [Renamed("dense", "dense", 1)]),
        ("dense_1000000001", "dense_1000000002", "", None),  # a number is compared as a whole
        ("dense_1", "dense_1000000002", "", None),
        ("a/dense", "b/dense_1", "", None),
        ("dense/a", "dense_1/b", "", None),
        ("dense a lstm", "dense_1 b lstm_1", "", None),
    ],
)  # fmt: skip
def test_names_are_listed_with_how_much_greater_their_number_is(printed, here, cell, names):
    assert renamed(printed, here, cell) == names


DENSE, OTHER = Renamed("dense", "dense", 1), Renamed("dense", "dense", 2)


@pytest.mark.parametrize(
    ("names", "lines", "wrong"),
    [
        ([DENSE, DENSE], ["dense and dense_1"], []),
        ([DENSE], ["dense", "dense_1"], ["dense"]),  # one of them is the same here
        ([DENSE, OTHER], ["dense dense_1"], ["dense"]),
        ([DENSE, Renamed("lstm", "lstm", 2)], ["dense lstm"], []),
        ([DENSE], ["lstm lstm_1 dense"], []),
        ([], ["dense"], []),
    ],
)
def test_a_name_is_another_one_unless_all_its_numbers_are_moved_by_the_same(names, lines, wrong):
    assert [*inconsistent(names, lines)] == wrong
