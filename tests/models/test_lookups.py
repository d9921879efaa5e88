"""Tests of harness.models.lookups."""

from harness.models import lookups


def test_each_word_has_a_vector_of_its_own():
    measured = lookups.lookup_table(7, 3)
    assert measured == {"left": [7, 3], "right": [7, 3], "trainable": True}


def test_a_lookup_costs_less_than_the_product():
    seconds = lookups.cost()
    assert 0 < seconds["lookup"] < seconds["product"]
