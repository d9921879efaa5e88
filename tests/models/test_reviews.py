"""Tests of harness.models.reviews."""

import numpy as np
import pytest
from tensorflow import keras

from harness.models import reviews
from harness.subject import Unavailable


def test_the_loader_asks_for_the_archive():
    assert reviews.origin().endswith("/imdb.npz")


def test_the_loader_is_left_as_it_was():
    names = keras.datasets.imdb.load_data.__globals__
    before = names["get_file"]
    reviews.origin()
    assert names["get_file"] is before


def test_labels_are_listed_once(monkeypatch):
    halves = [(None, np.array([1, 0, 1])), (None, np.array([0]))]
    monkeypatch.setattr(reviews, "load_reviews", lambda: halves)
    assert reviews.labels() == {"train": [0, 1], "test": [0]}


def test_the_parts_are_those_of_the_archive(monkeypatch, tmp_path):
    np.savez(tmp_path / "imdb.npz", x_train=[1], y_train=[1], x_rest=[1], y_rest=[0])
    monkeypatch.setenv("HARNESS_DATA", str(tmp_path))
    assert reviews.parts() == ["rest", "train"]


def test_without_the_archive_nobody_knows_its_parts(monkeypatch, tmp_path):
    monkeypatch.setenv("HARNESS_DATA", str(tmp_path))
    with pytest.raises(Unavailable, match=r"imdb\.npz"):
        reviews.parts()


def test_an_untrained_network_is_undecided(monkeypatch):
    rows = np.empty(32, dtype=object)
    rows[:] = [[1, number] for number in range(2, 34)]
    labels = np.arange(32) % 2
    monkeypatch.setattr(reviews, "load_reviews", lambda: ((rows, labels), None))
    layers = [
        {"Embedding": [100, 4]},
        {"SimpleRNN": 3},
        {"Dense": [1, {"activation": "sigmoid"}]},
    ]
    measured = reviews.untrained(layers, seeds=[0, 1], batches=1)
    assert measured["losses"] == pytest.approx([np.log(2)] * 2, abs=0.3)
    assert 0 < measured["outputs"][0] < measured["outputs"][1] < 1


def test_an_output_fits_labels_of_as_many_classes_alone():
    assert reviews.trained_on(classes=3, units=3) > 0
    with pytest.raises(ValueError, match="shape"):
        reviews.trained_on(classes=3, units=2)
