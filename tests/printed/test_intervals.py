"""A quoted figure leaves room for what its author may have meant, and for nothing else."""

import math
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from harness.printed.intervals import fits, interval_of, otherwise, requoted, share_of
from harness.printed.quoted import read_quoted

DECIMALS = st.decimals(-1000, 1000, places=3, allow_nan=False)


@pytest.mark.parametrize(
    ("figure", "right", "wrong"),
    [
        ("0.91", [0.9082, 0.9149], [0.92, 0.9, 0.9049]),
        ("about 0.91", [0.9082, 0.9, 0.92], [0.88, 0.93]),
        ("about 0.88", [], [0.9082]),
        ("~0.9", [0.9082], [0.7074]),
        ("about 0.8", [0.84], [0.7, 0.9082]),
        ("약 0.91", [0.9082], [0.88]),
        ("approx. 1.2M", [1_183_424], [1_300_000]),
        ("about 25,000", [24_890, 24_000, 26_000], [22_000, 23_999, 26_001]),
        ("25,000개 정도", [24_890], [22_000]),
        ("about 100", [103], [60]),
        ("nearly 100%", [0.99, 99.2], [0.8, 101]),
        ("거의 0.91", [0.9082], [0.92, 0.88]),
        ("0.9-1.1", [0.9, 1.1, 1], [0.7074, 1.2]),
        ("0.9\u20131.1", [1], [2]),
        ("0.9 to 1.1", [1], [2]),
        ("between 0.9 and 1.1", [1], [2]),
        ("0.9~1.1", [1], [2]),
        ("0.9에서 1.1 사이", [1], [2]),
        ("-1~1", [0, -1], [2]),
        ("1e-5-1e-4", [5e-5], [1]),
        ("1.2-1.5M", [1_300_000], [1.3]),
        ("between 5 and 10 ms", [7], [11]),
        ("90-95%", [0.93, 93], [0.89, 89]),
        ("[0, 1)", [0, 0.5], [1, -1]),
        ("(0, 1]", [1, 0.5], [0]),
        ("0.91 ± 0.02", [0.93, 0.89], [0.94]),
        ("(0.91 +/- 0.02)", [0.9], [0.8]),
        ("93.2 ± 0.5%", [0.932, 93.5], [0.9]),
        ("over 0.9", [0.91], [0.9, 0.8]),
        ("at least 0.9", [0.9], [0.89]),
        ("≥ 0.9", [0.9], [0.89]),
        ("under 0.1", [0.09], [0.1]),
        ("<= 0.1", [0.1], [0.11]),
        ("up to 5x", [5], [6]),
        ("10 or more", [10], [9]),
        ("at least 9007199254740993", [2**53 + 1], [2**53]),  # no float is as exact
        ("100+", [101], [99]),
        ("90% 이상", [0.9, 90.0, 0.95], [0.8, 80]),
        ("0.9 미만", [0.89], [0.9]),
        ("1만 개 초과", [10_001], [10_000]),
        ("219", [219, 219.0], [219.4, 218]),
        ("1 183 424", [1_183_424], [1_183_425]),
        ("1.2M", [1_183_424], [1_283_424, 1.18]),
        ("nan", [math.nan], [1, math.inf]),
        ("-inf", [-math.inf], [math.inf, 0, math.nan]),
    ],
)
def test_a_figure_leaves_room_for_what_it_says(figure, right, wrong):
    quoted = read_quoted(figure)
    assert [number for number in right if not fits(quoted, number)] == []
    assert [number for number in wrong if fits(quoted, number)] == []


def test_percent_are_measured_as_percent_or_as_a_fraction():
    assert fits(read_quoted("70.7%"), 70.7)
    assert fits(read_quoted("70.7%"), 0.707)
    assert not fits(read_quoted("70.7%"), 7.07)
    assert not fits(read_quoted("70.7%"), 0.707, percent=True)


def test_up_to_one_percent_is_a_fraction_unless_it_is_known_to_be_in_percent():
    assert fits(read_quoted("0.7%"), 0.007)
    assert not fits(read_quoted("0.7%"), 0.7)
    assert fits(read_quoted("0.7%"), 0.7, percent=True)


def test_a_fraction_is_not_under_a_bound_because_it_would_be_few_percent():
    assert not fits(read_quoted("under 90%"), 0.95)
    assert not fits(read_quoted("over 90%"), 70.7)


