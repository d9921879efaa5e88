"""Comparison and acceptance: what got worse, what was weakened, what was accepted."""

import json
from dataclasses import replace

import pytest

from harness.analysis.acceptance import AcceptError, accept, accept_added, accept_blocked
from harness.analysis.comparison import NotComparable, compare_runs
from harness.reports.changes import changes_markdown, changes_text
from harness.reports.github import change_annotations, run_annotations
from harness.results.change import Sort
from harness.results.run import DocumentSummary, KindSummary
from harness.verdicts import OUTCOMES

NASTY = "<script>alert(1)</script> | **bold** & 한국어"
WORDS = {"confirmed": "confirmed", "outdated record": "confirmed", "blocked": "blocked"}
KINDS = {"parameters": KindSummary("A count.", "", {"tolerance": "more", "examples": "less"})}


@pytest.fixture
def base(record):
    """A run in which all that was looked at is as recorded."""
    fine = ("confirmed", "erratum", "drift", "not yet", "blocked")
    claims = [with_outcome(claim, claim.outcome) for claim in record.claims]
    claims = tuple(claim for claim in claims if claim.outcome in fine)
    return replace(record, claims=claims, kinds=KINDS, stacks=("tf2.5", "tf2.21"))


def with_outcome(claim, outcome, **changes):
    word = WORDS.get(outcome, outcome if outcome in ("undecided", "error") else "refuted")
    return replace(claim, outcome=outcome, verdict=word, **changes)


def changed(run, position=0, **changes):
    """The same run, with one claim changed."""
    claims = list(run.claims)
    claims[position] = replace(claims[position], **changes)
    return replace(run, claims=tuple(claims))


def sorts(found):
    return [(change.sort, change.id) for change in found.changes]


def test_a_run_compared_with_itself_has_no_change(base):
    found = compare_runs(base, base)
    assert (found.changes, found.exit_code) == ((), 0)
    assert changes_text(found).startswith("nothing got worse; no change; ")


@pytest.mark.parametrize(
    ("before", "after", "sort"),
    [
        ("confirmed", "refuted", Sort.WORSE),
        ("confirmed", "misquoted", Sort.WORSE),
        ("confirmed", "error", Sort.WORSE),
        ("confirmed", "undecided", Sort.WORSE),
        ("erratum", "refuted", Sort.WORSE),
        ("blocked", "refuted", Sort.WORSE),
        ("confirmed", "drift", Sort.RECORDED),
        ("confirmed", "not yet", Sort.RECORDED),
        ("drift", "confirmed", Sort.BETTER),
        ("erratum", "outdated record", Sort.BETTER),
        ("refuted", "confirmed", Sort.BETTER),
        ("refuted", "erratum", Sort.BETTER),
        ("blocked", "confirmed", Sort.BETTER),
        ("blocked", "erratum", Sort.BETTER),
        ("confirmed", "blocked", Sort.BLOCKED),
        ("refuted", "blocked", Sort.BLOCKED),
    ],
)
def test_a_verdict_changes_for_the_better_or_the_worse(base, before, after, sort):
    runs = [
        replace(base, claims=(with_outcome(base.claims[0], outcome),))
        for outcome in (before, after)
    ]
    found = compare_runs(*runs)
    assert sorts(found) == [(sort, base.claims[0].id)]
    assert found.exit_code == {Sort.WORSE: 1, Sort.BLOCKED: 4}.get(sort, 0)


LATER = {"since": {"keras": "3.3"}, "truth": 6}


