"""Tests of harness.models.forecasting_networks."""

import numpy as np
import pytest
import tensorflow as tf
from tensorflow import keras

from harness.models import forecasting_networks

PARAMETERS = {
    "dense": [0, 51],
    "simple": [3],
    "sequence": [3],
    "deep": [440, 820, 22],
    "deep-dense": [440, 820, 820, 21],
    "vector": [440, 820, 820, 210],
    "sequence-to-sequence": [440, 820, 820, 210],
    "batch-normalised": [440, 80, 820, 80, 820, 80, 210],
    "layer-normalised": [480, 860, 860, 210],
}
OUTPUTS = {
    "dense": [2, 1],
    "simple": [2, 1],
    "sequence": [2, 50, 1],
    "deep": [2, 1],
    "deep-dense": [2, 1],
    "vector": [2, 10],
    "sequence-to-sequence": [2, 50, 10],
    "batch-normalised": [2, 50, 10],
    "layer-normalised": [2, 50, 10],
}


@pytest.mark.parametrize("network", forecasting_networks.BUILDERS)
def test_each_layer_has_its_parameters(network):
    summary = forecasting_networks.forecasting_summary(network)
    assert [layer["parameters"] for layer in summary["layers"]] == PARAMETERS[network]


@pytest.mark.parametrize("network", forecasting_networks.BUILDERS)
def test_each_network_gives_its_shape(network):
    assert forecasting_networks.forecast_shape(network) == OUTPUTS[network]


def test_batch_normalisation_has_weights_that_are_not_trained():
    summary = forecasting_networks.forecasting_summary("batch-normalised")
    assert summary["non_trainable_parameters"] == 3 * 40
    assert summary["total_parameters"] == 2530


@pytest.mark.parametrize("timesteps", [1, 7, 60])
def test_a_recurrent_network_takes_any_length(timesteps):
    assert forecasting_networks.forecast_shape("sequence", timesteps) == [2, timesteps, 1]


def test_the_dense_network_takes_fifty_steps_only():
    with pytest.raises(ValueError, match="50"):
        forecasting_networks.forecast_shape("dense", timesteps=49)


def test_layers_are_named_in_the_order_of_the_network():
    keras.backend.clear_session()
    names = [
        layer["name"] for layer in forecasting_networks.forecasting_summary("deep-dense")["layers"]
    ]
    assert names == ["simple_rnn", "simple_rnn_1", "simple_rnn_2", "dense"]


def test_the_layer_normalised_cell_normalises_before_its_activation():
    cell = forecasting_networks.LayerNormCell(16)
    inputs = tf.random.stateless_normal([4, 3], seed=[1, 2])
    output, _ = cell(inputs, cell.get_initial_state(batch_size=4))
    before = np.arctanh(np.asarray(output, np.float64))
    np.testing.assert_allclose(before.mean(axis=-1), 0, atol=1e-4)
    assert np.all(before.var(axis=-1) > 0.9)


def test_the_layer_over_the_cell_equals_the_cell_step_by_step():
    cell = forecasting_networks.LayerNormCell(5)
    layer = keras.layers.RNN(cell, return_sequences=True)
    inputs = tf.random.stateless_normal([3, 4, 2], seed=[3, 4])
    whole = np.asarray(layer(inputs))
    states = cell.get_initial_state(batch_size=3)
    for step in range(4):
        output, states = cell(inputs[:, step], states)
        np.testing.assert_allclose(np.asarray(output), whole[:, step], atol=1e-5)
