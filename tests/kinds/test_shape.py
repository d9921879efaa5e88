"""A shape holds in every dimension; each is a count or None."""

import pytest
from pydantic import ValidationError

from tests.kinds.judging import claim_of, word


@pytest.mark.parametrize("dimension", [True, False, -1, 1.0, "1"])
def test_a_dimension_is_none_or_a_count_and_no_truth_value(dimension):
    with pytest.raises(ValidationError, match="is not a shape"):
        claim_of("shape", expected=[dimension, 3])


@pytest.mark.parametrize("measured", [[True, 3], [1.0, 3]])
def test_a_measured_dimension_is_a_count_too(measured):
    assert word([1, 3], "shape", "(1, 3)") == "confirmed"
    assert word(measured, "shape", "(1, 3)") == "refuted"


@pytest.mark.parametrize(
    ("figure", "measured", "expected"),
    [
        ("(32, 3)", [None, 32, 3], "confirmed"),  # prose leaves out the axis of the batch
        ("(32, 3)", [8, 32, 3], "refuted"),
        ("(None, 3)", [None, None, 3], "refuted"),
        ("(3, 32)", [32, 3], "refuted"),
        ("(3,)", [3, 1], "refuted"),
        ("()", [], "confirmed"),
        ("()", [None], "refuted"),
        ("(3,)", 3, "error"),
    ],
)
def test_a_shape_holds_in_all_dimensions_but_the_batch_that_prose_leaves_out(
    figure, measured, expected
):
    assert word(measured, "shape", figure) == expected
