"""Tests of harness.models.seeding."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from harness.models import seeding


@given(st.integers(0, 2**32 - 1), st.integers(1, 20))
def test_numpy_repeats_its_draws_after_a_seed(seed, count):
    drawn = seeding.draws(seed, count)
    np.testing.assert_array_equal(drawn["left"], drawn["right"])


def test_another_seed_draws_other_numbers():
    assert (seeding.draws(1)["left"] != seeding.draws(2)["left"]).all()


def test_keras_3_draws_other_weights_after_the_same_two_seeds():
    measured = seeding.weights()
    assert not measured["repeat"]
    assert measured["difference"] > 0


def test_numpy_goes_on_as_if_nothing_had_been_seeded():
    np.random.seed(5)
    expected = np.random.rand(2)[1]
    np.random.seed(5)
    np.random.rand()
    seeding.draws()
    seeding.weights()
    assert np.random.rand() == expected
