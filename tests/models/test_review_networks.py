"""Tests of harness.models.review_networks."""

import numpy as np
import pytest

from harness.models import review_networks


def test_the_cell_is_all_that_changes():
    plain, summary = review_networks.review_summary(), review_networks.with_cell("SimpleRNN")
    shapes = [layer["output_shape"] for layer in plain["layers"]]
    assert [layer["output_shape"] for layer in summary["layers"]] == shapes
    assert summary["total_parameters"] == plain["total_parameters"]


@pytest.mark.parametrize(("cell", "parameters"), [("LSTM", 8320), ("GRU", 6336)])
def test_gated_cells_take_its_place(cell, parameters):
    summary = review_networks.with_cell(cell)
    assert summary["output_shape"] == [None, 1]
    assert summary["layers"][1]["parameters"] == parameters


def test_gates_cost_parameters():
    totals = review_networks.cell_totals(units=3, features=2)
    assert totals == {"SimpleRNN": 18, "LSTM": 72, "GRU": 63}


def test_an_untrained_network_is_undecided(monkeypatch):
    reviews = np.empty(32, dtype=object)
    reviews[:] = [[1, number] for number in range(2, 34)]
    labels = np.arange(32) % 2
    monkeypatch.setattr(review_networks, "load_reviews", lambda: ((reviews, labels), None))
    measured = review_networks.untrained(seeds=[0, 1], batches=1)
    assert measured["losses"] == pytest.approx([np.log(2)] * 2, abs=0.2)
    assert 0 < measured["outputs"][0] < measured["outputs"][1] < 1
    assert measured["shape"] == [1]


def test_the_network_has_322881_parameters():
    summary = review_networks.review_summary()
    assert [layer["parameters"] for layer in summary["layers"]] == [320000, 2080, 784, 17]
    assert summary["total_parameters"] == 322881
    assert summary["memory"]["total"] == "1.23 MB"
