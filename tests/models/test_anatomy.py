"""Tests of harness.models.anatomy."""

import numpy as np
import pytest
from tensorflow import keras

from harness.models import anatomy


@pytest.mark.parametrize("inputs", [0.1, 10.0, 1e6])
def test_one_step_stays_in_the_range_of_tanh(inputs):
    entered = anatomy.entered(inputs)
    assert 0 < entered["largest"] <= 1
    assert not entered["unsquashed"]


def test_a_cell_has_two_weights_and_a_bias():
    assert anatomy.cell_weights()["shapes"] == [[1, 10], [10, 10], [10]]
    assert anatomy.cell_weights(use_bias=False)["count"] == 2


def test_frozen_weights_are_not_counted_as_trainable(monkeypatch):
    simple_rnn = keras.layers.SimpleRNN
    monkeypatch.setattr(
        keras.layers, "SimpleRNN", lambda units, **given: simple_rnn(units, trainable=False)
    )
    assert anatomy.cell_weights()["trainable"] == 0


def test_the_simple_cell_has_the_fewest_parameters():
    assert anatomy.parameters(units=2, features=3) == {"SimpleRNN": 12, "GRU": 42, "LSTM": 48}


def test_outputs_depend_on_no_later_input():
    assert anatomy.influence(3) == np.tri(3, dtype=bool).tolist()


def test_order_matters():
    assert anatomy.input_order() > 1e-3


def test_only_the_linear_cell_is_additive():
    assert anatomy.additive("linear") is True
    assert anatomy.additive("tanh") is False
