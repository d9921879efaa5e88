"""Tests of harness.models.seeds."""

import random

import numpy as np
import tensorflow as tf
from hypothesis import given
from hypothesis import strategies as st

from harness.models import seeds
from harness.models.seeds import seeded


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


@given(st.integers(0, 2**32 - 1), st.integers(1, 20))
def test_numpy_repeats_its_draws_after_a_seed(seed, count):
    drawn = seeds.draws(seed, count)
    np.testing.assert_array_equal(drawn["left"], drawn["right"])


def test_another_seed_draws_other_numbers():
    assert (seeds.draws(1)["left"] != seeds.draws(2)["left"]).all()


def test_keras_3_draws_other_weights_after_the_same_two_seeds():
    measured = seeds.seeded_weights()
    assert not measured["repeat"]
    assert measured["difference"] > 0


def test_the_state_of_numpys_generator_is_restored():
    np.random.seed(5)
    expected = np.random.rand(2)[1]
    np.random.seed(5)
    np.random.rand()
    seeds.draws()
    seeds.seeded_weights()
    assert np.random.rand() == expected
