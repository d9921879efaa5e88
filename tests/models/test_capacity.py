from itertools import pairwise

from harness.models import capacity


def test_parameters_grow_with_the_units():
    assert capacity.by_units([1, 3]) == {"1": 12, "3": 42}
    counts = capacity.by_units().values()
    assert all(small < large for small, large in pairwise(counts))


def test_parameters_grow_with_the_layers():
    assert capacity.by_depth() == {"1": 224, "2": 624, "3": 1024, "4": 1424}
