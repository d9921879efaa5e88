import pytest

from harness.models import retention


def test_nothing_is_lost_without_dropout():
    assert retention.lost(dropout=0.0, recurrent_dropout=0.0) == {
        "neither": 0.0,
        "dropout": 0.0,
        "recurrent_dropout": 0.0,
        "both": 0.0,
    }


def test_each_kind_of_dropout_loses_its_share():
    measured = retention.lost(dropout=0.1, recurrent_dropout=0.5)
    assert measured["dropout"] == pytest.approx(0.1, abs=0.03)
    assert measured["recurrent_dropout"] == pytest.approx(0.5, abs=0.03)


def test_both_kinds_together_lose_more():
    measured = retention.lost()
    assert measured["both"] == pytest.approx(1 - 0.85**2, abs=0.03)
