"""Tests of harness.models.embeddings."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.models import embeddings


def test_equal_indices_have_equal_rows():
    measured = embeddings.lookup()
    assert measured["shape"] == [6, 3]
    assert measured["dtype"] == "float32"
    assert measured["equal_rows"] == [[0, 2], [1, 3]]


@settings(max_examples=20, deadline=None)
@given(st.lists(st.integers(0, 99), min_size=1, max_size=8), st.integers(0, 2**16))
def test_rows_are_equal_just_where_indices_are(indices, seed):
    measured = embeddings.lookup(indices=indices, seed=seed)
    size = len(indices)
    expected = [[i, j] for i in range(size) for j in range(i + 1, size) if indices[i] == indices[j]]
    assert measured["equal_rows"] == expected
    assert -0.05 <= measured["minimum"] < measured["maximum"] <= 0.05


def test_the_seed_decides_the_rows():
    first, second = embeddings.lookup(seed=1)["rows"], embeddings.lookup(seed=1)["rows"]
    np.testing.assert_array_equal(first, second)
    assert not np.array_equal(first, embeddings.lookup(seed=2)["rows"])


def test_rows_start_uniform_within_a_twentieth():
    expected = {"type": "RandomUniform", "minimum": -0.05, "maximum": 0.05}
    assert embeddings.initializer() == expected


def test_one_embedding_takes_any_length():
    assert embeddings.lengths([3, 7]) == [[2, 3, 3], [2, 7, 3]]


def test_an_embedding_may_follow_another_layer():
    expected = {"accepted": True, "exception": None, "output": [2, 8, 3]}
    assert embeddings.after_another_layer() == expected


@pytest.mark.parametrize(
    ("subject", "given_", "parameters"),
    [
        ("lstm", {"with_dense": False}, [300, 4608]),
        ("lstm", {"with_dense": True}, [300, 4608, 33]),
        ("bidirectional", {}, [300, 9216, 65]),
        ("stacked", {}, [3200, 8320, 8320, 33]),
        ("dropout", {}, [3200, 8320, 33]),
    ],
)
def test_each_network_has_its_parameters(subject, given_, parameters):
    summary = getattr(embeddings, subject)(**given_)
    assert [layer["parameters"] for layer in summary["layers"]] == parameters


def test_a_bidirectional_layer_doubles_its_output():
    summary = embeddings.embedded_bidirectional()
    assert summary["layers"][1]["output_shape"] == [None, 64]
    assert embeddings.lstm()["layers"][1]["output_shape"] == [None, 32]


def test_stacking_needs_sequences():
    expected = {"exception": "ValueError", "expected": 3, "found": 2}
    assert embeddings.stack_without_sequences() == expected


def test_sequences_of_several_lengths_make_no_tensor():
    assert embeddings.embedded()["exception"] == "ValueError"


def test_sequences_of_one_length_are_embedded_together():
    assert embeddings.embedded([[1, 2], [3, 4]])["accepted"]


def test_rows_of_a_lookup_are_plausible():
    rows = [[0.01, -0.02], [0.03, 0.04], [0.01, -0.02]]
    found = embeddings.plausible(rows, [5, 6, 5])
    assert found == {"inside": True, "consistent": True, "shape": [3, 2]}


def test_a_value_outside_the_initialiser_is_noticed():
    assert not embeddings.plausible([[0.06], [0.01]], [1, 2])["inside"]


def test_rows_that_differ_for_one_index_are_noticed():
    assert not embeddings.plausible([[0.01], [0.02]], [1, 1])["consistent"]


def test_rows_that_are_equal_for_two_indices_are_noticed():
    assert not embeddings.plausible([[0.01], [0.01]], [1, 2])["consistent"]


def test_an_embedding_counts_each_value_of_each_word():
    assert embeddings.density(7, 2)["values"] == 14


def test_zeros_are_counted(monkeypatch):
    rows = embeddings.lookup(4, 2, range(4))["rows"] * 0
    monkeypatch.setattr(embeddings, "lookup", lambda *_: {"rows": rows})
    assert embeddings.density(4, 2)["zeros"] == 8
