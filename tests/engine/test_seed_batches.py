"""Claims about many seeds: an entry of evidence for each, measured together where it is possible."""

from concurrent.futures import Future

import pytest

from harness.claims import load_spec
from harness.engine.measuring import Measurements, Measuring
from harness.engine.seed_batches import in_batches, submit
from harness.engine.slots import Reply
from harness.evidence import ABSENT, Evidence, Failure
from harness.verdicts import Word

SOURCE = """
import random

def drawn(low, seed):
    return {"value": low + random.Random(seed).random()}

def drawn_together(low, seeds):
    for seed in seeds:
        yield drawn(low, seed)
"""

SPEC = """\
format: harness-spec/1
document: page.txt
title: A page about draws
claims:
  - id: alone
    kind: typical
    seeds: 8
    at: {lines: 1, figure: "10.5"}
    subject: dice.draws:drawn
    given: {low: 10}
    read: value
  - id: together
    kind: typical
    seeds: 8
    at: {lines: 1, figure: "10.5"}
    subject: dice.draws:drawn_together
    given: {low: 10}
    read: value
  - id: sides
    kind: ordering
    seeds: 8
    at: {lines: 1}
    states: A draw from 10 on is below one from 20 on.
    subject: dice.draws:drawn
    sides: {small: {low: 10}, large: {low: 20}}
    ascending: [small.value, large.value]
"""


@pytest.fixture
def claims(tmp_path, monkeypatch):
    (tmp_path / "dice").mkdir()
    (tmp_path / "dice" / "__init__.py").touch()
    (tmp_path / "dice" / "draws.py").write_text(SOURCE)
    (tmp_path / "page.yaml").write_text(SPEC)
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    return {claim.id: claim for claim in load_spec(tmp_path / "page.yaml").claims}


class Immediate:
    """An executor that answers at once, and remembers what was asked."""

    def __init__(self, answer):
        self.answer, self.asked = answer, []

    def submit(self, _task, _target, request=None):
        future = Future()
        if request is not None:
            self.asked.append(request)
        future.set_result(Reply(request and self.answer(request), ABSENT))
        return future


def drawn_here(request):
    from importlib import import_module

    module, _, name = request.subject.partition(":")
    found = getattr(import_module(module), name)(**request.given)
    return Evidence(request, found if isinstance(found, dict) else list(found), seconds=1.0)


def test_a_claim_asks_for_each_seed_and_for_each_side_within_it(claims):
    given = [request.given for request in claims["sides"].requests]
    assert len(given) == 16
    assert given[:3] == [{"low": 10, "seed": 0}, {"low": 20, "seed": 0}, {"low": 10, "seed": 1}]


def test_more_seeds_ask_for_the_same_and_more(claims):
    few, many = claims["alone"], claims["alone"].model_copy(update={"seeds": 12})
    assert many.requests[:8] == few.requests


@pytest.mark.parametrize("name", ["alone", "together", "sides"])
def test_seeds_are_measured_where_they_are_asked_for_and_judged(name, claims):
    executor = Immediate(drawn_here)
    source = Measurements(Measuring(executor=executor, seeds=True))
    source.begin([claims[name]])
    ((claim, evidence),) = source.answers()
    assert claim.judge(evidence).word is Word.CONFIRMED
    assert len(evidence.value) == 8
    assert len(source.fresh) == len(claim.requests)


def test_seeds_measured_together_are_the_same_evidence_as_one_after_the_other(claims):
    found = []
    for name in ("alone", "together"):
        source = Measurements(Measuring(executor=Immediate(drawn_here), seeds=True))
        source.begin([claims[name]])
        ((_, evidence),) = source.answers()
        found.append(evidence.value)
    assert found[0] == found[1]


@pytest.mark.parametrize("slow", [True, False])
def test_slow_claims_may_be_measured_without_those_about_seeds(slow, claims):
    executor = Immediate(drawn_here)
    source = Measurements(Measuring(executor=executor, slow=slow))
    source.begin(list(claims.values()))
    assert {source.answer(claim).failure.blocked for claim in claims.values()} == {True}
    assert executor.asked == []


def test_a_subject_that_takes_seeds_is_asked_once_for_each_slot(claims):
    requests = claims["together"].requests
    assert [len(batch) for batch in in_batches(requests, 2)] == [4, 4]
    assert [len(batch) for batch in in_batches(claims["alone"].requests, 2)] == [1] * 8


def test_what_breaks_for_all_seeds_is_the_answer_of_each(claims):
    failure = Failure("ValueError", "no data")
    executor = Immediate(lambda request: Evidence(request, failure=failure))
    _, replies = submit(executor, None, claims["together"].requests)
    assert {reply.result().evidence.failure.message for reply in replies} == {"no data"}


def test_an_answer_for_too_few_seeds_is_none(claims):
    executor = Immediate(lambda request: Evidence(request, [{"value": 1.0}]))
    _, replies = submit(executor, None, claims["together"].requests)
    assert {reply.result().evidence.failure.type for reply in replies} == {"ValueError"}


def test_where_a_seed_is_missing_nothing_is_judged(claims):
    claim = claims["alone"]
    found = [Evidence(request, {"value": 10.5}) for request in claim.requests]
    found[3] = Evidence(
        claim.requests[3], failure=Failure("Unavailable", "not recorded", blocked=True)
    )
    assert claim.judge(claim.own(found)).word is Word.BLOCKED


def test_a_claim_that_leaves_the_number_of_seeds_to_its_kind_is_not_measured_unasked(
    claims, tmp_path
):
    text = SPEC.replace("    seeds: 8\n    at: {lines: 1, figure", "    at: {lines: 1, figure")
    (tmp_path / "page.yaml").write_text(text.split("  - id: together")[0])
    (claim,) = load_spec(tmp_path / "page.yaml").claims
    executor = Immediate(drawn_here)
    source = Measurements(Measuring(executor=executor))
    source.begin([claim])
    assert (claim.seeds, claim.slow, executor.asked) == (16, True, [])
