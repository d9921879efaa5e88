"""One table turns verdicts into outcomes."""

import itertools

import pytest

from harness.verdicts import OUTCOMES, Expectation, Word, outcome_named, outcome_of

PAIRS = list(itertools.product(Word, Expectation))


@pytest.mark.parametrize(("word", "record"), PAIRS)
def test_every_verdict_has_an_outcome_for_every_record(word, record):
    assert outcome_named(outcome_of(word, record).label) == outcome_of(word, record)


@pytest.mark.parametrize("record", list(Expectation))
def test_blocked_is_never_a_pass_nor_a_failure(record):
    assert outcome_of(Word.BLOCKED, record).pytest == "skipped"
    assert outcome_of(Word.BLOCKED, record).exit_code == 0


@pytest.mark.parametrize("record", list(Expectation))
def test_an_error_is_never_folded_into_refuted(record):
    outcome = outcome_of(Word.ERROR, record)
    assert (outcome.label, outcome.exit_code, outcome.junit) == ("error", 3, "error")


def test_only_a_confirmed_claim_that_should_hold_passes():
    passing = [pair for pair in PAIRS if outcome_of(*pair).pytest == "passed"]
    assert passing == [(Word.CONFIRMED, Expectation.HOLDS)]


def test_an_erratum_that_holds_after_all_fails():
    assert outcome_of(Word.CONFIRMED, Expectation.ERRATUM).exit_code == 1


def test_no_two_outcomes_share_a_label_or_a_mark():
    assert len({outcome.label for outcome in OUTCOMES}) == len(OUTCOMES)
    assert len({(outcome.mark, outcome.label) for outcome in OUTCOMES}) == len(OUTCOMES)
