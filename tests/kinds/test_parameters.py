"""A count of parameters is exact, or rounded as the page says."""

import pytest

from tests.kinds.judging import claim_of, verdict


@pytest.mark.parametrize(
    ("figure", "measured", "word", "basis", "why"),
    [
        ("4,908", 4908, "confirmed", "exact", ""),
        ("4,908", 4907, "refuted", "exact", "off by -1"),
        ("4,908", 6000, "refuted", "exact", "off by +1,092"),
        ("1.2M", 1_183_424, "confirmed", "as printed", ""),
        ("1.2M", 1_300_000, "refuted", "as printed", "off by +100,000"),
        ("about 1.2M", 1_400_000, "refuted", "as printed", "1,400,000 is not about 1.2M"),
        ("over 1,000", 1000, "refuted", "as printed", "1,000 is not over 1,000"),
        ("at least 2", 1, "refuted", "as printed", "1 is not at least 2"),
        ("under 2", 2, "refuted", "as printed", "2 is not under 2"),
        ("2", 2.0, "error", None, "not a count: 2.0"),
        ("2", "2", "error", None, "not a count: 2"),
    ],
)
def test_a_count_is_off_by_so_many_or_is_not_what_is_said(figure, measured, word, basis, why):
    found = verdict(measured, "parameters", figure)
    assert (found.word, found.why if found.word != "confirmed" else "") == (word, why)
    assert (found.basis and found.basis.value) == basis


@pytest.mark.parametrize(
    ("figure", "keys", "statement"),
    [
        ("4908", {"read": "total"}, "total is 4,908"),
        ("1.2M", {"read": "total"}, "total is 1.2M"),
        ("about 5,000", {"read": "total"}, "total is about 5,000"),
        ("4,908", {"states": "It has this many."}, "It has this many."),
    ],
)
def test_a_count_is_stated_with_what_has_it(figure, keys, statement):
    assert claim_of("parameters", figure, **keys).statement == statement


@pytest.mark.parametrize("figure", ["0.5", "4.9", "5 ms", "50%", "nan", "inf", True, 2.5, None])
def test_what_is_no_count_is_a_mistake(figure):
    with pytest.raises(ValueError, match="is not a count of parameters"):
        claim_of("parameters", expected=figure)


@pytest.mark.parametrize(
    "figure", ["1.2M", "4,908", "4908 parameters", "4.9k", "1e6", "1000 to 2000"]
)
def test_a_count_may_be_rounded_and_have_a_unit(figure):
    assert claim_of("parameters", figure).document_value.text == figure


@pytest.mark.parametrize("figure", ["1 to 2.5", "1 ± 0.5"])
def test_both_numbers_of_a_count_are_whole(figure):
    with pytest.raises(ValueError, match="is not a count of parameters"):
        claim_of("parameters", figure)
