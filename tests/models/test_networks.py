"""Stacks of layers as data."""

import pytest

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
