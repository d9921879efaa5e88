"""Ratios of times, on the smallest sizes: what they are made of, not how large they are."""

import pytest

from harness.models import durations


@pytest.fixture
def times(monkeypatch):
    """Give each call the place it has in its run, and call it once."""

    def seconds(calls, rounds=10):
        assert rounds >= 5
        for call in calls.values():
            call()
        return {name: float(2**place) for place, name in enumerate(calls)}

    monkeypatch.setattr(durations, "least_seconds", seconds)


def test_an_epoch_of_each_network_is_compared_with_the_one_before(times):
    found = durations.forecasting_epochs(timesteps=50, samples=4)
    assert found == {
        "dense": 1,
        "recurrent": 2,
        "deep": 4,
        "recurrent_by_dense": 2,
        "deep_by_recurrent": 2,
    }


def test_long_sequences_are_compared_with_short_ones(times):
    assert durations.sequence_epochs(2, 4, units=2, samples=4) == {
        "short": 1,
        "long": 2,
        "ratio": 2,
    }


def test_recurrent_layers_are_compared_with_a_dense_one(times):
    found = durations.review_epochs(words=10, length=4, units=2, samples=4)
    assert found == {"recurrent": 1, "dense": 2, "ratio": 0.5}


def test_the_product_is_compared_with_the_lookup():
    found = durations.lookup_ratio(words=50, dimensions=4, length=8)
    assert found["ratio"] == found["product"] / found["lookup"] > 0


def test_ten_times_the_steps_take_longer():
    assert durations.sequence_epochs(short=10, long=100, units=4)["ratio"] > 1
