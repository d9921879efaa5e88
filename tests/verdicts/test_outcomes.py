"""One table maps verdicts and expectations to outcomes."""

import itertools
from collections import Counter

import pytest

from harness.verdicts import (
    EXIT_CODES,
    LABELS,
    OUTCOMES,
    ExitCode,
    Expectation,
    Word,
    outcome_named,
    outcome_of,
    weightiest,
)

PAIRS = list(itertools.product(Word, Expectation))


@pytest.mark.parametrize(("word", "expectation"), PAIRS)
def test_every_verdict_has_an_outcome_for_every_expectation(word, expectation):
    assert outcome_named(outcome_of(word, expectation).label) == outcome_of(word, expectation)


@pytest.mark.parametrize("expectation", list(Expectation))
def test_blocked_is_neither_a_pass_nor_a_failure(expectation):
    assert outcome_of(Word.BLOCKED, expectation).pytest == "skipped"
    assert outcome_of(Word.BLOCKED, expectation).exit_code == 0


@pytest.mark.parametrize("expectation", list(Expectation))
def test_an_error_is_not_reported_as_refuted(expectation):
    outcome = outcome_of(Word.ERROR, expectation)
    assert (outcome.label, outcome.exit_code, outcome.junit) == ("error", 3, "error")


def test_only_a_confirmed_claim_that_should_hold_passes():
    passing = [pair for pair in PAIRS if outcome_of(*pair).pytest == "passed"]
    assert passing == [(Word.CONFIRMED, Expectation.HOLDS)]


def test_an_erratum_that_holds_after_all_fails():
    assert outcome_of(Word.CONFIRMED, Expectation.ERRATUM).exit_code == 1


def test_no_two_outcomes_share_a_label_or_a_mark():
    assert len({outcome.label for outcome in OUTCOMES}) == len(OUTCOMES)
    assert len({(outcome.mark, outcome.label) for outcome in OUTCOMES}) == len(OUTCOMES)


@pytest.mark.parametrize(
    ("codes", "code"),
    [([], 0), ([0, 0], 0), ([0, 4], 4), ([4, 1], 1), ([1, 2, 4], 2), ([0, 1, 2, 3, 4], 3)],
)
def test_of_several_exit_codes_the_one_that_tells_most_counts(codes, code):
    assert weightiest(codes) == weightiest(codes[::-1]) == code


def test_every_exit_code_is_explained():
    assert set(EXIT_CODES) == set(ExitCode)


@pytest.mark.parametrize(("label", "word"), LABELS.items())
def test_a_label_of_a_checked_block_is_an_outcome_with_the_exit_code_of_its_verdict(label, word):
    assert outcome_named(label).exit_code == outcome_of(word, Expectation.HOLDS).exit_code
    assert outcome_named(label).junit == outcome_of(word, Expectation.HOLDS).junit


def test_what_is_random_or_not_compared_neither_passes_nor_fails():
    labels = {"undecided", "random", "volatile", "picture", "blocked"}
    assert {outcome.label for outcome in OUTCOMES if outcome.unseen} == labels


def test_a_finding_that_a_spec_or_a_person_expects_fails_nothing():
    findings = {outcome.label: outcome.exit_code for outcome in OUTCOMES if outcome.finding}
    labels = ("erratum", "known", "drift", "not yet", "not reproducible")
    assert findings == dict.fromkeys(labels, 0)


def test_outcomes_can_be_counted():
    assert Counter(itertools.starmap(outcome_of, PAIRS)).keys() <= set(OUTCOMES)


def test_each_outcome_asks_for_an_exit_code():
    codes = {outcome.label: outcome.exit_code for outcome in OUTCOMES}
    changed = ("refuted", "raises", "outdated record", "misquoted")
    assert {label: code for label, code in codes.items() if code} == {
        **dict.fromkeys(changed, 1),
        "error": 3,
    }
    assert {outcome.label for outcome in OUTCOMES if outcome.changed} == set(changed)


def test_exit_codes_are_what_scripts_rely_on():
    assert {code.name.lower(): int(code) for code in ExitCode} == {
        "as_expected": 0,
        "changed": 1,
        "misused": 2,
        "broken": 3,
        "not_looked_at": 4,
    }


@pytest.mark.parametrize(
    ("word", "expectation", "label"),
    [
        ("confirmed", "holds", "confirmed"),
        ("confirmed", "not reproducible", "outdated record"),
        ("refuted", "not reproducible", "outdated record"),
        ("undecided", "not reproducible", "not reproducible"),
        ("undecided", "erratum", "undecided"),
        ("refuted", "drift", "drift"),
        ("refuted", "not yet", "not yet"),
        ("refuted", "erratum", "erratum"),
        ("confirmed", "drift", "outdated record"),
        ("blocked", "drift", "blocked"),
        ("error", "erratum", "error"),
    ],
)
def test_an_outcome_follows_from_the_verdict_and_what_was_expected(word, expectation, label):
    assert outcome_of(Word(word), Expectation(expectation)).label == label
