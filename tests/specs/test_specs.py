"""The specs of this repository."""

import os
import re
from collections import Counter
from pathlib import Path

import pytest

from harness.analysis.line_coverage import coverage
from harness.analysis.mutation import examine_all
from harness.claims import kinds, load_specs
from harness.documents import Document, State
from harness.engine.judging import places
from harness.engine.replay import EvidenceReplay
from harness.stacks.choice import EVIDENCE as RECORDS

FOLDER = Path(__file__).parents[2] / "specs"
DOCUMENTS = os.environ.get("HARNESS_DOCUMENTS")
SPECS = [
    spec.on_document(Path(DOCUMENTS) if DOCUMENTS else None)
    for spec in load_specs(sorted(FOLDER.glob("*.yaml")))
]
CLAIMS = [(spec, claim) for spec in SPECS for claim in spec.claims]
EVIDENCE = FOLDER.parent / RECORDS

by_spec = pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.name)
needs_documents = pytest.mark.skipif(not DOCUMENTS, reason="set HARNESS_DOCUMENTS to the folder")


def test_there_is_one_spec_for_each_of_five_documents():
    tutorials = [spec for spec in SPECS if spec.beside is None]
    assert len({spec.document for spec in tutorials}) == len(tutorials) == 5


def test_every_kind_is_in_use():
    said_about = {"about"}  # what these documents say to hold about, they say of one run
    assert {claim.kind for _, claim in CLAIMS} == set(kinds()) - said_about


@pytest.mark.parametrize("name", ["tf2.5", "tf2.11", "tf2.21"])  # ten seconds each
def test_every_claim_notices_a_document_that_says_something_else(name):
    examined = list(examine_all(SPECS, EvidenceReplay.read(name, EVIDENCE)))
    assert [item.id for item in examined if item.defect] == []
    if DOCUMENTS:  # most mutants are of the outputs that documents print
        assert sum(item.mutants for item in examined) > len(CLAIMS)


@by_spec
def test_every_claim_could_be_refuted(spec):
    for claim in spec.claims:
        assert claim.mutants(), claim.id


@by_spec
def test_no_two_claims_ask_for_the_same_part_of_the_same_evidence_at_the_same_line(spec):
    asked = Counter(
        (claim.at.span, claim.stack_request.key, claim.value, claim.read, str(claim.document_value))
        for claim in spec.claims
        if claim.stack_request and claim.kind not in ("law", "ordering")
    )
    assert [key for key, count in asked.items() if count > 1] == []


@by_spec
def test_what_a_spec_says_is_said_in_our_own_words(spec):
    """Documents are Korean: a sentence of theirs would show. Figures and data may be Korean."""
    own = [spec.title, *(item.reason for item in spec.not_claims)]
    for claim in spec.claims:
        reasons = [item for item in (claim.erratum, claim.drift, claim.not_reproducible) if item]
        own += [claim.states, *(item.why for item in reasons)]
        edits = [edit for item in reasons for edit in item.repair]
        assert all(isinstance(edit, str) or hangul_in(edit.of) <= 20 for edit in edits), claim.id
    for text in filter(None, own):
        assert hangul_in(text) <= 12, text


def hangul_in(text):
    """Count the Korean syllables of a text."""
    return sum(map(len, re.findall(r"[\uac00-\ud7a3]+", text)))


@needs_documents
@by_spec
def test_every_line_that_states_something_is_claimed_or_said_to_be_no_claim(spec):
    document = spec.find_document(Path(DOCUMENTS))
    assert document is not None
    assert coverage(spec, document).naked == ()
    assert spec.naked == 0


@needs_documents
@by_spec
def test_every_claim_stands_where_its_spec_says(spec):
    found = places(spec, spec.find_document(Path(DOCUMENTS)))
    assert [name for name, anchor in found.items() if anchor.state is not State.ANCHORED] == []
    assert all(claim.at.digest for claim in spec.claims)


@needs_documents
@by_spec
def test_a_digit_of_any_figure_that_changes_in_its_document_is_noticed(spec):
    document = spec.find_document(Path(DOCUMENTS))
    assert document is not None
    noticed = 0
    for claim in spec.claims[:: len(spec.claims) // 40 or 1]:
        printed = list(re.finditer(r"\d", claim.at.figure or ""))[-1:]
        line = claim.at.span[0]
        text = document.lines[line - 1]
        if not printed or claim.at.figure not in text:
            continue
        place = text.index(claim.at.figure) + printed[0].start()
        other = text[:place] + str(9 - int(text[place])) + text[place + 1 :]
        lines = (*document.lines[: line - 1], other, *document.lines[line:])
        changed = Document(document.name, document.path, lines)
        assert places(spec, changed)[claim.id].state is State.MISQUOTED, claim.id
        noticed += 1
    assert noticed
