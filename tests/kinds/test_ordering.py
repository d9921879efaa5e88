"""An order holds where each number is below the next."""

import pytest

from harness.evidence import Evidence, Request
from tests.kinds.judging import claim_of, word

ASCENDING = {"ascending": ["a", "b", "c"]}


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ((1, 2, 3), "confirmed"),
        ((1, 2, 2), "refuted"),
        ((1, 1, 2), "refuted"),
        ((1, 3, 2), "refuted"),
        ((2, 1, 3), "refuted"),
        ((False, 1, 2), "error"),
        ((1, 2, "3"), "error"),
    ],
)
def test_equal_numbers_are_in_no_order_and_truth_values_are_no_numbers(numbers, expected):
    measured = dict(zip("abc", numbers, strict=True))
    assert word(measured, "ordering", **ASCENDING) == expected


@pytest.mark.parametrize(
    ("numbers", "margin", "expected"),
    [
        ((1, 2), 0.5, "refuted"),
        ((1, 2.5), 0.5, "confirmed"),
        ((-2.1, -2), 0.25, "refuted"),  # a share of its size
        ((-3, -2), 0.25, "confirmed"),
    ],
)
def test_the_larger_number_is_above_by_more_than_the_margin(numbers, margin, expected):
    measured = dict(zip("ab", numbers, strict=True))
    assert word(measured, "ordering", ascending=["a", "b"], margin=margin) == expected


def test_what_was_measured_is_written_as_numbers_or_as_their_middles():
    runs = [{"a": step, "b": step + 2} for step in range(8)]
    many, one = (claim_of("ordering", ascending=["a", "b"], **k) for k in ({"seeds": 8}, {}))
    found = many.judge(Evidence(Request("m:f"), runs)).measured
    assert many.measured_text(found) == "a 3.5, b 5.5 in the median of 8 seeds"
    assert (
        many.measured_text({"medians": {}, "seeds": 8})
        == "no finite number in the median of 8 seeds"
    )
    assert many.measured_text([1, 2]) == "[1, 2]"
    assert many.measured_text({"a": 1}) == "{'a': 1}"
    assert one.measured_text({"medians": 3}) == "{'medians': 3}"
    assert one.measured_text({"a": 1, "b": 2}) == "{'a': 1, 'b': 2}"


def test_each_pair_of_neighbours_is_swapped_in_a_mutant():
    assert claim_of("ordering", **ASCENDING).mutants() == [["b", "a", "c"], ["a", "c", "b"]]
    four = claim_of("ordering", ascending=list("abcd")).mutants()
    assert ["".join(order) for order in four] == ["bacd", "acbd", "abdc"]


@pytest.mark.parametrize(
    ("steps", "word", "named"),
    [
        ((2, 2), "confirmed", ["a below b", "b below c"]),
        ((2, -2), "refuted", ["b below c"]),
        ((-2, 2), "refuted", ["a below b"]),
        ((-2, -2), "refuted", ["a below b", "b below c"]),
    ],
)
def test_the_reason_names_the_steps_that_decide(steps, word, named):
    runs = [{"a": n, "b": n + steps[0], "c": n + sum(steps)} for n in range(16)]
    found = claim_of("ordering", **ASCENDING, seeds=16).judge(Evidence(Request("m:f"), runs))
    assert found.word == word
    assert [part[:9] for part in found.why.split("; ") if " below " in part] == named


@pytest.mark.parametrize("seeds", [0, 16])
def test_the_paths_by_what_was_measured_agree(seeds):
    answer = {"a": 3, "b": 1, "c": 2}
    evidence = Evidence(Request("m:f"), [answer] * seeds if seeds else answer)
    claim = claim_of("ordering", **ASCENDING, seeds=seeds)
    assert claim.agreeing_value(evidence) == ["b", "c", "a"]


def test_a_step_that_is_undecided_is_no_reason_beside_one_that_is_refuted():
    runs = [{"a": 0, "b": 1 if n % 2 else -1, "c": -5} for n in range(16)]
    found = claim_of("ordering", **ASCENDING, seeds=16).judge(Evidence(Request("m:f"), runs))
    assert (found.word, "a below b" in found.why) == ("refuted", False)
    two = claim_of("ordering", ascending=["a", "b"], seeds=16)
    found = two.judge(Evidence(Request("m:f"), runs))
    assert (found.word, found.why[:9]) == ("undecided", "a below b")
