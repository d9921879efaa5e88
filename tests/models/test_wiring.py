"""Tests of harness.models.wiring."""

import pytest

from harness.models import wiring


def test_every_layer_of_the_sentiment_network_has_one_input_and_one_output():
    assert wiring.single() == {"inputs": [1] * 4, "outputs": [1] * 4}


def test_the_sentiment_network_ends_without_an_activation():
    assert wiring.activations() == ["relu", "linear"]


def test_keras_3_takes_states_in_a_sequential_model():
    assert wiring.states_in_sequential(units=5) == [2, 5]


@pytest.mark.parametrize("timesteps", [2, 6])
def test_states_continue_a_sequence(timesteps):
    measured = wiring.reused_states(timesteps=timesteps)
    assert measured["outputs"] == 3
    assert measured["difference"] < 1e-6


def test_an_input_shape_is_time_steps_and_features():
    assert wiring.input_shape(7, 2) == [None, 7, 2]
