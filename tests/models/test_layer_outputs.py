"""What layers return: recurrent ones, and those that normalise."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tensorflow import keras

from harness.models import layer_outputs

sizes = st.integers(1, 6)
few = settings(max_examples=15, deadline=None)
recurrent = pytest.mark.parametrize("cell", ["SimpleRNN", "LSTM", "GRU"])


@few
@given(batch_size=sizes, timesteps=sizes, input_dim=sizes, units=sizes)
def test_the_axes_are_batch_time_and_features(batch_size, timesteps, input_dim, units):
    expected = {
        "batch_size": batch_size,
        "timesteps": timesteps,
        "input_dim": input_dim,
        "units": units,
    }
    assert layer_outputs.roles(batch_size, timesteps, input_dim, units) == expected


@few
@given(sentences=sizes, words=sizes, vector=sizes)
def test_sentences_words_and_vectors_take_the_three_axes(sentences, words, vector):
    measured = layer_outputs.sentences(sentences, words, vector)
    assert measured["batch_size"] == sentences
    assert measured["timesteps"] == words
    assert measured["input_dim"] == vector


@recurrent
def test_a_recurrent_layer_returns_its_last_state_or_all_of_them(cell):
    measured = layer_outputs.returned(cell)
    assert measured["last"] == [8, 3]
    assert measured["sequence"] == [8, 2, 3]
    assert measured["last_difference"] == 0


@recurrent
def test_the_output_is_the_hidden_state_that_is_passed_on(cell):
    measured = layer_outputs.returned(cell)
    assert measured["state_difference"] == 0
    assert measured["states"] == [[8, 3]] * (2 if cell == "LSTM" else 1)


def reversed_if(given):
    return {**given, "go_backwards": True} if given else given


def test_another_end_of_the_sequence_is_noticed(monkeypatch):
    simple_rnn = keras.layers.SimpleRNN
    monkeypatch.setattr(
        keras.layers, "SimpleRNN", lambda units, **given: simple_rnn(units, **reversed_if(given))
    )
    assert layer_outputs.returned()["last_difference"] > 1e-3


@recurrent
def test_a_bidirectional_layer_concatenates_two_outputs(cell):
    measured = layer_outputs.bidirectional_returned(cell)
    assert measured["merge_mode"] == "concat"
    assert measured["stateful"] is False
    assert measured["output"] == [8, 16]
    assert measured["states"] == [[8, 8]] * (4 if cell == "LSTM" else 2)
    assert measured["forward_difference"] == measured["backward_difference"] == 0


class Rolled:
    merge_mode, stateful = "concat", False

    def __init__(self, layer):
        self.layer = layer

    def __call__(self, inputs):
        output, *rest = self.layer(inputs)
        return [np.roll(np.asarray(output), 8, axis=-1), *rest]


def test_the_two_directions_of_a_bidirectional_layer_differ(monkeypatch):
    rolled = keras.layers.Bidirectional
    monkeypatch.setattr(keras.layers, "Bidirectional", lambda layer: Rolled(rolled(layer)))
    measured = layer_outputs.bidirectional_returned()
    assert measured["forward_difference"] > 1e-3
    assert measured["backward_difference"] > 1e-3


@pytest.mark.parametrize("rank", [1, 2, 4])
def test_inputs_must_have_three_axes(rank):
    refused = layer_outputs.rank_error(rank)
    assert refused["accepted"] is False
    assert refused["exception"] == "ValueError"
    assert f"expected ndim=3, found ndim={rank}" in refused["message"]


@recurrent
def test_inputs_of_three_axes_are_accepted(cell):
    assert layer_outputs.rank_error(3, cell)["accepted"] is True


def test_one_model_takes_sequences_of_any_length():
    measured = layer_outputs.any_length([1, 4, 30])
    assert measured == {"input_shape": [None, None, 10], "output_shapes": [[1, 3]] * 3}


def test_seeded_measurements_repeat():
    assert layer_outputs.returned("LSTM", seed=3) == layer_outputs.returned("LSTM", seed=3)


@settings(max_examples=10, deadline=None)
@given(st.integers(1, 40))
def test_batch_normalisation_keeps_two_trained_and_two_fixed_weights_a_channel(channels):
    measured = layer_outputs.batch_normalisation(samples=2, timesteps=2, channels=channels)
    assert measured["per_channel"] == {"trainable": 2, "non_trainable": 2}
    assert measured["statistics"] == channels


def test_batch_normalisation_centres_channels_and_not_samples():
    measured = layer_outputs.batch_normalisation()
    assert measured["largest_mean"] < 1e-5
    assert measured["largest_variance_error"] < 1e-3
    assert measured["largest_sample_mean"] > 1e-2


def test_layer_normalisation_centres_each_sample_on_its_own():
    measured = layer_outputs.layer_normalisation()
    assert measured["largest_mean"] < 1e-5
    assert measured["largest_variance_error"] < 1e-2
    assert measured["statistics"] == 32
    assert measured["independent"]
    assert (measured["parameters"], measured["non_trainable"]) == (40, 0)
