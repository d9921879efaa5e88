import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.models import compilation

few = settings(max_examples=15, deadline=None)


def test_metrics_are_logged_by_their_short_names():
    measured = compilation.logs(["mae", "acc"])
    assert measured["logged"] == ["acc", "loss", "mae", "val_acc", "val_loss", "val_mae"]
    assert measured["optimizer"] == "Adam"


def test_a_softmax_network_is_fitted_with_its_loss():
    measured = compilation.logs(["acc"], "categorical_crossentropy", "sgd", outputs=10)
    assert measured == {"logged": ["acc", "loss", "val_acc", "val_loss"], "optimizer": "SGD"}


@few
@given(optimizer=st.sampled_from(["sgd", "adam"]), slope=st.sampled_from([-3.0, -0.1, 0.1, 3.0]))
def test_optimizers_step_against_the_gradient(optimizer, slope):
    sides = compilation.downhill(optimizer, slope)
    assert sides["left"] == sides["right"] == (-1.0 if slope > 0 else 1.0)


@few
@given(probability=st.floats(0.01, 0.99), label=st.sampled_from([0, 1]))
def test_binary_crossentropy_is_a_negated_logarithm(probability, label):
    sides = compilation.binary_crossentropy(probability, label)
    assert sides["left"] == pytest.approx(sides["right"], abs=1e-4)


@few
@given(classes=st.integers(2, 12), label=st.integers(0, 11), seed=st.integers(0, 99))
def test_categorical_crossentropy_is_a_negated_logarithm(classes, label, seed):
    sides = compilation.categorical_crossentropy(classes, label, seed)
    assert sides["left"] == pytest.approx(sides["right"], abs=1e-4)
