import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.models import long_sequences

few = settings(max_examples=8, deadline=None)


@few
@given(weight=st.floats(0.25, 1.25), timesteps=st.integers(2, 12))
def test_a_linear_recurrence_has_powers_of_its_weight_as_gradients(weight, timesteps):
    found = long_sequences.gradients("linear", weight, timesteps)
    assert found["first"] == pytest.approx(weight ** (timesteps - 1), rel=1e-4)
    assert found["last"] == pytest.approx(1)


@few
@given(weight=st.floats(0.25, 1.5), timesteps=st.integers(1, 12))
def test_a_linear_recurrence_has_powers_of_its_weight_as_states(weight, timesteps):
    found = long_sequences.states("linear", weight, timesteps)
    assert found["last"] == pytest.approx(found["first"] * weight ** (timesteps - 1), rel=1e-4)


def test_a_saturating_state_stays_within_one():
    assert abs(long_sequences.states("tanh", 1.5, 100)["last"]) < 1
