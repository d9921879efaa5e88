"""What a session does beside computing: seeds, time, memory."""

import random

import numpy as np
import pytest
import tensorflow as tf

from harness.models import sessions
from harness.models.sessions import least_seconds, seeded


def _draws():
    return random.random(), float(np.random.rand()), float(tf.random.uniform([]))


def test_the_same_seed_repeats_every_generator():
    with seeded(7):
        first = _draws()
    with seeded(7):
        second = _draws()
    assert first == second


def test_another_seed_changes_every_generator():
    with seeded(7):
        first = _draws()
    with seeded(8):
        second = _draws()
    assert all(one != other for one, other in zip(first, second, strict=True))


def test_the_callers_generators_are_restored():
    random.seed(1)
    np.random.seed(1)
    expected = random.random(), np.random.rand()
    random.seed(1)
    np.random.seed(1)
    with seeded(7):
        _draws()
    assert (random.random(), np.random.rand()) == expected


def test_keras_3_draws_other_weights_after_the_same_two_seeds():
    measured = sessions.seeded_weights()
    assert not measured["repeat"]
    assert measured["difference"] > 0


def test_the_state_of_numpys_generator_is_restored():
    np.random.seed(5)
    expected = np.random.rand(2)[1]
    np.random.seed(5)
    np.random.rand()
    sessions.seeded_weights()
    assert np.random.rand() == expected


def test_more_work_takes_longer():
    seconds = least_seconds({"little": lambda: sum(range(10)), "much": lambda: sum(range(10**6))})
    assert 0 <= seconds["little"] < seconds["much"]


def test_each_is_called_in_turn_and_once_before():
    calls = []
    named = {name: lambda name=name: calls.append(name) or 0 for name in "ab"}
    least_seconds(named, rounds=2)
    assert calls == ["a", "b"] * 3


@pytest.mark.parametrize("layer", ["SimpleRNN", "LSTM", "GRU"])
def test_a_recurrent_layer_carries_forward_within_a_sample(layer):
    assert sessions.carried(layer) == {
        "later_steps": True,
        "earlier_steps": False,
        "other_samples": False,
    }


def test_a_dense_layer_carries_nothing():
    assert not any(sessions.carried("Dense").values())


def test_a_convolution_sees_one_image_at_a_time():
    assert sessions.images() == {"same_image": True, "next_image": False}


def test_a_cell_returns_its_output_as_its_state():
    measured = sessions.cell_outputs(units=4, samples=3)
    assert measured == {"dense": 1, "cell": 2, "state": [3, 4], "kept": True}


def test_a_recurrent_layer_keeps_one_state_however_long_the_series_was():
    assert sessions.kept_numbers(units=4) == {"after_50_steps": 4, "after_500_steps": 4}


def test_fifty_steps_take_longer_than_one_product():
    measured = sessions.run_times()
    assert 0 < measured["dense"] < measured["recurrent"]
