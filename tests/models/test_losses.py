"""Tests of harness.models.losses."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.models import losses

few = settings(max_examples=15, deadline=None)


def test_a_vector_is_treated_as_a_row():
    measured = losses.probabilities(3, 4)
    assert (measured["vector"], measured["matrix"]) == ([4], [3, 4])
    assert np.all((measured["values"] >= 0) & (measured["values"] <= 1))


def test_every_step_or_the_last_one_is_classified():
    every, last = losses.at_every_step(4, 5), losses.at_the_end(4, 2)
    assert every["shape"] == [1, 4, 5]
    assert last["shape"] == [1, 2]
    np.testing.assert_allclose(every["sums"], 1, atol=1e-5)
    np.testing.assert_allclose(last["sums"], 1, atol=1e-5)


@settings(max_examples=15, deadline=None)
@given(st.integers(2, 6), st.integers(0, 9), st.integers(0, 99))
def test_a_loss_from_logits_is_that_of_their_softmax(classes, target, seed):
    sides = losses.categorical_loss(classes, target, seed)
    assert sides["left"] == pytest.approx(sides["right"], abs=1e-5)


@settings(max_examples=15, deadline=None)
@given(st.floats(-4, 4, width=32), st.sampled_from([0, 1]))
def test_a_loss_from_a_logit_is_that_of_its_sigmoid(output, target):
    sides = losses.binary_loss(output, target)
    assert sides["left"] == pytest.approx(sides["right"], abs=1e-5)


@pytest.mark.parametrize(("output", "accuracy"), [(0.3, 0.0), (0.6, 1.0)])
def test_accuracy_cuts_raw_outputs_at_one_half(output, accuracy):
    measured = losses.accuracy_of_logit(output, 1)
    assert measured["accuracy"] == accuracy
    assert measured["probability"] > 0.5


@given(st.integers(1, 40), st.integers(1, 5))
@settings(max_examples=20, deadline=None)
def test_the_squared_error_has_one_value_a_sample(samples, outputs):
    measured = losses.squared_error(samples, outputs)
    assert measured["shape"] == [samples]
    assert measured["left"] == pytest.approx(measured["right"], rel=1e-5)


@pytest.mark.parametrize(
    ("name", "function"), [("mse", "mean_squared_error"), ("mae", "mean_absolute_error")]
)
def test_short_names_stand_for_functions(name, function):
    assert losses.loss_function(name) == function


@few
@given(probability=st.floats(0.01, 0.99), label=st.sampled_from([0, 1]))
def test_binary_crossentropy_is_a_negated_logarithm(probability, label):
    sides = losses.binary_crossentropy(probability, label)
    assert sides["left"] == pytest.approx(sides["right"], abs=1e-4)


@few
@given(classes=st.integers(2, 12), label=st.integers(0, 11), seed=st.integers(0, 99))
def test_categorical_crossentropy_is_a_negated_logarithm(classes, label, seed):
    sides = losses.categorical_crossentropy(classes, label, seed)
    assert sides["left"] == pytest.approx(sides["right"], abs=1e-4)
