import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.models import composition

few = settings(max_examples=10, deadline=None)


@few
@given(depth=st.integers(1, 4), seed=st.integers(0, 99))
def test_a_sequential_model_chains_its_layers_in_order(depth, seed):
    measured = composition.sequential(depth, seed)
    np.testing.assert_allclose(measured["left"], measured["right"], atol=1e-6)
    assert measured["units"] == list(range(1, depth + 1))


@few
@given(features=st.integers(1, 6), units=st.integers(1, 6))
def test_a_dense_layer_connects_every_pair(features, units):
    sides = composition.connections(features, units)
    assert sides["left"] == sides["right"] == features * units
