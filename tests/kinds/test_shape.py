"""A shape holds in every dimension; each is a count or None."""

import pytest
from pydantic import ValidationError

from tests.kinds.judging import claim_of, verdict, word


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


@pytest.mark.parametrize(
    ("measured", "why"),
    [
        ([3, 1], "2 dimensions, not 1"),
        ([], "0 dimensions, not 1"),
        ([4], "measured (4,)"),
        ([None, 4], "2 dimensions, not 1"),
    ],
)
def test_another_shape_is_said_with_its_dimensions(measured, why):
    found = verdict(measured, "shape", "(3,)")
    assert (found.word, found.why) == ("refuted", why)


@pytest.mark.parametrize(
    ("keys", "statement"),
    [
        ({}, "the shape is (3, None)"),
        ({"read": "layers.0"}, "layers.0 is (3, None)"),
        ({"states": "It has two axes."}, "It has two axes."),
    ],
)
def test_a_shape_is_stated_with_what_has_it(keys, statement):
    assert claim_of("shape", "(3, None)", **keys).statement == statement


@pytest.mark.parametrize(
    ("figure", "shape"),
    [
        ("4 x 4 x 64", [4, 4, 64]),
        ("(4 \u00d7 1,064)", [4, 1064]),
        ("TensorShape([?, 3])", [None, 3]),
        ("torch.Size([2, 3])", [2, 3]),
        ("(?, 3)", [None, 3]),
        ("()", []),
        ("0 x 3", [0, 3]),
    ],
)
def test_a_shape_is_read_however_it_is_printed(figure, shape):
    assert claim_of("shape", figure).document_value == shape
