"""Tests of harness.models.cell_state."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.models import cell_state

SUBNORMAL = 2.0**-149
"""The smallest number of single precision; TensorFlow's kernels may take such ones for zero."""


@settings(max_examples=10, deadline=None)
@given(st.floats(-100, 100, width=32, allow_subnormal=False), st.integers(1, 8))
def test_an_open_cell_keeps_its_state(state, timesteps):
    sides = cell_state.carry(state, timesteps)
    assert sides["left"] == sides["right"] == state


@pytest.mark.parametrize("timesteps", [1, 8])
def test_a_state_too_small_for_a_normal_number_is_kept_or_zero(timesteps):
    sides = cell_state.carry(SUBNORMAL, timesteps)
    assert sides["right"] == SUBNORMAL
    assert sides["left"] in (SUBNORMAL, 0.0)


@pytest.mark.parametrize("inputs", [0.1, 10.0, 1e6])
def test_one_step_stays_in_the_range_of_tanh(inputs):
    entered = cell_state.entered(inputs)
    assert 0 < entered["largest"] <= 1
    assert not entered["unsquashed"]