@pytest.mark.parametrize(
    ("before", "after", "sort", "said"),
    [
        ({"tolerance": 0.1}, {"tolerance": 0.2}, Sort.WEAKENED, "tolerance: 0.1 → 0.2 (weaker)"),
        ({"tolerance": 0.2}, {}, Sort.STRONGER, "tolerance: 0.2 → none (stronger)"),
        ({"examples": 50}, {"examples": 20}, Sort.WEAKENED, "examples: 50 → 20 (weaker)"),
        ({}, {"slow": True}, Sort.WEAKENED, "slow: none → True (weaker)"),
        ({}, {"read": "a.b"}, Sort.RESTATED, "read: none → a.b (restated)"),
        ({}, {"erratum": {"why": "six"}}, Sort.WEAKENED, "erratum: none → six (weaker)"),
        ({"erratum": {"why": "six"}}, {}, Sort.STRONGER, "erratum: six → none (stronger)"),
        (
            {"drift": {"since": {"keras": "3.0"}, "why": "w"}},
            {"drift": {"since": {"keras": "2.11"}, "why": "w"}},
            Sort.RESTATED,
            "drift.since: {'keras': '3.0'} → {'keras': '2.11'} (restated)",
        ),
        (
            {"erratum": {"why": "w", "truth": 6}},
            {"erratum": {"why": "w"}},
            Sort.WEAKENED,
            "erratum.truth: 6 → none (weaker)",
        ),
        (
            {"drift": {"since": {"keras": "3.0"}, "why": "w", "later": [LATER]}},
            {"drift": {"since": {"keras": "3.0"}, "why": "w"}},
            Sort.WEAKENED,
            "drift.later: [{'since': {'keras': '3.3'}, 'truth': 6}] → none (weaker)",
        ),
    ],
)
def test_a_claim_that_asks_for_less_is_weakened(base, before, after, sort, said):
    found = compare_runs(changed(base, terms=before), changed(base, terms=after))
    assert sorts(found) == [(sort, base.claims[0].id)]
    assert found.changes[0].what == (said,)
    assert found.exit_code == (0 if sort is Sort.STRONGER else 1)


def test_a_truth_of_null_differs_from_no_truth(base):
    before, after = ({"erratum": {"why": "w", **truth}} for truth in ({"truth": None}, {}))
    found = compare_runs(changed(base, terms=before), changed(base, terms=after))
    assert found.changes[0].sort is Sort.WEAKENED


def test_an_empty_argument_differs_from_no_argument(base):
    found = compare_runs(changed(base, given={"a": 1, "b": {}}), changed(base, given={"a": 1}))
    assert (len(found.changes), found.exit_code) == (1, 1)


def test_reasons_may_be_reworded_freely(base):
    before, after = ({"erratum": {"why": why, "truth": 6}} for why in ("one", "another"))
    assert compare_runs(changed(base, terms=before), changed(base, terms=after)).changes == ()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"figure": "43"}, "figure: 42 → 43 (restated)"),
        ({"expected": 43}, "expected: 42 → 43 (restated)"),
        ({"given": {"units": 4}}, "given.units: 3 → 4 (restated)"),
        (
            {"subject": "recurrent:deep"},
            "subject: recurrent:plain_layer → recurrent:deep (restated)",
        ),
        ({"basis": "typical"}, "basis: exact → typical (restated)"),
    ],
)
def test_a_claim_that_asks_for_something_else_is_restated(base, change, said):
    found = compare_runs(base, changed(base, **change))
    assert (found.changes[0].what, found.exit_code) == ((said,), 1)


def test_a_new_erratum_is_found_against_an_older_record(base):
    old = changed(base, terms=None)
    found = compare_runs(old, changed(base, erratum=True, outcome="erratum", verdict="refuted"))
    assert (found.changes[0].sort, found.exit_code) == (Sort.WEAKENED, 1)
    assert "does not say what its claims ask for" in changes_text(found)


def test_more_lines_that_are_no_claims_weaken_their_spec(base):
    before, after = (
        replace(base, documents=(DocumentSummary("spec-0", "0.txt", "T", 2, lines),))
        for lines in (4, 90)
    )
    assert sorts(compare_runs(before, after)) == [(Sort.WEAKENED, "spec-0")]
    assert compare_runs(before, after).changes[0].what == ("not_claims: 4 → 90 lines",)
    assert compare_runs(after, before).exit_code == 0


def test_a_stack_without_a_record_any_more_is_a_weakening(base):
    found = compare_runs(base, replace(base, stacks=("tf2.21",)))
    assert (sorts(found), found.exit_code) == ([(Sort.WEAKENED, "tf2.5")], 1)
    assert compare_runs(replace(base, stacks=("tf2.21",)), base).exit_code == 0


