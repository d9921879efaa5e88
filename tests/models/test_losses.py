"""Tests of harness.models.losses."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.models import losses


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
    assert losses.named(name) == function
