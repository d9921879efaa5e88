"""Tests of harness.models.printed_cell."""

from harness.models import printed_cell


def test_the_printed_cell_is_constructed_and_fails_when_called():
    measured = printed_cell.layer_norm_cell_as_printed()
    assert measured["construct"] is None
    assert measured["call"] == "TypeError"
    assert measured["message"]


def test_the_cell_of_the_traceback_fails_when_constructed():
    measured = printed_cell.layer_norm_cell_as_run()
    assert measured["construct"] == "AttributeError"
    assert measured["call"] is None
    assert measured["message"].endswith("has no attribute 'layer'")
