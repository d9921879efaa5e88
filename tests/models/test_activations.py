import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from harness.models import activations


@given(values=st.lists(st.floats(-30, 30, width=32), min_size=1, max_size=6))
def test_a_sigmoid_lies_between_zero_and_one(values):
    sides = activations.sigmoid(values)
    np.testing.assert_allclose(sides["left"], sides["right"], atol=1e-6)


def test_a_softmax_layer_gives_shares():
    sides = activations.softmax_layer(units=10, samples=3)
    np.testing.assert_allclose(sides["left"], sides["right"], atol=1e-5)
    assert sides["left"].shape == (3,)
