"""Passages of one document agree in their figures."""

import pytest

from tests.kinds.judging import word


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