def test_a_removed_claim_is_red_and_an_added_one_is_not(base):
    fewer = replace(base, claims=base.claims[1:])
    assert sorts(compare_runs(base, fewer)) == [(Sort.REMOVED, base.claims[0].id)]
    assert compare_runs(base, fewer).exit_code == 1
    assert sorts(compare_runs(fewer, base)) == [(Sort.ADDED, base.claims[0].id)]
    assert compare_runs(fewer, base).exit_code == 0


def test_claims_that_a_run_left_out_are_not_removed(base):
    for part in (
        replace(base, claims=base.claims[1:], whole=False),
        replace(base, claims=base.claims[1:], complete=False),
    ):
        found = compare_runs(base, part)
        assert (sorts(found), found.exit_code) == ([(Sort.UNSEEN, base.claims[0].id)], 0)


def test_runs_of_different_specs_are_not_comparable(base):
    other = replace(
        base,
        claims=tuple(replace(claim, id=f"other/{claim.id[-7:]}") for claim in base.claims),
        documents=(DocumentSummary("other", "o.txt", "T", 0),),
    )
    with pytest.raises(NotComparable, match=r"one run is of spec-0, spec-1, the other of other"):
        compare_runs(base, other)


def test_worse_claims_with_one_reason_are_one_cause(base):
    claims = [with_outcome(claim, "confirmed") for claim in base.claims]
    drifted = [
        with_outcome(claim, "drift", why="Keras 3 refuses lr" if n < 3 else "sizes are printed")
        for n, claim in enumerate(claims)
    ]
    found = compare_runs(replace(base, claims=tuple(claims)), replace(base, claims=tuple(drifted)))
    assert [(why, len(changes)) for why, changes in found.causes] == [
        ("Keras 3 refuses lr", 3),
        ("sizes are printed", 2),
    ]
    assert "drift, as recorded (3 claims): Keras 3 refuses lr" in changes_text(found)
    worse = tuple(with_outcome(claim, "refuted") for claim in drifted)
    found = compare_runs(replace(base, claims=tuple(claims)), replace(base, claims=worse))
    assert "one reason makes 3 claims worse: Keras 3 refuses lr" in changes_text(found)


REASON = "the library rounds since its last release"


def test_a_change_accepted_with_a_reason_is_not_red(base):
    head = changed(base, terms={"tolerance": 0.2})
    name = base.claims[0].id
    assert compare_runs(base, head).exit_code == 1
    baseline = accept(base, head, [name], REASON, "2026-01-02")
    assert compare_runs(baseline, head).changes == ()
    found = compare_runs(base, head, baseline)
    assert (found.exit_code, found.changes[0].because) == (0, REASON)
    entry = baseline.accepted[-1]
    assert (entry.claim, entry.because, entry.date) == (name, REASON, "2026-01-02")
    assert (entry.before, entry.after) == ({"tolerance": None}, {"tolerance": 0.2})


def test_a_baseline_that_was_changed_without_a_reason_accepts_nothing(base):
    head = changed(base, terms={"tolerance": 0.2})
    assert compare_runs(base, head, accepted=head).exit_code == 1


def test_an_accepted_reason_does_not_cover_a_further_weakening(base):
    head = changed(base, terms={"tolerance": 0.2})
    baseline = accept(base, head, [base.claims[0].id], REASON, "2026-01-02")
    further = changed(base, terms={"tolerance": 0.3})
    assert compare_runs(base, further, baseline).exit_code == 1


def test_accepting_one_claim_leaves_every_other_as_it_was(base):
    head = changed(changed(base, 0, terms={"tolerance": 0.2}), 1, terms={"tolerance": 0.2})
    baseline = accept(base, head, [base.claims[0].id], REASON, "2026-01-02")
    assert baseline.claims == (head.claims[0], *base.claims[1:])
    assert sorts(compare_runs(baseline, head)) == [(Sort.WEAKENED, base.claims[1].id)]


def test_removed_claims_specs_and_stacks_are_accepted_by_name(base):
    grown = tuple(replace(document, not_claims=9) for document in base.documents)
    head = replace(base, claims=base.claims[1:], documents=grown, stacks=("tf2.21",))
    names = [base.claims[0].id, "spec-0", "spec-1", "tf2.5"]
    baseline = accept(base, head, names, REASON, "2026-01-02")
    assert compare_runs(baseline, head).changes == ()


