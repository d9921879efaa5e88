"""An embedding lookup beside the product of one-hot vectors with the same table."""

import pytest

from harness.benchmarks import embedding
from harness.benchmarks.pairs import take_turns

FAR = 10
"""What "far more efficient" has to mean at the least: an order of magnitude."""


@pytest.fixture(scope="module")
def rows(machine):
    prepared = embedding.prepare_rows()
    prepared.check()
    return prepared


@pytest.fixture(scope="module")
def pairs(rows):
    return take_turns(rows.product, rows.lookup, pairs=9)


@pytest.mark.parametrize("way", ["lookup", "product"])
def test_either_way_to_the_same_rows_is_timed(way, rows, pairs, benchmark, machine):
    benchmark.group = "embedding-8185x64"
    benchmark.extra_info.update(machine, ratio=pairs.ratio)
    benchmark.pedantic(getattr(rows, way), rounds=9, warmup_rounds=1)


def test_a_lookup_is_far_more_efficient_than_the_product(pairs):
    assert pairs.ratio > FAR
