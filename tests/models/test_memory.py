"""Tests of harness.models.memory."""

import pytest

from harness.models import memory


@pytest.mark.parametrize("layer", ["SimpleRNN", "LSTM", "GRU"])
def test_a_recurrent_layer_carries_forward_within_a_sample(layer):
    assert memory.carried(layer) == {
        "later_steps": True,
        "earlier_steps": False,
        "other_samples": False,
    }


def test_a_dense_layer_carries_nothing():
    assert not any(memory.carried("Dense").values())


def test_a_convolution_sees_one_image_at_a_time():
    assert memory.images() == {"same_image": True, "next_image": False}


def test_a_cell_returns_its_output_as_its_state():
    measured = memory.cell_outputs(units=4, samples=3)
    assert measured == {"dense": 1, "cell": 2, "state": [3, 4], "kept": True}


def test_a_recurrent_layer_keeps_one_state_however_long_the_series_was():
    assert memory.kept_numbers(units=4) == {"after_50_steps": 4, "after_500_steps": 4}


def test_fifty_steps_take_longer_than_one_product():
    measured = memory.run_times()
    assert 0 < measured["dense"] < measured["recurrent"]
