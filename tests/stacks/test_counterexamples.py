"""The search for a counterexample of a law."""

import math
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.evidence import Evidence, Failure, Request, Search
from harness.stacks.counterexamples import difference, first_examples, search, strategy

UNITS = {"units": {"integers": [1, 50]}}


def found(sides, examples=50, within=0.0, for_all=UNITS):
    request = Request("m:f", {"fixed": 1}, Search(for_all, examples, within))
    return search(request, lambda asked: Evidence(asked, sides(**asked.given), seconds=0.5))


def test_a_law_that_holds_has_no_counterexample():
    evidence = found(lambda units, fixed: {"left": units * 2, "right": units + units})
    assert evidence.value["counterexample"] is None
    assert evidence.value["examples"] == 50
    assert evidence.seconds == 25.0


def test_the_smallest_counterexample_is_shown():
    evidence = found(lambda units, fixed: {"left": units, "right": min(units, 7)})
    counterexample = evidence.value["counterexample"]
    assert counterexample == {"given": {"fixed": 1, "units": 8}, "left": 8, "right": 7}


def test_rounding_within_the_claims_bound_is_no_counterexample():
    evidence = found(lambda units, fixed: {"left": units, "right": units + 1e-7}, within=1e-6)
    assert evidence.value["counterexample"] is None
    assert evidence.value["difference"] == pytest.approx(1e-7)


def test_the_same_law_tries_the_same_arguments_every_time():
    runs = []
    for _ in range(2):
        tried: list[int] = []
        found(lambda units, fixed, tried=tried: tried.append(units) or {"left": 0, "right": 0})
        runs.append(tried)
    assert runs[0] == runs[1]
    assert len(set(runs[0])) > 10


def test_a_subject_that_fails_makes_the_law_fail_and_not_be_refuted():
    def measure(asked):
        return Evidence(asked, failure=Failure("ValueError", "broken"))

    evidence = search(Request("m:f", {}, Search(UNITS, 5, 0.0)), measure)
    assert evidence.value is None
    assert evidence.failure is not None
    assert "broken (with {'units':" in evidence.failure.message


@pytest.mark.parametrize("module", ["hypothesis", "hypothesis.strategies"])
def test_without_hypothesis_a_law_is_blocked_and_the_message_says_what_to_install(
    monkeypatch, module
):
    monkeypatch.setitem(sys.modules, module, None)
    failure = found(lambda units, fixed: {"left": 1, "right": 2}).failure
    assert failure == Failure(
        "Unavailable", "a law needs Hypothesis; install claims-harness[laws]", blocked=True
    )


ARRAYS = st.recursive(st.floats(-9, 9) | st.integers(-9, 9), st.lists, max_leaves=6)


@given(ARRAYS)
def test_nothing_differs_from_itself(value):
    assert difference(value, value) == 0


@given(ARRAYS, ARRAYS)
def test_the_difference_does_not_depend_on_the_order(left, right):
    assert difference(left, right) == difference(right, left)


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ([1.0, 2.0], [1.5, 2.25], 0.5),
        ({"array": [1], "dtype": "int32"}, {"array": [3], "dtype": "int64"}, 2),
        ([1], [1, 2], math.inf),
        ([1], 1, math.inf),
        (True, 1, math.inf),
        ("a", "a", 0),
        ("a", "b", math.inf),
        ({"k": 1}, {"k": 2}, math.inf),
        (float("nan"), 1.0, math.inf),
    ],
)
def test_sides_that_cannot_be_subtracted_are_infinitely_apart(left, right, expected):
    assert difference(left, right) == expected


@pytest.mark.parametrize(
    "domain",
    [
        {"integers": [1, 3]},
        {"floats": [0.0, 1.0]},
        {"one_of": [None, "a", True]},
        {"text": "ab", "longest": 3},
        {"text": "", "longest": 3},
        {"lists": {"integers": [0, 9]}, "sizes": [1, 4]},
    ],
)
def test_every_domain_of_a_spec_generates(domain):
    assert strategy(domain).validate() is None


def test_an_unknown_domain_is_an_error():
    with pytest.raises(ValueError, match="no such domain"):
        strategy({"primes": True})


def test_edges_come_first_then_what_is_named():
    searched = Search(
        {"units": {"integers": [1, 9]}, "cell": {"one_of": ["a", "b", "c"]}},
        20,
        0.0,
        [{"units": 5}],
    )
    assert first_examples(searched) == [
        {"units": 1, "cell": "a"},
        {"units": 9, "cell": "a"},
        {"units": 1, "cell": "c"},
        {"units": 5, "cell": "a"},
    ]


@pytest.mark.parametrize(
    ("domain", "least", "greatest"),
    [
        ({"floats": [-1.0, 2.0]}, -1.0, 2.0),
        ({"text": "abc", "longest": 2}, "", "ab"),
        ({"lists": {"integers": [0, 9]}, "sizes": [1, 2]}, [0], [9, 9]),
    ],
)
def test_every_domain_has_two_edges(domain, least, greatest):
    found = first_examples(Search({"x": domain}, 9, 0.0))
    assert found == [{"x": least}, {"x": greatest}]


def test_a_law_that_fails_at_an_edge_alone_is_refuted():
    evidence = found(lambda units, fixed: {"left": units, "right": min(units, 49)}, examples=3)
    assert evidence.value["counterexample"]["given"]["units"] == 50


def test_a_law_that_fails_for_a_named_argument_alone_is_refuted():
    request = Request(
        "m:f", {}, Search({"units": {"integers": [1, 10**6]}}, 5, 0.0, [{"units": 77_777}])
    )

    def sides(units):
        return {"left": units == 77_777, "right": False}

    evidence = search(request, lambda asked: Evidence(asked, sides(**asked.given)))
    assert evidence.value["counterexample"]["given"] == {"units": 77_777}


def test_sizes_are_mostly_small_and_sometimes_large():
    tried: list[int] = []
    wide = {"units": {"integers": [1, 5000]}, "fixed": {"integers": [1, 5000]}}
    found(lambda units, fixed: tried.append(units) or {"left": 0, "right": 0}, 200, for_all=wide)
    assert sum(units <= 16 for units in tried) > 100
    assert sum(units > 100 for units in tried) > 5


def test_the_examples_that_refute_a_wrong_formula_are_counted():
    def sides(units, fixed):
        wrong = {"one more": 1, "no square": units**2 - units, "the same": 0, "no number": math.nan}
        return {"left": units**2, "right": units * units, "wrong": wrong}

    evidence = found(sides, examples=20)
    refuted = evidence.value["refuted"]
    assert refuted["one more"] == refuted["no number"] == evidence.value["examples"]
    assert 0 < refuted["no square"] < evidence.value["examples"]
    assert refuted["the same"] == 0


def test_a_subject_without_wrong_formulas_counts_none():
    assert "refuted" not in found(lambda units, fixed: {"left": 1, "right": 1}).value
