"""Lines that state something are claimed, said to be no claim, or naked."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.analysis.line_coverage import coverage, doubts
from harness.claims import load_spec
from harness.documents import Document
from harness.documents.statements import statements
from tests.conftest import DOCUMENT, SPEC

LINES = tuple(DOCUMENT.splitlines())


def document(*lines):
    return Document("d.txt", Path("d.txt"), lines)


@pytest.fixture(scope="module")
def spec(tmp_path_factory):
    file = tmp_path_factory.mktemp("specs") / "s.yaml"
    file.write_text(SPEC)
    return load_spec(file)


def test_lines_that_are_claimed_or_no_claim_are_not_naked(spec):
    found = coverage(spec, document(*LINES))
    assert (found.claimed, found.not_claims, found.naked) == ({2, 3, 4}, frozenset(), ())
    assert found.kept


def test_a_line_that_states_something_is_naked_and_prose_is_not(spec):
    found = coverage(spec, document(*LINES, "it is 9", "and so on"))
    assert found.naked == (5,)
    assert not found.kept


def test_a_line_that_the_spec_skips_is_not_naked_and_one_that_is_claimed_too_is_claimed(tmp_path):
    skips = "  - {lines: [4, 5], reason: said to be nothing}\n"
    (tmp_path / "s.yaml").write_text(SPEC + skips)
    found = coverage(load_spec(tmp_path / "s.yaml"), document(*LINES, "it is 9", "it is 8"))
    assert (found.claimed, found.not_claims, found.naked) == ({2, 3, 4}, {5}, (6,))


def test_without_a_spec_every_line_that_states_something_is_naked():
    assert coverage(None, document(*LINES)).naked == (2, 3, 4)


@given(st.lists(st.text(max_size=12).map(lambda text: " ".join(text.splitlines())), max_size=9))
def test_every_line_that_states_something_is_counted_once(spec, lines):
    text = document(*LINES, *lines)
    found = coverage(spec, text)
    counted = [*found.claimed, *found.not_claims, *found.naked]
    assert sorted(counted) == sorted(statements(text.lines))


def test_the_ratchet_admits_as_many_naked_lines_as_the_spec_says_and_no_fewer(tmp_path):
    (tmp_path / "s.yaml").write_text(SPEC + "naked: 1\n")
    spec = load_spec(tmp_path / "s.yaml")
    assert coverage(spec, document(*LINES, "it is 9")).kept
    assert not coverage(spec, document(*LINES)).kept
    assert not coverage(spec, document(*LINES, "it is 9", "it is 8")).kept


def test_figures_in_a_passage_without_claims_are_doubted_and_code_is_not(tmp_path):
    (tmp_path / "s.yaml").write_text(SPEC + "  - {lines: [5, 7], reason: said to be nothing}\n")
    spec = load_spec(tmp_path / "s.yaml")
    found = doubts(spec, document(*LINES, "loss: 0.5", "x = 0.5", "words"))
    assert [(item.lines, item.figures) for item in found] == [((), ()), ((5, 6), (5,))]
