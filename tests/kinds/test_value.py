"""A value is equal in value and in type, and an array to its printed digits."""

import pytest

from tests.kinds.judging import claim_of, verdict, word


def array(*elements, dtype="int64"):
    return {"array": list(elements), "dtype": dtype}


@pytest.mark.parametrize(
    ("figure", "measured", "expected"),
    [
        ("[1 2 3]", array(1, 2, 3), "confirmed"),
        ("[1 2 3]", array(1, 2, 4), "refuted"),
        ("[1 2 3]", [1, 2, 3], "confirmed"),
        ("[0.5 0.25]", array(0.500000001, 0.25, dtype="float64"), "confirmed"),
        ("[0.5, 0.25]", array(0.500000001, 0.25, dtype="float64"), "refuted"),  # Python's own
        ("[1, 2]", [1, 2], "confirmed"),
        ("[1, 2]", array(1, 2), "confirmed"),
        ("[1, 2]", [1, 2.0], "refuted"),
        ("['a' 'b']", ["a", "b"], "confirmed"),  # Python would join them
        ("['a' 'b']", ["ab"], "refuted"),
        ("['a', 'b']", ["a", "b"], "confirmed"),
        ("array([1, 2])", array(1, 2), "confirmed"),
        ("array([1, 2], dtype=int32)", array(1, 2), "refuted"),
        ("model[0]", "model[0]", "confirmed"),
        ("1", True, "refuted"),
        ("1", 1.0, "refuted"),
        ("lstm", "lstm", "confirmed"),
        ("{'a': [1, 2]}", {"a": [1, 2]}, "confirmed"),
    ],
)
def test_a_value_is_the_printed_one_in_its_notation(figure, measured, expected):
    assert word(measured, "value", figure) == expected


def test_a_spec_may_write_an_array_as_it_is_printed():
    assert word(array(1, 2), "value", expected="[1 2]") == "confirmed"
    assert word(array(1, 3), "value", expected="[1 2]") == "refuted"


def test_another_value_is_said():
    assert verdict([1, 3], "value", "[1, 2]").why == "measured [1, 3]"
    assert verdict(array(1, 3), "value", "[1 2]").why == "[1] is 3, printed 2"


@pytest.mark.parametrize("expected", [3, None, [1, "[2 3]"], {"a": 1}])
def test_data_that_is_no_text_stands_for_itself(expected):
    assert claim_of("value", expected=expected).document_value == expected
    assert word(expected, "value", expected=expected) == "confirmed"


@pytest.mark.parametrize("figure", ["[1, 2", "['a' b", "[1 2"])
def test_half_a_list_is_a_mistake(figure):
    with pytest.raises(ValueError, match="is not a complete literal"):
        claim_of("value", figure)
