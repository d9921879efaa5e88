"""Tests of harness.models.seeds."""

import random

import numpy as np
import tensorflow as tf

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


def test_keras_3_draws_other_weights_after_the_same_two_seeds():
    measured = seeds.seeded_weights()
    assert not measured["repeat"]
    assert measured["difference"] > 0


def test_the_state_of_numpys_generator_is_restored():
    np.random.seed(5)
    expected = np.random.rand(2)[1]
    np.random.seed(5)
    np.random.rand()
    seeds.seeded_weights()
    assert np.random.rand() == expected
