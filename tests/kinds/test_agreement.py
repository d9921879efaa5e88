"""Passages of one document agree in their figures."""

import pytest

from tests.kinds.judging import claim_of, verdict, word


@pytest.mark.parametrize(
    ("figure", "other", "expected"),
    [
        ("0.91", "91 %", "confirmed"),
        ("0.91", "91.4%", "confirmed"),
        ("0.91", "91.6%", "refuted"),
        ("0.91", "0.9082", "confirmed"),
        ("0.91", "0.9", "refuted"),
    ],
)
def test_a_figure_rounds_another_one_and_percent_are_hundredths(figure, other, expected):
    against = [{"lines": 9, "figure": other}]
    assert word(None, "agreement", figure, relation="rounds", against=against) == expected


@pytest.mark.parametrize(
    ("others", "why"),
    [(["4"], "the other passage says 4"), (["4", "5"], "the other passage says [4, 5]")],
)
def test_what_the_other_passages_say_is_the_reason(others, why):
    against = [{"lines": 9, "figure": figure} for figure in others]
    assert verdict(None, "agreement", "3", against=against).why == why


def test_text_and_numbers_have_no_order():
    against = [{"lines": 9, "figure": "'a'"}]
    with pytest.raises(ValueError, match="no order between them"):
        word(None, "agreement", "3", relation="ascending", against=against)
    assert word(None, "agreement", "3", against=against) == "refuted"


def test_its_passages_are_its_own_and_those_that_it_is_compared_with():
    against = [{"lines": 9, "figure": "3"}, {"lines": [11, 12], "figure": "3"}]
    claim = claim_of("agreement", "3", against=against)
    assert [at.span for at in claim.passages] == [(3, 3), (9, 9), (11, 12)]
    assert claim.terms["against"] == ["3", "3"]
    assert claim.measured_text(["3", [4, 5]]) == "3, [4, 5]"


@pytest.mark.parametrize(
    ("figure", "others", "expected"),
    [("3", ["4", "5"], "confirmed"), ("3", ["3", "5"], "refuted"), ("3", ["5", "4"], "refuted"), ("5", ["4", "6"], "refuted")],
)  # fmt: skip
def test_an_order_rises_from_its_own_figure_through_the_others(figure, others, expected):
    against = [{"lines": 9, "figure": other} for other in others]
    assert word(None, "agreement", figure, relation="ascending", against=against) == expected
    claim = claim_of("agreement", figure, relation="ascending", against=against)
    assert claim.mutants() == [int(others[-1])]
    if others == ["4", "5"]:
        assert claim.agreeing_value(None) == 3
