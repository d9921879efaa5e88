"""A claim asks once for each seed and set of arguments, and its evidence is all of the answers."""

import pytest

from harness.evidence import WORKER_DIED, Evidence, Failure, Request
from tests.kinds.judging import claim_of

SIDES = {"a": {"x": 1}, "b": {"x": 2}}
DIED = Failure(WORKER_DIED, "killed")
RAISED = Failure("ValueError", "no")


def ordering(**keys):
    return claim_of("ordering", ascending=["a", "b"], given={"y": 5}, **keys)


@pytest.mark.parametrize(
    ("keys", "given"),
    [
        ({}, [{"y": 5}]),
        ({"seeds": 2}, [{"y": 5, "seed": 0}, {"y": 5, "seed": 1}]),
        ({"sides": SIDES}, [{"y": 5, "x": 1}, {"y": 5, "x": 2}]),
        ({"sides": {"a": {"y": 1}}}, [{"y": 1}]),
        (
            {"seeds": 2, "sides": SIDES},
            [{"y": 5, "x": x, "seed": seed} for seed in (0, 1) for x in (1, 2)],
        ),
    ],
)
def test_each_seed_and_each_side_is_a_request(keys, given):
    requests = ordering(**keys).requests
    assert [request.given for request in requests] == given
    assert len({request.subject for request in requests}) == 1


def answers(*values, **more):
    return [Evidence(Request(f"m:f{n}"), value, **more) for n, value in enumerate(values)]


@pytest.mark.parametrize(
    ("keys", "values", "value"),
    [
        ({}, [3], 3),
        ({"seeds": 2}, [3, 4], [3, 4]),
        ({"sides": SIDES}, [3, 4], {"a": 3, "b": 4}),
        ({"seeds": 2, "sides": SIDES}, [3, 4, 5, 6], [{"a": 3, "b": 4}, {"a": 5, "b": 6}]),
    ],
)
def test_the_evidence_has_the_answers_by_seed_and_side(keys, values, value):
    found = ordering(**keys).own(answers(*values, seconds=1.5))
    assert found.value == value
    assert found.request == Request("m:f0")
    assert found.seconds == 1.5 * len(values)
    assert (found.failure, found.stack) == (None, "")
    assert ordering(**keys).own([]) is None


def test_the_stacks_that_answered_are_named_once():
    mixed = [*answers(1, stack="tf2.21-jax"), *answers(2, stack="tf2.21"), *answers(3)]
    assert ordering(seeds=3).own(mixed).stack == "tf2.21 and tf2.21-jax"
    assert ordering(seeds=2).own(answers(1, 2, stack="tf2.21")).stack == "tf2.21"


@pytest.mark.parametrize("place", [0, 1, 2])
def test_one_failure_is_that_of_all_and_one_that_says_something_comes_first(place):
    found = answers(1, 2, 3, seconds=1.0)
    found[place] = Evidence(Request("m:died"), failure=DIED, seconds=2.0)
    died = ordering(seeds=3).own(found)
    assert (died.failure, died.seconds, died.request) == (DIED, 4.0, Request("m:died"))
    found[place - 1] = Evidence(Request("m:raised"), failure=RAISED)
    assert ordering(seeds=3).own(found).failure == RAISED


def test_a_copy_that_is_given_something_else_asks_for_that():
    claim = ordering()
    assert [request.given for request in claim.requests] == [{"y": 5}]
    other = claim.model_copy(update={"given": {"y": 6}})
    assert [request.given for request in other.requests] == [{"y": 6}]
    assert claim.requests is claim.requests
