"""The answer of a run in one sentence."""

from dataclasses import replace

import pytest
from hypothesis import given

from harness.reports.headline import findings_clauses, headline
from harness.results.cause_groups import causes_of
from harness.results.run import Gap
from harness.verdicts import Word
from tests.random_runs import runs
from tests.sample_run import claim


def found(*kinds):
    """Make findings: a label, a severity, and a cause that may be shared."""
    return [
        claim(n, label, id=f"s/c-{n}", severity=severity, cause=cause)
        for n, (label, severity, cause) in enumerate(kinds)
    ]


def said_of(record, *claims):
    return headline(replace(record, claims=tuple(claims)))


@pytest.mark.parametrize(
    ("kinds", "said"),
    [
        ([("erratum", "breaks", "")], "1 cause breaks the code today"),
        (
            [("erratum", "breaks", "x"), ("drift", "breaks", "x"), ("drift", "breaks", "y")],
            "2 causes break the code today",
        ),
        ([("erratum", "wrong", "x")], "1 statement was never true"),
        ([("erratum", "wrong", "x")] * 2, "2 statements were never true"),
        ([("drift", "stale", "")], "1 statement was true once"),
        (
            [("erratum", "", ""), ("drift", "", ""), ("drift", "stale", "")],
            "1 statement was never true, 2 were true once",
        ),
        (
            [("not reproducible", "unclear", "")] * 2,
            "2 figures cannot be reproduced",
        ),
        (
            [("erratum", "cosmetic", ""), ("erratum", "unclear", "")],
            "1 statement is unclear, 1 is cosmetic",
        ),
    ],
)
def test_each_way_of_being_wrong_has_its_clause(kinds, said):
    assert ", ".join(findings_clauses(causes_of(found(*kinds)))) == said


def test_where_nothing_is_new_it_says_so_first(record):
    assert said_of(record, *found(("erratum", "wrong", ""))) == (
        "Nothing new. 1 statement was never true."
    )


def test_what_is_new_comes_first(record):
    new = claim(1, "refuted"), claim(2, "misquoted")
    assert said_of(record, *new) == "2 verdicts are new."
    assert said_of(record, new[0]) == "1 verdict is new."
    assert said_of(record, new[0], *found(("drift", "stale", ""))) == (
        "1 verdict is new. 1 statement was true once."
    )
    assert said_of(record, claim(1, "error")) == "Harness itself failed on 1 claim."


def test_everything_holds_only_where_something_was_looked_at(record):
    held = claim(1, "confirmed", verdict=Word.CONFIRMED)
    blocked = claim(2, "blocked", verdict=Word.BLOCKED)
    assert said_of(record, held) == "Everything holds."
    assert said_of(record) == "Nothing was looked at."
    assert said_of(record, held, blocked) == "Nothing new. 1 claim could not be looked at."
    gaps = replace(record, claims=(held,), gaps=(Gap("s", "a", "b"),))
    assert headline(gaps) == "Everything that was looked at holds."


def test_the_projects_own_pages_do_not_count(record):
    documents = (replace(record.documents[0], path="README.md"), record.documents[1])
    own = claim(0, "erratum", id="spec-0/a"), claim(2, "erratum", id="spec-0/b")
    run = replace(record, documents=documents, claims=(*own, claim(1, "erratum")))
    assert headline(run) == "Nothing new. 1 statement was never true."


@given(runs())
def test_it_is_one_line_of_whole_sentences(run):
    said = headline(run)
    assert said.endswith(".")
    assert "\n" not in said
    assert ", ," not in said
