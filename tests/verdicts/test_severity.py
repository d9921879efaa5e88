"""Severities are ranked by what a reader suffers."""

import pytest

from harness.verdicts import Severity


def test_what_breaks_comes_first_and_what_misleads_nobody_last():
    ranked = sorted(Severity, key=lambda severity: severity.rank)
    assert ranked == ["breaks", "wrong", "stale", "unclear", "cosmetic"]
    assert [severity.rank for severity in ranked] == [0, 1, 2, 3, 4]


@pytest.mark.parametrize(
    ("severity", "level"),
    [
        ("breaks", "error"),
        ("wrong", "error"),
        ("stale", "warning"),
        ("unclear", "warning"),
        ("cosmetic", "note"),
    ],
)
def test_a_severity_has_a_level_of_sarif_and_a_meaning_of_its_own(severity, level):
    assert Severity(severity).level == level
    others = {other.meaning for other in Severity if other != severity}
    assert isinstance(Severity(severity).meaning, str)
    assert Severity(severity).meaning not in others
