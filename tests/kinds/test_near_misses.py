"""A kind lists what its figure could be instead, but what is refuted by definition."""

import pytest

from harness.claims import kinds
from harness.claims.values import as_json
from harness.evidence import Evidence, Request
from harness.verdicts import Word

WHY = {"why": "it is drawn without a seed"}


def claim(kind, figure=None, **terms):
    at = {"lines": 3} | ({"figure": figure} if figure else {})
    data = {"kind": kind, "id": "a", "at": at, "subject": "m.n:f", "states": "It is as stated."}
    return kinds()[kind].model_validate({**data, **terms})


def near(claim):
    return [str(as_json(item)) for item in claim.near_misses()]


@pytest.mark.parametrize(
    "exact",
    [
        claim("number", "0.25"),
        claim("parameters", "42"),
        claim("array", "[0.5 0.25]"),
        claim("shape", "(2, 3)"),
        claim("value", "x"),
        claim("ordering", ascending=["a", "b"]),
        claim("history", expected={"loss": ["0.5", "0.25"]}),
        claim("law", for_all={"n": {"integers": [1, 9]}}, within=1e-5),
    ],
    ids=lambda claim: claim.kind,
)
def test_a_figure_that_equality_or_its_last_digit_decides_has_none(exact):
    assert near(exact) == []
    assert not exact.hollow


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (claim("number", "0.25", tolerance={"absolute": 0.02, **WHY}), ["0.26", "0.24"]),
        (claim("number", "about 0.91"), ["about 0.92", "about 0.90"]),
        (claim("number", "over 90%"), ["over 91%", "over 89%"]),
        (claim("law", for_all={"n": {"integers": [1, 9]}}, within=1), ["1", "-1"]),
        (claim("range", at_least=0.5), ["{'at_least': 0.6}"]),
        (claim("range", above=1e-6), ["{'above': 2e-06}"]),
        (claim("range", at_least=-1, at_most=1), ["{'at_least': 0.0, 'at_most': 1.0}", "{'at_least': -1.0, 'at_most': 0.0}"]),
        (claim("range", "[-1, 1]", at_least=-1, at_most=1), []),
    ],
)  # fmt: skip
def test_a_figure_that_leaves_more_room_has_its_neighbours(said, expected):
    assert near(said) == expected


def test_figures_of_a_log_that_are_not_judged_are_near_misses_with_the_reason():
    log = {"loss": ["0.5", "0.25", "0.125"]}
    said = claim("history", expected=log, exact={"figures": {"loss": 1}, **WHY})
    assert near(said) == ["{'loss': [0.5, 0.26, 0.125]}", "{'loss': [0.5, 0.25, 0.126]}"]
    evidence = Evidence(Request("m.n:f"), {"loss": [0.5, 0.25, 0.125]})
    verdicts = {said.judge_against(other, evidence).word for other in said.near_misses()}
    assert verdicts == {Word.CONFIRMED}
    assert said.leeway == WHY["why"]


def test_the_page_itself_is_the_reason_of_what_it_leaves_open():
    assert claim("number", "over 90%").leeway == "the page itself says as much: over 90%"


def test_how_far_a_bound_lies_from_what_was_measured_is_said():
    said = claim("range", at_least=0.5)
    evidence = Evidence(Request("m.n:f"), [0.93, 0.97])
    verdict = said.judge_against(said.near_misses()[0], evidence)
    assert said.slack(said.near_misses()[0], verdict.measured) == "at_least 0.5 could be 0.93"
