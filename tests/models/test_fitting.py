"""Tests of harness.models.fitting."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.models import fitting
from harness.models.fitting import batches, fit_steps


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


def test_pairs_are_padded_but_for_their_labels():
    assert fitting.padded_pairs(5, 2) == {"text": [2, 5], "label": [2]}


def test_the_first_argument_of_adam_is_its_learning_rate():
    assert fitting.positional_learning_rate(0.5) == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("samples", "batch_size", "count", "last"),
    [(7000, 32, 219, 24), (2000, 32, 63, 16), (25000, 32, 782, 8), (25000, 64, 391, 40)],
)
def test_documented_data_sets_have_these_batches(samples, batch_size, count, last):
    assert batches(samples, batch_size) == {"batches": count, "last": last}


def test_an_empty_data_set_has_no_batch():
    assert batches(0, 32) == {"batches": 0, "last": 0}


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 300), st.integers(1, 64))
def test_batches_hold_every_sample_once(samples, batch_size):
    counted = batches(samples, batch_size)
    assert (counted["batches"] - 1) * batch_size + counted["last"] == samples
    assert 1 <= counted["last"] <= batch_size


def test_fit_holds_out_a_fifth():
    assert fit_steps(2560, 0.2, 32) == {
        "train_samples": 2048,
        "validation_samples": 512,
        "train_steps": 64,
        "validation_steps": 16,
    }


def test_fit_without_a_split_validates_on_nothing():
    counted = fit_steps(100, 0.0, 32)
    assert counted["train_samples"] == 100
    assert counted["validation_samples"] == counted["validation_steps"] == 0


def test_an_encoder_with_a_decoder_is_not_trained_without_targets():
    assert not fitting.encoder_decoder_without_targets()["accepted"]
