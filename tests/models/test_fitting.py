"""Tests of harness.models.fitting."""

import pytest

from harness.models import fitting


def test_the_history_has_an_entry_for_each_epoch():
    measured = fitting.history(epochs=3, batches=2)
    assert measured["type"] == "History"
    assert measured["epochs"] == 3
    assert measured["validation_batches"] == 2
    assert measured["keys"] == ["accuracy", "loss", "val_accuracy", "val_loss"]


def test_validation_steps_limit_the_batches():
    measured = fitting.history(epochs=2, batches=4, validation_steps=3, accuracy=False)
    assert measured["validation_batches"] == 3
    assert measured["keys"] == ["loss", "val_loss"]


def test_without_validation_nothing_is_validated():
    measured = fitting.history(epochs=1, batches=2, validation=False)
    assert measured["validation_batches"] == 0
    assert measured["keys"] == ["accuracy", "loss"]


def test_an_evaluation_begins_with_the_loss():
    assert fitting.evaluation() == {"count": 2, "first": "loss"}


def test_predictions_are_single_precision():
    measured = fitting.prediction(timesteps=3, features=2, samples=5)
    assert measured == {"input": [5, 3, 2], "shape": [5, 1], "dtype": "float32"}


def test_pairs_are_padded_but_for_their_labels():
    assert fitting.padded_pairs(5, 2) == {"text": [2, 5], "label": [2]}


def test_the_first_argument_of_adam_is_its_learning_rate():
    assert fitting.learning_rate(0.5) == pytest.approx(0.5)
