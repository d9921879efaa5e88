"""A number holds to its printed digits, or within a tolerance of its own."""

import pytest

from tests.kinds.judging import claim_of, verdict, word

WIDE = {"tolerance": {"absolute": 0.2, "why": "the page draws it without a seed"}}


@pytest.mark.parametrize(
    ("measured", "by_its_digits", "by_its_tolerance"),
    [
        (0.54, "confirmed", "confirmed"),
        (0.56, "refuted", "confirmed"),
        (0.69, "refuted", "confirmed"),
        (0.31, "refuted", "confirmed"),
        (0.71, "refuted", "refuted"),
        (0.29, "refuted", "refuted"),
    ],
)
def test_a_tolerance_of_its_own_takes_the_place_of_the_digits(
    measured, by_its_digits, by_its_tolerance
):
    assert word(measured, "number", "0.5") == by_its_digits
    assert word(measured, "number", "0.5", **WIDE) == by_its_tolerance


@pytest.mark.parametrize(
    ("figure", "others"),
    [
        ("0.5", ["0.6", "0.4", "1.1", "-0.1"]),
        ("about 0.5", ["about 0.7", "about 0.3"]),
        ("under 0.5", ["at least 0.5"]),
        ("over 0.5", ["at most 0.5"]),
        ("0.4-0.6", ["0.8 to 1.0", "0.0 to 0.2"]),
        ("0.5 ± 0.1", ["0.9 ± 0.1", "0.1 ± 0.1"]),
        ("nan", ["0"]),
    ],
)
def test_what_lies_beyond_a_tolerance_is_a_mutant_of_a_plain_number_alone(figure, others):
    assert [str(other) for other in claim_of("number", figure, **WIDE).mutants()] == others


@pytest.mark.parametrize("kind", ["number", "parameters"])
@pytest.mark.parametrize("measured", [True, False, "1", None])
def test_what_is_no_number_is_an_error_and_not_a_verdict(kind, measured):
    assert word(measured, kind, "1") == "error"


@pytest.mark.parametrize(
    ("figure", "tolerance", "hollow"),
    [("0.5", 0.6, True), ("-0.5", 0.5, True), ("0.5", 0.4, False), ("0", 0.4, False)],
)
def test_a_tolerance_as_wide_as_its_number_lets_nothing_pass_for_it(figure, tolerance, hollow):
    wide = {"tolerance": {"absolute": tolerance, "why": "the page draws it without a seed"}}
    assert bool(claim_of("number", figure, **wide).hollow) is hollow
    assert not claim_of("number", figure).hollow


@pytest.mark.parametrize("figure", ["0.5 %", "about 0.5 %", "nan", "1.2M", "0.9 to 1.1"])
def test_a_figure_says_what_the_spec_writes_in_the_same_way(figure):
    assert claim_of("number", figure, expected=figure).document_value.text == figure


@pytest.mark.parametrize(
    ("figure", "expected"), [("0.5", "0.6"), ("about 0.5", "0.7"), ("1", "1.5")]
)
def test_a_figure_does_not_say_another_number(figure, expected):
    with pytest.raises(ValueError, match="the figure reads"):
        claim_of("number", figure, expected=expected)


@pytest.mark.parametrize(
    ("figure", "measured", "why"),
    [
        ("0.5", 0.75, "off by +0.25"),
        ("0.5", -0.75, "off by -1.25"),
        ("50%", 0.75, "off by +0.25"),
        ("50%", 75, "off by +25"),
        ("about 0.5", 0.75, "0.75 is not about 0.5"),
        ("over 0.5", 0.25, "0.25 is not over 0.5"),
        ("at least 0.5", 0.25, "0.25 is not at least 0.5"),
        ("0.5-0.75", 0.25, "0.25 is not 0.5-0.75"),
        ("0.5 ± 0.1", 0.25, "0.25 is not 0.5 ± 0.1"),
        ("under 0.5", 0.75, "0.75 is not under 0.5"),
        ("nan", 0.75, "0.75 is not nan"),
    ],
)
def test_what_was_measured_is_so_far_from_a_plain_number_or_is_not_what_is_said(
    figure, measured, why
):
    found = verdict(measured, "number", figure)
    assert (found.word, found.why) == ("refuted", why)
