"""Tests of harness.models.layout."""

import pytest

from harness.models import layout


def test_the_header_names_the_three_columns():
    header = layout.header()
    assert header == header.strip()
    for name in ("Layer (type)", "Output Shape", "Param #"):
        assert name in header


@pytest.mark.parametrize("parameters", [7, 4908])
def test_the_total_counts_the_parameters_asked_for(parameters):
    total = layout.total(parameters)
    assert total.replace(",", "").startswith(f"Total params: {parameters}")
