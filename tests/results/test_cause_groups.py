"""Findings under their causes, the worst first."""

from dataclasses import replace
from types import SimpleNamespace

from hypothesis import given

from harness.results.cause_groups import CauseGroup, by_severity, causes_of, own_specs, severity_of
from harness.results.run_parts import Remedy
from harness.verdicts import Severity
from tests.random_runs import runs
from tests.sample_run import claim


@given(runs())
def test_every_finding_is_in_exactly_one_cause(run):
    found = [claim.id for cause in causes_of(run.claims) for claim in cause.claims]
    expected = [claim.id for claim in run.claims if claim.outcome_entry.finding]
    assert sorted(found) == sorted(expected)


@given(runs())
def test_the_claims_of_a_cause_are_of_one_document_and_stand_line_after_line(run):
    for cause in causes_of(run.claims):
        lines = [claim.lines[0] for claim in cause.claims]
        assert lines == sorted(lines)
        assert {claim.id.partition("/")[0] for claim in cause.claims} == {cause.spec}
        assert {claim.cause or claim.id.partition("/")[2] for claim in cause.claims} == {cause.name}


@given(runs())
def test_causes_come_by_severity_then_line_and_are_as_bad_as_their_worst_claim(run):
    causes = causes_of(run.claims)
    ranks = [cause.severity.rank for cause in causes]
    assert ranks == sorted(ranks)
    for cause in causes:
        assert cause.severity.rank == min(severity_of(c).rank for c in cause.claims)
    for _, same in by_severity(causes):
        for spec in {cause.spec for cause in same}:
            lines = [cause.first.lines[0] for cause in same if cause.spec == spec]
            assert lines == sorted(lines)


@given(runs())
def test_headings_by_severity_lose_no_cause_and_none_is_empty(run):
    causes = causes_of(run.claims)
    groups = by_severity(causes)
    assert [cause for _, same in groups for cause in same] == causes
    assert all(same for _, same in groups)


def test_a_record_older_than_severities_calls_errata_wrong_and_drift_stale():
    found = {label: severity_of(claim(1, label)) for label in ("erratum", "drift", "not yet")}
    assert found == {
        "erratum": Severity.WRONG,
        "drift": Severity.STALE,
        "not yet": Severity.STALE,
    }
    assert severity_of(claim(1, "not reproducible")) is Severity.UNCLEAR


def test_a_repair_that_several_claims_name_stands_once_and_sentences_come_last():
    edit, say = Remedy(4, "a", "b"), Remedy(says="Say so.")
    claims = [
        claim(n, "erratum", id=f"s/c-{n}", cause="x", repair=repair)
        for n, repair in enumerate([(say, edit), (edit,), (Remedy(2, "c", "d"),)])
    ]
    (cause,) = causes_of(claims)
    assert cause.repair == (Remedy(2, "c", "d"), edit, say)
    assert cause.lines == ["1", "2", "3"]


def test_the_projects_own_pages_are_apart_unless_all_of_them_are_its_own(record):
    here, elsewhere = (replace(document, path=document.document) for document in record.documents)
    assert own_specs(replace(record, documents=(here, elsewhere))) == frozenset()
    elsewhere = replace(elsewhere, path="")
    assert own_specs(replace(record, documents=(here, elsewhere))) == {here.spec}
    assert own_specs(record) == frozenset()


def test_a_repair_shows_the_whole_line_where_it_is_at_hand():
    edit = Remedy(165, "metrics='mae'", "metrics=['mae']", text="m.compile(metrics='mae')")
    assert edit.diff == ["line 165", "- m.compile(metrics='mae')", "+ m.compile(metrics=['mae'])"]
    assert replace(edit, text="").diff == ["line 165: metrics='mae' -> metrics=['mae']"]
    assert Remedy(12, "", "import numpy as np").diff == ["before line 12", "+ import numpy as np"]
    assert Remedy(says="Name the data set.").diff == ["Name the data set."]


def test_the_same_change_of_several_lines_is_shown_once_with_all_its_places():
    lines = [Remedy(number, "lr=", "learning_rate=", text="f(lr=1)") for number in (9, 3)]
    others = [Remedy(4, "", "import x"), Remedy(12, "q", "r"), Remedy(says="Say it again.")]
    claim = SimpleNamespace(repair=(*lines, *others))
    assert CauseGroup("spec", "cause", [claim]).diffs == [
        ["lines 3, 9", "- f(lr=1)", "+ f(learning_rate=1)"],
        ["before line 4", "+ import x"],
        ["line 12: q -> r"],
        ["Say it again."],
    ]


def test_two_changes_of_one_line_are_shown_as_the_line_that_comes_of_both():
    line = "True gives one, False gives all"
    edits = [
        Remedy(5, "True", "False", text=line),
        Remedy(5, "False gives all", "True gives all", text=line),
    ]
    claim = SimpleNamespace(repair=tuple(edits))
    assert CauseGroup("spec", "cause", [claim]).diffs == [
        ["line 5", f"- {line}", "+ False gives one, True gives all"]
    ]
