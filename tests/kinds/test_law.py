"""A law is judged by the largest difference between its sides in all examples."""

import pytest

from harness.evidence import Search
from tests.kinds.judging import claim_of, verdict, word

UNITS = {"units": {"integers": [1, 9]}}
HELD = {"examples": 50, "difference": 0.0, "counterexample": None}


def law(for_all=UNITS, **keys):
    return claim_of("law", for_all=for_all, **keys)


def test_a_search_whose_bounds_are_not_given_is_the_one_that_evidence_was_recorded_for():
    search = law({"words": {"lists": {"text": "ab"}}}).request.search
    lists = {"lists": {"text": "ab", "longest": 40}, "sizes": [0, 8]}
    assert search == Search({"words": lists}, 100, 0.0, [])


@pytest.mark.parametrize(
    ("difference", "within", "expected"),
    [
        (0.0, 0.0, "confirmed"),
        (0.1, 0.0, "refuted"),
        (0.25, 0.25, "confirmed"),
        (-0.25, 0.25, "confirmed"),
        (0.26, 0.25, "refuted"),
    ],
)
def test_the_largest_difference_may_be_as_large_as_the_claim_says(difference, within, expected):
    measured = {**HELD, "difference": difference}
    assert word(measured, "law", for_all=UNITS, within=within) == expected


@pytest.mark.parametrize(("stated", "holds"), [(0.5, True), (-0.5, False), (0, False)])
def test_a_stated_difference_is_one_way_round(stated, holds):
    found = law().compare(stated, {**HELD, "difference": 0.5})
    assert (found.word == "confirmed") is holds


def test_a_counterexample_refutes_whatever_the_largest_difference():
    shown = {"given": {"units": 1}, "left": 3, "right": 4}
    found = verdict({**HELD, "counterexample": shown}, "law", for_all=UNITS)
    assert (found.word, found.why[:24]) == ("refuted", "smallest counterexample:")
    assert law().measured_text(found.measured).startswith("{'given'")
    assert law().measured_text(HELD) == "no counterexample in 50 examples"


@pytest.mark.parametrize(("within", "steps"), [(0.0, [1, -1]), (0.25, [1, -1]), (2, [6, -6])])
def test_no_mutant_lies_within_the_tolerance(within, steps):
    assert law(within=within).mutants() == steps


@pytest.mark.parametrize(("within", "near"), [(0.99, []), (1, [1, -1]), (2, [1, -1])])
def test_a_difference_of_one_is_a_near_miss_where_the_tolerance_is_as_wide(within, near):
    assert law(within=within).near_misses() == near


@pytest.mark.parametrize(
    ("domain", "hollow"),
    [
        ({"integers": [3, 3]}, True),
        ({"integers": [3, 4]}, False),
        ({"floats": [0.5, 0.5]}, True),
        ({"floats": [0.5, 0.6]}, False),
        ({"one_of": ["a"]}, True),
        ({"one_of": ["a", "b"]}, False),
        ({"text": "ab", "longest": 0}, True),
        ({"text": "ab", "longest": 1}, False),
        ({"lists": {"integers": [1, 9]}, "sizes": [0, 0]}, True),
        ({"lists": {"integers": [1, 9]}, "sizes": [2, 2]}, False),
        ({"lists": {"integers": [3, 3]}, "sizes": [2, 2]}, True),
        ({"lists": {"integers": [3, 3]}, "sizes": [0, 2]}, False),
    ],
)
def test_a_law_about_a_single_value_is_none(domain, hollow):
    assert bool(law({"a": domain}).hollow) is hollow
    assert law({"a": domain, **UNITS}).hollow == ""
    assert law(UNITS, examples=1).hollow
    assert not law(UNITS, examples=2).hollow


@pytest.mark.parametrize(
    ("keys", "why"),
    [
        ({"given": {"units": 1}}, "units cannot be both given and generated"),
        ({"also": [{"units": 1}, {"steps": 1}]}, "'also' names steps, not in 'for_all'"),
        ({"after": "block", "value": "model"}, "takes no 'after' and 'value'"),
        ({"examples": 0}, "greater than or equal to 1"),
        ({"examples": 10_001}, "less than or equal to 10000"),
        ({"within": -0.1}, "greater than or equal to 0"),
        ({"for_all": {}}, "at least 1 item"),
        ({"for_all": {"a": {"one_of": []}}}, "at least 1 item"),
        ({"for_all": {"a": {"integers": [1]}}}, "at least 2 items"),
        ({"for_all": {"a": {"integers": [1, 2, 3]}}}, "at most 2 items"),
        ({"for_all": {"a": {"floats": [1]}}}, "at least 2 items"),
        ({"for_all": {"a": {"floats": [1, 2, 3]}}}, "at most 2 items"),
        ({"for_all": {"a": {"text": "a", "longest": -1}}}, "greater than or equal to 0"),
    ],
)
def test_what_cannot_be_searched_is_a_mistake(keys, why):
    with pytest.raises(ValueError, match=why):
        claim_of("law", **{"for_all": UNITS, **keys})


@pytest.mark.parametrize("keys", [{"examples": 1}, {"examples": 10_000}, {"given": {"steps": 1}}, {"also": [{"units": 1}]}])  # fmt: skip
def test_what_can_be_searched_is_none(keys):
    assert law(**keys).document_value == 0
