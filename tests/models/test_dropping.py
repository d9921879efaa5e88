"""Tests of harness.models.dropping."""

import pytest

from harness.models import dropping


@pytest.mark.parametrize("mask", [dropping.input_mask, dropping.state_mask])
@pytest.mark.parametrize("rate", [0.2, 0.5])
def test_a_mask_drops_its_share_and_scales_what_it_keeps(mask, rate):
    measured = mask(rate=rate)
    assert measured["share"] == pytest.approx(rate, abs=0.03)
    assert measured["kept"] == pytest.approx(1 / (1 - rate), abs=1e-4)
    assert measured["same_at_every_step"]


@pytest.mark.parametrize("mask", [dropping.input_mask, dropping.state_mask])
def test_a_rate_of_nothing_drops_nothing(mask):
    measured = mask(rate=0.0, samples=4)
    assert (measured["share"], measured["kept"]) == (0, 1)


def test_dropout_changes_training_and_not_inference():
    measured = dropping.effects()
    assert measured["inference_unaffected"]
    assert measured["training_differs"]
    assert measured["parameters"] == {"with": 11553, "without": 11553}


def test_without_rates_training_is_inference():
    assert not dropping.effects(dropout=0.0, recurrent_dropout=0.0)["training_differs"]
