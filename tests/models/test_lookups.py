"""Tests of harness.models.lookups."""

from harness.models import lookups


def test_the_table_has_a_row_for_each_word():
    assert lookups.lookup_table(7, 3) == {"count": 1, "shape": [7, 3], "trainable": 1}


def test_a_lookup_costs_less_than_the_product():
    seconds = lookups.cost()
    assert 0 < seconds["lookup"] < seconds["product"]
