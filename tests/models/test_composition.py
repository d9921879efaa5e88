"""Tests of harness.models.composition."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.models import composition

few = settings(max_examples=10, deadline=None)


@few
@given(depth=st.integers(1, 4), seed=st.integers(0, 99))
def test_a_sequential_model_chains_its_layers_in_order(depth, seed):
    measured = composition.sequential(depth, seed)
    np.testing.assert_allclose(measured["left"], measured["right"], atol=1e-6)
    assert measured["units"] == list(range(1, depth + 1))


def test_every_layer_of_the_sentiment_network_has_one_input_and_one_output():
    assert composition.single() == {"inputs": [1] * 4, "outputs": [1] * 4}


def test_the_sentiment_network_ends_without_an_activation():
    assert composition.activations() == ["relu", "linear"]


@pytest.mark.parametrize("timesteps", [2, 6])
def test_states_continue_a_sequence(timesteps):
    measured = composition.reused_states(timesteps=timesteps)
    assert measured["outputs"] == 3
    assert measured["difference"] < 1e-6
