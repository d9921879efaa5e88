"""Passages of one document agree in their figures."""

import pytest

from tests.kinds.judging import verdict, word


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
