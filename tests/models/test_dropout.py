"""Tests of harness.models.dropout."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.models import dropout

sizes = st.integers(1, 5)
seeds = st.integers(0, 2**32 - 1)
few = settings(max_examples=15, deadline=None)
recurrent = pytest.mark.parametrize("cell", ["SimpleRNN", "LSTM", "GRU"])


def test_nothing_is_lost_without_dropout():
    assert dropout.lost(dropout=0.0, recurrent_dropout=0.0) == {
        "neither": 0.0,
        "dropout": 0.0,
        "recurrent_dropout": 0.0,
        "both": 0.0,
    }


def test_each_kind_of_dropout_loses_its_share():
    measured = dropout.lost(dropout=0.1, recurrent_dropout=0.5)
    assert measured["dropout"] == pytest.approx(0.1, abs=0.03)
    assert measured["recurrent_dropout"] == pytest.approx(0.5, abs=0.03)


def test_both_kinds_together_lose_more():
    measured = dropout.lost()
    assert measured["both"] == pytest.approx(1 - 0.85**2, abs=0.03)


def difference(sides):
    assert np.shape(sides["left"]) == np.shape(sides["right"])
    return np.abs(np.subtract(sides["left"], sides["right"])).max()


@recurrent
@few
@given(b=sizes, t=st.integers(2, 5), f=sizes, seed=seeds)
def test_every_time_step_has_the_same_dropout_mask(cell, b, t, f, seed):
    sides = dropout.dropout_mask(cell, b, t, f, 0.5, seed)
    assert set(np.unique(sides["left"])) <= {0.0, 2.0}
    assert difference(sides) == 0


@recurrent
def test_a_dropout_mask_drops_about_its_rate_anew_for_each_sample_and_feature(cell):
    measured = dropout.dropout_mask(cell, batch_size=18, timesteps=1, features=50, rate=0.25)
    first = measured["left"][:, 0]
    assert 0.19 < measured["dropped"] < 0.31
    assert np.ptp(first, axis=0).all()
    assert np.ptp(first, axis=1).all()


@recurrent
@pytest.mark.filterwarnings("ignore:divide by zero", "ignore:invalid value")
def test_nothing_is_dropped_at_rate_zero(cell):
    measured = dropout.dropout_mask(cell, rate=0.0)
    assert (measured["left"] == 1).all()
    assert measured["dropped"] == 0


def test_masks_repeat_with_their_seed():
    first, again, other = (
        dropout.dropout_mask(features=30, seed=seed)["left"] for seed in (1, 1, 2)
    )
    np.testing.assert_array_equal(first, again)
    assert (first != other).any()


@pytest.mark.parametrize("mask", [dropout.input_mask, dropout.state_mask])
@pytest.mark.parametrize("rate", [0.2, 0.5])
def test_a_mask_drops_its_share_and_scales_what_it_keeps(mask, rate):
    measured = mask(rate=rate)
    assert measured["share"] == pytest.approx(rate, abs=0.03)
    assert measured["kept"] == pytest.approx(1 / (1 - rate), abs=1e-4)
    assert measured["same_at_every_step"]


@pytest.mark.parametrize("mask", [dropout.input_mask, dropout.state_mask])
def test_a_rate_of_zero_drops_nothing(mask):
    measured = mask(rate=0.0, samples=4)
    assert (measured["share"], measured["kept"]) == (0, 1)


def test_dropout_makes_an_epoch_no_faster():
    seconds = dropout.epoch_seconds(0.15, 0.15)
    assert 0 < seconds["without"] < seconds["with"]


@pytest.mark.parametrize("rate", [0.0, 0.15])
def test_every_step_trains_whatever_is_dropped(rate):
    assert dropout.skipped_steps(rate, steps=5) == 0
