"""Tests of harness.models.optimisers."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.models import optimisers

numbers = st.floats(-10, 10, width=32)
few = settings(max_examples=15, deadline=None)


@settings(max_examples=15, deadline=None)
@given(numbers, numbers)
def test_descent_subtracts_a_share_of_the_gradient(value, gradient):
    sides = optimisers.descent(value, gradient, 0.5)
    assert sides["left"] == pytest.approx(sides["right"])
    assert sides["right"] == pytest.approx(value - gradient / 2, abs=1e-5)


def test_metrics_are_logged_by_their_short_names():
    measured = optimisers.logs(["mae", "acc"])
    assert measured["logged"] == ["acc", "loss", "mae", "val_acc", "val_loss", "val_mae"]
    assert measured["optimizer"] == "Adam"


def test_a_softmax_network_is_fitted_with_its_loss():
    measured = optimisers.logs(["acc"], "categorical_crossentropy", "sgd", outputs=10)
    assert measured == {"logged": ["acc", "loss", "val_acc", "val_loss"], "optimizer": "SGD"}


@few
@given(optimizer=st.sampled_from(["sgd", "adam"]), slope=st.sampled_from([-3.0, -0.1, 0.1, 3.0]))
def test_optimizers_step_against_the_gradient(optimizer, slope):
    sides = optimisers.downhill(optimizer, slope)
    assert sides["left"] == sides["right"] == (-1.0 if slope > 0 else 1.0)


def test_keras_3_refuses_the_old_name_of_the_learning_rate():
    assert optimisers.named_learning_rate("lr") == {
        "accepted": False,
        "exception": "ValueError",
        "learning_rate": None,
        "applied": False,
    }


@pytest.mark.parametrize("value", [0.005, 0.1])
def test_the_learning_rate_given_is_applied(value):
    measured = optimisers.named_learning_rate(value=value)
    assert measured["accepted"]
    assert measured["applied"]
    assert measured["learning_rate"] == pytest.approx(value)


@pytest.mark.parametrize(("name", "rate", "kind"), [("adam", 0.001, "Adam"), ("sgd", 0.01, "SGD")])
def test_a_name_stands_for_the_defaults_of_its_class(name, rate, kind):
    assert optimisers.by_name(name) == {"class": kind, "same": True, "learning_rate": rate}


def test_changed_hyperparameters_differ_from_the_defaults(monkeypatch):
    made = optimisers.keras.optimizers.Adam(learning_rate=0.2)
    monkeypatch.setattr(optimisers.keras.optimizers, "get", lambda name: made)
    assert optimisers.by_name() == {"class": "Adam", "same": False, "learning_rate": 0.2}


def test_a_compiled_network_has_the_rate_of_its_optimiser():
    assert optimisers.compiled_rate("object", 0.02)["learning_rate"] == 0.02
    assert optimisers.compiled_rate("name")["learning_rate"] == 0.001


def test_a_loss_is_the_same_in_all_forms():
    measured = optimisers.loss_forms()
    assert measured["same"]
    assert measured["name"] > 0


def test_an_activation_is_the_same_in_both_forms():
    assert optimisers.activation_forms("relu") == {"difference": 0.0, "same": True}
