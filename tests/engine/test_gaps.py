"""What was asked for and could not be looked at is a gap, and nothing else is."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.claims import load_spec
from harness.engine.gaps import Asked, find_gaps
from tests.conftest import SPEC

IDS = ["sum", "wrong-sum", "again"]
VERDICTS = st.tuples(*[st.sampled_from(["confirmed", "refuted", "blocked"])] * 3)


@dataclass(frozen=True)
class Judged:
    id: str
    verdict: str = "confirmed"
    anchor: str = "anchored"
    why: str = "no network here"


@pytest.fixture(scope="module")
def spec(tmp_path_factory):
    file = tmp_path_factory.mktemp("gaps") / "s.yaml"
    file.write_text(SPEC)
    return load_spec(file)


def judged(*verdicts, **more):
    return [Judged(f"s/{name}", verdict, **more) for name, verdict in zip(IDS, verdicts)]  # noqa: B905


def said(spec, claims, **asked):
    return [gap.said for gap in find_gaps([spec], claims, Asked(**asked))]


@given(verdicts=VERDICTS)
def test_what_nobody_named_is_a_gap_only_where_nothing_of_it_was_looked_at(spec, verdicts):
    gaps = said(spec, judged(*verdicts, anchor="not at hand"))
    assert bool(gaps) == all(verdict == "blocked" for verdict in verdicts)


@given(
    verdicts=VERDICTS, allowed=st.none() | st.integers(0, 3), known=st.sets(st.sampled_from(IDS))
)
def test_more_blocked_claims_than_allowed_are_a_gap_known_ones_left_out(
    spec, verdicts, allowed, known
):
    claims = judged(*verdicts)
    blocked = [claim for claim in claims if claim.verdict == "blocked"]
    new = [claim for claim in blocked if claim.id.removeprefix("s/") not in known]
    gaps = said(spec, claims, specs={"s"}, allowed=allowed, known={f"s/{name}" for name in known})
    assert bool(gaps) == (len(blocked) == 3 or len(new) > (allowed or 0))


@pytest.mark.parametrize(
    "asked", [{"specs": {"s"}}, {"matching": "sum"}, {"stack": True}, {"allowed": 0}]
)
def test_a_blocked_claim_counts_where_it_was_asked_for(spec, asked):
    (found,) = said(spec, judged("confirmed", "blocked"), **asked)
    assert found == "1 of 2 claims that were asked for is blocked (no network here): s/wrong-sum"


def test_a_named_spec_of_which_no_claim_was_chosen_is_a_gap(spec):
    (found,) = said(spec, [], specs={"s"}, matching="lstm")
    assert found == "no claim of s matches -k 'lstm': nothing was looked at"
    assert said(spec, [], matching="lstm") == []
    (found,) = said(spec, [], specs={"s"}, seeds=True)
    assert found == "no claim of s is about random results: nothing was looked at"


def test_a_document_that_is_not_in_the_folder_that_was_named_is_a_gap(spec):
    absent = judged("confirmed", anchor="not at hand")
    (found,) = said(spec, absent, folder=Path("lab"))
    assert found == "d.txt is not in lab: its figures were compared with nothing"
    assert said(spec, absent) == []


def test_a_document_that_was_named_by_its_path_is_a_gap_even_if_another_copy_was_read(spec):
    missing = {"s": Path("lab/d.txt")}
    assert said(spec, judged("confirmed", anchor="not at hand"), missing=missing) == [
        "lab/d.txt is not there: its figures were compared with nothing"
    ]
    assert said(spec, judged("confirmed"), missing=missing) == [
        "lab/d.txt is not there: another copy was read"
    ]
    assert said(spec, judged("confirmed"), missing={"s": Path("d.txt")}) == []


def test_a_document_without_any_of_its_lines_is_a_gap(spec):
    (found,) = said(spec, judged("confirmed", "refuted", anchor="vanished"))
    assert found.startswith("d.txt has none of the lines that s speaks of")


def test_recorded_evidence_is_not_asked_for_stackless_claims_unless_they_are_named(tmp_path):
    (tmp_path / "s.yaml").write_text(
        "format: harness-spec/1\ndocument: d.txt\ntitle: A document of ours\nstackless: true\n"
        "claims:\n  - {id: sum, kind: value, at: {lines: 1, figure: '3'}, "
        "subject: 'ramp_and_product:learning_curves'}\n"
    )
    spec = load_spec(tmp_path / "s.yaml")
    claims = [Judged("s/sum", "blocked")]
    assert said(spec, claims, recorded=True) == []
    assert len(said(spec, claims, recorded=True, specs={"s"})) == 1
    assert len(said(spec, claims, recorded=True, matching="sum")) == 1
