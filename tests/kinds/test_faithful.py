"""A network of ours is faithful to the document's if both are built alike."""

import pytest

from harness.claims.subject_check import SubjectError
from tests.kinds.judging import claim_of, verdict

KEYS = {"after": "block", "value": "model", "model": "networks:built_network"}


@pytest.mark.parametrize("measured", [{}, {"document": []}, None, 3])
def test_evidence_without_two_networks_is_an_error(measured):
    found = verdict(measured, "faithful", **KEYS)
    assert (found.word.value, found.why) == ("error", "the evidence has no two networks")


def network(units):
    layer = {"class": "Dense", "settings": {"units": units}, "weights": [[2, units], [units]]}
    return {"layers": [layer], "parameters": 3 * units}


@pytest.mark.parametrize(
    ("ours", "expected", "word"),
    [(1, "same", "confirmed"), (2, "same", "refuted"), (1, "other", "refuted"), (2, "other", "confirmed")],
)  # fmt: skip
def test_networks_are_the_same_or_differ_in_a_part_that_is_named(ours, expected, word):
    measured = {"document": network(1), "beside": network(ours)}
    found = verdict(measured, "faithful", **KEYS, expected=expected)
    assert (found.word, found.measured) == (word, "same" if ours == 1 else "other")
    assert bool("units" in found.why) is (word == "refuted" and ours == 2)
    assert claim_of("faithful", **KEYS, expected=expected).mutants() == [
        "other" if expected == "same" else "same"
    ]


def test_what_is_neither_the_same_nor_other_is_a_mistake():
    with pytest.raises(ValueError, match="'alike' is neither 'same' nor 'other'"):
        _ = claim_of("faithful", **KEYS, expected="alike").document_value


def test_a_function_that_does_not_exist_or_takes_no_such_argument_is_a_mistake():
    for keys in ({"model": "networks:no_network"}, {"given": {"no_such_argument": 1}}):
        with pytest.raises(SubjectError, match="no_"):
            claim_of("faithful", **{**KEYS, **keys}).on_page("d.txt", None)