def test_new_claims_begin_a_baseline_and_follow_their_neighbour(base):
    begun, count = accept_added(None, base, REASON, "2026-01-02")
    fit = tuple(claim for claim in base.claims if claim.outcome != "blocked")
    assert (begun.claims, begun.documents, begun.stacks) == (fit, base.documents, base.stacks)
    assert count == len(fit) + 2
    without = replace(begun, claims=(fit[0], *fit[2:]))
    again, count = accept_added(without, base, REASON, "2026-01-02")
    assert (again.claims, count) == (fit, 1)


@pytest.mark.parametrize(
    ("names", "because", "message"),
    [
        (["spec-0/claim-0"], "so", "'so' is no reason"),
        (["spec-0/claim-0"], "        ", "is no reason"),
        (["spec-0/clam-0"], REASON, "nothing is called spec-0/clam-0; did you mean spec-0/claim-0"),
        (["*"], REASON, "nothing is called *"),
        (["spec-0/claim-0"], REASON, "there is nothing to accept"),
        (["spec-1/claim-7"], REASON, "is refuted: record that in its spec"),
        (["spec-1/claim-5"], REASON, "was not looked at: no data"),
    ],
)
def test_a_refused_acceptance_is_explained_in_one_message(base, names, because, message):
    claims = {claim.id: claim for claim in base.claims}
    claims["spec-1/claim-7"] = with_outcome(claims["spec-1/claim-7"], "refuted")
    names_known = ["spec-1/claim-5"]
    for name in names_known:
        claims[name] = with_outcome(claims[name], "blocked", why="no data")
    head = replace(base, claims=tuple(claims.values()))
    base = replace(base, blocked=tuple(names_known))
    with pytest.raises(AcceptError) as error:
        accept(base, head, names, because, "2026-01-02")
    assert message in str(error.value)


def test_annotations_point_at_the_document_where_it_lies_in_the_repository(base):
    head = changed(base, outcome="misquoted", why="50% of\nwhat: it says, here")
    assert change_annotations(compare_runs(base, head)) == (
        "::error file=specs/spec-0.yaml,line=0,endLine=0,title=worse%3A spec-0/claim-0::"
        "confirmed → misquoted%0A50%25 of%0Awhat: it says, here\n"
    )
    documents = (DocumentSummary("spec-0", "0.txt", "T", 2, path="docs/a,b.txt"),)
    inside = replace(head, documents=documents)
    assert "file=docs/a%2Cb.txt,line=1,endLine=2," in change_annotations(compare_runs(base, inside))
    assert run_annotations(inside).startswith("::error file=docs/a%2Cb.txt,line=1,endLine=2,")


def test_a_weakened_claim_is_annotated_in_its_spec(base):
    documents = (DocumentSummary("spec-0", "0.txt", "T", 2, path="docs/0.txt"),)
    before = replace(base, documents=documents)
    found = compare_runs(before, changed(before, terms={"tolerance": 0.2}))
    assert "file=specs/spec-0.yaml,line=0," in change_annotations(found)


def test_only_claims_that_are_not_as_recorded_are_errors(record):
    lines = run_annotations(record).splitlines()
    errors = [line for line in lines if line.startswith("::error ")]
    bad = [outcome.label for outcome in OUTCOMES if outcome.exit_code]
    assert [line.partition("title=")[2].partition("%3A")[0] for line in errors] == bad
    known = [claim for claim in record.claims if claim.outcome_entry.finding and not claim.block]
    assert 0 < len(lines) - len(errors) <= len(known)


def test_markup_in_a_comparison_is_text(base):
    text = changes_markdown(compare_runs(base, changed(base, figure=NASTY, why=NASTY)))
    assert "<script>" not in text.replace("\\<script\\>", "")
    assert json.dumps(NASTY, ensure_ascii=False).strip('"')[:8] in changes_text(
        compare_runs(base, changed(base, figure=NASTY))
    )


def test_a_comparison_names_the_command_that_accepts_it(base):
    weak = changed(base, terms={"tolerance": 0.2})
    assert 'harness accept spec-0/claim-0 --because "..."' in changes_text(compare_runs(base, weak))
    worse = changed(base, outcome="refuted")
    assert "harness accept" not in changes_text(compare_runs(base, worse))


