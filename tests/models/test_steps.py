"""Tests of harness.models.steps."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.models.steps import batches, fit_steps


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
