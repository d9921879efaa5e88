"""Tests of harness.models.iteration."""

from harness.models import iteration


def test_a_forecast_becomes_a_step_by_its_new_axis():
    assert iteration.first_step() == {
        "predicted": [1, 1],
        "expanded": [1, 1, 1],
        "appended": [1, 51, 1],
        "refused": True,
    }


def test_a_network_does_not_forecast_the_last_value():
    measured = iteration.against_naive()
    assert not measured["naive"]
    assert measured["forecast"] != measured["last_known"]
