"""Repairs with the lines of the document that they change."""

from pathlib import Path

from harness.claims.cause import LineEdit
from harness.documents import Anchor, Document, State
from harness.engine.remedies import remedies_of
from harness.results.run_parts import Remedy


def document(*lines):
    return Document("d.txt", Path("d.txt"), lines)


def at(line):
    return Anchor(State.ANCHORED, (line, line))


EDIT = LineEdit(line=2, of="4", to="5")


def test_a_repair_gets_the_whole_line():
    (found,) = remedies_of([EDIT], (2, 2), at(2), document("a", "sum 4"))
    assert found == Remedy(2, "4", "5", text="sum 4")


def test_a_repair_moves_with_its_claim():
    (found,) = remedies_of([EDIT], (2, 2), at(3), document("new", "a", "sum 4"))
    assert (found.line, found.mended) == (3, "sum 5")


def test_without_the_document_or_its_text_only_the_change_is_known():
    assert remedies_of([EDIT], (2, 2), at(2), None) == (Remedy(2, "4", "5"),)
    (found,) = remedies_of([EDIT], (2, 2), at(2), document("a", "sum 7"))
    assert found.text == ""


def test_a_sentence_stays_a_sentence_and_a_new_line_is_put_before_another():
    insert = LineEdit(line=1, to="import numpy as np")
    found = remedies_of(["Name it.", insert], (2, 2), at(2), document("", "b"))
    assert found == (Remedy(says="Name it."), Remedy(1, "", "import numpy as np"))
