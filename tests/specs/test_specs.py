"""The specs of this repository."""

import os
import re
from collections import Counter
from pathlib import Path

import pytest

from harness.claims import kinds, load
from harness.claims.coverage import coverage
from harness.documents import State
from harness.verification.judging import place

FOLDER = Path(__file__).parents[2] / "specs"
SPECS = load(sorted(FOLDER.glob("*.yaml")))
CLAIMS = [(spec, claim) for spec in SPECS for claim in spec.claims]
DOCUMENTS = os.environ.get("HARNESS_DOCUMENTS")

by_spec = pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.name)
needs_documents = pytest.mark.skipif(not DOCUMENTS, reason="set HARNESS_DOCUMENTS to the folder")


def test_there_is_one_spec_for_each_of_five_documents():
    tutorials = [spec for spec in SPECS if spec.beside is None]
    assert len({spec.document for spec in tutorials}) == len(tutorials) == 5


def test_every_kind_is_in_use():
    assert {claim.kind for _, claim in CLAIMS} == set(kinds())


@by_spec
def test_every_claim_could_be_refuted(spec):
    for claim in spec.claims:
        assert claim.mutants(), claim.id


@by_spec
def test_no_two_claims_ask_for_the_same_part_of_the_same_evidence_at_the_same_line(spec):
    asked = Counter(
        (claim.at.span, claim.request.key, claim.read, str(claim.document_value))
        for claim in spec.claims
        if claim.request and claim.kind not in ("law", "ordering")
    )
    assert [key for key, count in asked.items() if count > 1] == []


@by_spec
def test_what_a_spec_says_is_said_in_our_own_words(spec):
    """Documents are Korean: a sentence of theirs would show. Figures and data may be Korean."""
    own = [spec.title, *(item.reason for item in spec.not_claims)]
    for claim in spec.claims:
        own += [claim.states, *(item.why for item in (claim.erratum, claim.drift) if item)]
    for text in filter(None, own):
        hangul = re.findall(r"[\uac00-\ud7a3]+", text)
        assert sum(map(len, hangul)) <= 12, text


@needs_documents
@by_spec
def test_every_line_of_its_document_is_claimed_or_said_to_be_no_claim(spec):
    document = spec.find_document(Path(DOCUMENTS))
    assert document is not None
    assert coverage(spec, document).naked == ()


@needs_documents
@by_spec
def test_every_claim_stands_where_its_spec_says(spec):
    document = spec.find_document(Path(DOCUMENTS))
    elsewhere = [
        claim.id for claim in spec.claims if place(claim, document).state is not State.ANCHORED
    ]
    assert elsewhere == []
    assert all(claim.at.digest for claim in spec.claims)