@given(DECIMALS, st.integers(-30, 30))
def test_half_a_unit_is_exact_at_its_boundary(number, hundredths):
    quoted = read_quoted(f"{number:.3f}")
    measured = Fraction(number) + Fraction(hundredths, 10**5)
    assert fits(quoted, measured) == (abs(hundredths) <= 50)
    assert fits(quoted, Fraction(number) + Fraction(1, 2000))
    assert not fits(quoted, Fraction(number) + Fraction(1, 2000) + Fraction(1, 10**9))


@given(DECIMALS, st.sampled_from(["{}", "about {}", "over {}", "at most {}", "{} ± 0.5", "{} ms"]))
def test_a_figure_leaves_room_for_its_own_number_unless_it_says_more_or_less(number, form):
    says_more = form.startswith("over")
    assert fits(read_quoted(form.format(f"{number:.3f}")), float(number)) != says_more


@given(DECIMALS.filter(bool), st.data())
def test_any_changed_digit_is_noticed_unless_it_is_within_half_a_unit(number, data):
    text = f"{number:.3f}"
    place = data.draw(st.sampled_from([i for i, sign in enumerate(text) if sign.isdigit()]))
    digit = data.draw(st.sampled_from("0123456789"))
    changed = text[:place] + digit + text[place + 1 :]
    assume(Decimal(changed) != number)
    assert not fits(read_quoted(changed), float(number))


@given(
    DECIMALS,
    st.sampled_from(
        ["{0}", "about {0}", "nearly {0}", "{0} ± 0.2", "{0} to 2000", "[{0}, 2000)", "{0}%"]
    ),
    st.floats(0, 1),
)
def test_another_figure_leaves_no_room_for_what_fits(number, form, share):
    quoted = read_quoted(form.format(f"{number:.3f}"))
    room = interval_of(quoted)
    measured = room.low + (room.high - room.low) * Fraction(share)
    assume(room.hold(measured) and room.low < measured < room.high)
    for other in otherwise(quoted):
        assert not interval_of(other).hold(measured)
        assert interval_of(read_quoted(other.text)) == interval_of(other)


@pytest.mark.parametrize(
    ("figure", "measured", "said"),
    [
        ("0.91", 0.8849, "0.88"),
        ("1.2M", 1_312_000, "1.3M"),
        ("70.7%", 0.8123, "81.2%"),
        ("about 0.91", 0.8849, "about 0.88"),
        ("over 0.9", 0.71, "0.7"),
        ("0.9-1.1", 0.7074, "0.7"),
        ("nan", 0.25, "0.25"),
        ("0.5", math.inf, "inf"),
    ],
)
def test_what_was_measured_is_said_with_the_digits_of_the_figure(figure, measured, said):
    again = requoted(read_quoted(figure), measured)
    assert again.text == said
    assert fits(again, measured)


@pytest.mark.parametrize(
    ("figure", "measured", "share"),
    [
        ("90%", 9.5, 1),
        ("90%", 9, 1),
        ("90%", 8.9, Fraction(1, 100)),
        ("80-90%", 8.9, Fraction(1, 100)),
        ("1%", 50, Fraction(1, 100)),
        ("1.1%", 50, 1),
        ("90", 0.9, 1),
    ],
)
def test_percent_are_a_share_where_that_is_nearer_to_what_was_measured(figure, measured, share):
    assert share_of(read_quoted(figure), measured) == share
    assert share_of(read_quoted(figure), measured, percent=True) == 1


@pytest.mark.parametrize(
    ("figure", "low", "high"),
    [
        ("1.0", 0.75, 1.25),
        ("about 1.0", 0.75, 1.25),
        ("nearly 1.0", 0.75, 1.0),
        ("1.0 ± 0.1", 0.75, 1.25),
        ("1.0-1.5", 0.75, 1.75),
        ("at least 1.0", 1.0, None),  # what is stated is a bound, whatever the tolerance
        ("at most 1.0", None, 1.0),
    ],
)
def test_a_tolerance_stands_in_place_of_the_room_that_a_figure_leaves(figure, low, high):
    room = interval_of(read_quoted(figure), room=Fraction(1, 4))
    assert (room.low, room.high) == (low, high)
