"""Tests of harness.models.normalisation."""

from hypothesis import given, settings
from hypothesis import strategies as st

from harness.models import normalisation


@settings(max_examples=10, deadline=None)
@given(st.integers(1, 40))
def test_batch_normalisation_keeps_two_trained_and_two_fixed_weights_a_channel(channels):
    measured = normalisation.batch_normalisation(samples=2, timesteps=2, channels=channels)
    assert measured["per_channel"] == {"trainable": 2, "non_trainable": 2}
    assert measured["statistics"] == channels


def test_batch_normalisation_centres_channels_and_not_samples():
    measured = normalisation.batch_normalisation()
    assert measured["largest_mean"] < 1e-5
    assert measured["largest_variance_error"] < 1e-3
    assert measured["largest_sample_mean"] > 1e-2


def test_layer_normalisation_centres_each_sample_on_its_own():
    measured = normalisation.layer_normalisation()
    assert measured["largest_mean"] < 1e-5
    assert measured["largest_variance_error"] < 1e-2
    assert measured["statistics"] == 32
    assert measured["independent"]
    assert (measured["parameters"], measured["non_trainable"]) == (40, 0)
