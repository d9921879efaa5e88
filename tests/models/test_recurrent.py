"""Tests of harness.models.recurrent."""

import pytest

from harness.models import recurrent


@pytest.mark.parametrize("timesteps", [2, None])
def test_a_layer_has_the_same_parameters_over_any_number_of_steps(timesteps):
    summary = recurrent.plain_layer(timesteps=timesteps)
    assert summary["layers"][0]["output_shape"] == [None, 3]
    assert summary["total_parameters"] == summary["trainable_parameters"] == 42