def kinds_of(found):
    return [change.sort for change in found.changes]


def blocked(run, *positions):
    """Copy a run as if some of its claims were blocked in it."""
    claims = list(run.claims)
    for position in positions:
        claims[position] = with_outcome(claims[position], "blocked", why="no network here")
    return replace(run, claims=tuple(claims))


def test_a_newly_blocked_claim_is_red_and_a_known_one_is_not(base):
    head = blocked(base, 0)
    found = compare_runs(base, head)
    assert (kinds_of(found), found.exit_code) == ([Sort.BLOCKED], 4)
    found = compare_runs(replace(base, blocked=(base.claims[0].id,)), head)
    assert (kinds_of(found), found.exit_code) == ([Sort.UNSEEN], 0)


def test_a_verdict_that_got_worse_tells_more_than_a_blocked_claim(base):
    head = blocked(base, 0)
    worse = with_outcome(base.claims[1], "refuted")
    head = replace(head, claims=(head.claims[0], worse, *head.claims[2:]))
    base = replace(
        base, claims=(base.claims[0], with_outcome(worse, "confirmed"), *base.claims[2:])
    )
    assert compare_runs(base, head).exit_code == 1


def test_a_new_claim_that_is_blocked_is_red_until_it_is_listed(base):
    head = blocked(base, 0)
    before = replace(base, claims=base.claims[1:])
    assert kinds_of(compare_runs(before, head)) == [Sort.BLOCKED]
    after, count = accept_blocked(before, head, REASON, "2026-01-02")
    assert (after.blocked, count, after.claims) == ((base.claims[0].id,), 1, before.claims)
    assert kinds_of(compare_runs(after, head)) == [Sort.UNSEEN]
    assert compare_runs(before, head, after).exit_code == 0


def test_a_claim_that_is_no_longer_blocked_is_shown_and_taken_off_the_list_by_name(base):
    name = base.claims[0].id
    known = replace(base, blocked=(name,))
    found = compare_runs(known, base)
    assert (kinds_of(found), found.exit_code) == ([Sort.UNBLOCKED], 0)
    assert f"no longer blocked (1): {name}" in changes_text(found)
    assert accept(known, base, [name], REASON, "2026-01-02").blocked == ()


def test_a_newly_blocked_claim_is_listed_and_its_verdict_is_kept(base):
    name = base.claims[0].id
    after = accept(base, blocked(base, 0), [name], REASON, "2026-01-02")
    assert (after.blocked, after.claims) == ((name,), base.claims)
    assert after.accepted[-1].because == REASON


def test_a_new_baseline_lists_what_is_blocked(base):
    begun, _ = accept_added(None, blocked(base, 0), REASON, "2026-01-01")
    assert begun.blocked[0] == base.claims[0].id
    assert begun.blocked[0] not in begun.by_id
    assert not compare_runs(begun, blocked(base, 0)).of(Sort.BLOCKED)


def test_the_baseline_must_not_know_what_is_accepted_as_blocked(base):
    with pytest.raises(AcceptError, match="knows every claim that is blocked"):
        accept_blocked(base, base, REASON, "2026-01-02")


def test_a_claim_that_is_confirmed_by_another_result_on_one_stack_varies(base):
    confirmed = next(i for i, claim in enumerate(base.claims) if claim.outcome == "confirmed")
    first, second = (changed(base, confirmed, measured=value) for value in (0.31, 0.52))
    found = compare_runs(first, second)
    assert sorts(found) == [(Sort.VARIES, base.claims[confirmed].id)]
    assert found.exit_code == 0
    assert "measured 0.31, then 0.52" in changes_text(found)
    assert "another result" in changes_markdown(found)


def test_another_stack_measures_other_results_and_a_baseline_leaves_long_ones_out(base):
    first, second = (changed(base, measured=value) for value in (0.31, 0.52))
    other = replace(second, stack={**second.stack, "keras": "0.0"})
    assert not compare_runs(first, other).of(Sort.VARIES)
    assert not compare_runs(changed(base, measured=None), second).of(Sort.VARIES)
