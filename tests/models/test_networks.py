"""Stacks of layers as data, the one function that builds them, and models composed of them."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.models import networks
from harness.models.networks import built_layer, built_network, network_summary

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@pytest.mark.parametrize(
    ("layers", "inputs", "parameters"),
    [
        ([{"SimpleRNN": 3}], [2, 10], 42),
        ([{"Embedding": [100, 32]}, {"LSTM": 32}, {"Dense": 1}], [None], 3200 + 8320 + 33),
        ([{"Bidirectional": {"LSTM": 4}}, "Flatten"], [2, 3], 2 * 4 * 4 * (3 + 4 + 1)),
        ([{"SimpleRNN": [2, {"return_sequences": True}]}, {"Dense": {"units": 1}}], [2, 1], 8 + 3),
    ],
)
def test_a_network_is_built_from_what_its_layers_are_called(layers, inputs, parameters):
    assert built_network(layers, inputs).count_params() == parameters


def test_keywords_reach_the_layer():
    layer = built_layer({"SimpleRNN": [2, {"return_sequences": True, "dropout": 0.15}]})
    assert layer.return_sequences
    assert layer.dropout == 0.15


def test_a_batch_may_be_fixed():
    found = network_summary([{"SimpleRNN": 3}], [2, 10], batch_size=8)
    assert found["layers"][0]["output_shape"] == [8, 3]


few = settings(max_examples=10, deadline=None)


@few
@given(depth=st.integers(1, 4), seed=st.integers(0, 99))
def test_a_sequential_model_chains_its_layers_in_order(depth, seed):
    measured = networks.sequential(depth, seed)
    np.testing.assert_allclose(measured["left"], measured["right"], atol=1e-6)
    assert measured["units"] == list(range(1, depth + 1))


def test_every_layer_of_the_sentiment_network_has_one_input_and_one_output():
    assert networks.single() == {"inputs": [1] * 4, "outputs": [1] * 4}


def test_the_sentiment_network_ends_without_an_activation():
    assert networks.activations() == ["relu", "linear"]


@pytest.mark.parametrize("timesteps", [2, 6])
def test_states_continue_a_sequence(timesteps):
    measured = networks.reused_states(timesteps=timesteps)
    assert measured["outputs"] == 3
    assert measured["difference"] < 1e-6
