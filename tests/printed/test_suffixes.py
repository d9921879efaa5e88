"""A suffix says by which power of ten a number is printed shorter."""

import pytest

from harness.printed.scalars import read_scalar

POWERS = {
    3: ["k", "K", " thousand", "천"],
    4: ["만"],
    5: ["십만"],
    6: ["M", " million", "백만"],
    7: ["천만"],
    8: ["억"],
    9: ["B", "G", " billion"],
    12: ["T", " trillion"],
}


@pytest.mark.parametrize(
    ("power", "suffix"), [(power, suffix) for power, every in POWERS.items() for suffix in every]
)
def test_a_number_with_a_suffix_is_as_many_times_as_great(power, suffix):
    number = read_scalar(f"1.5{suffix}")
    assert number is not None
    assert number.exact == 15 * 10 ** (power - 1)
    assert number.step == 10 ** (power - 1)
