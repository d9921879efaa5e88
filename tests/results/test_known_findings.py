"""Findings that a person has accepted."""

from dataclasses import replace

import pytest

from harness.results.check_run import check_run, checked_pages
from harness.results.known_findings import (
    KnownFindings,
    known_in,
    read_known,
    write_known,
)
from harness.results.record import RunError
from tests.checked_pages import STARTED, compared, difference, every_label, right_page

PAGE = every_label()
RUN = check_run([PAGE], STARTED, 1.0, blocked=9)
KNOWN = KnownFindings().accept(RUN, "old", "2026-01-01")


def with_block(page, number, **changes):
    blocks = list(page.blocks)
    blocks[number] = replace(blocks[number], **changes)
    return replace(page, blocks=tuple(blocks))


def test_an_accepted_finding_is_known_and_fails_nothing():
    run = check_run([PAGE], STARTED, 1.0, known=KNOWN, blocked=9)
    assert run.counts["known"] == 2
    assert run.exit_code == 0
    assert {result.block.known for result in run.with_outcome("known")} == {"old"}
    assert known_in(run).pages["docs/vocab.md"][0].because == "old"


def test_the_labels_of_known_findings_come_back():
    assert checked_pages(check_run([PAGE], STARTED, 1.0, known=KNOWN)) == [PAGE]


def test_another_difference_of_the_same_block_is_new():
    found = (compared(12, difference(25, "494", "485")), 2)
    output = replace(PAGE.blocks[2].output, compared=found[0])
    run = check_run([with_block(PAGE, 2, output=output)], STARTED, 1.0, known=KNOWN, blocked=9)
    assert run.exit_code == 1
    assert "no longer wrong" in run.documents[0].page.gone[0]


def test_a_finding_that_moves_to_another_line_stays_known():
    moved = with_block(PAGE, 3, lines=[201, 203], line=202)
    assert check_run([moved], STARTED, 1.0, known=KNOWN, blocked=9).exit_code == 0


def test_a_block_with_other_code_is_new():
    run = check_run([with_block(PAGE, 3, digest="other")], STARTED, 1.0, known=KNOWN, blocked=9)
    assert run.exit_code == 1


def test_what_is_gone_is_said_and_dropped_when_findings_are_accepted_again():
    right = with_block(PAGE, 3, outcome="confirmed", why="", help="")
    run = check_run([right], STARTED, 1.0, known=KNOWN)
    assert "remove it" in run.documents[0].page.gone[0]
    again = KNOWN.accept(run, "new", "2026-02-02")
    assert [item.because for item in again.pages["docs/vocab.md"]] == ["old"]


def test_what_could_not_be_looked_at_is_not_gone():
    blocked = with_block(PAGE, 3, outcome="blocked", why="no package", help="")
    run = check_run([blocked], STARTED, 1.0, known=KNOWN)
    assert run.documents[0].page.gone == ()
    assert KNOWN.accept(run, "new", "2026-02-02") == KNOWN


def test_accepting_keeps_the_entries_of_other_pages():
    other = check_run([every_label("b.md")], STARTED, 1.0)
    both = KNOWN.accept(other, "new", "2026-02-02")
    assert [len(both.pages[name]) for name in ("b.md", "docs/vocab.md")] == [2, 2]
    assert KNOWN.accept(check_run([right_page()], STARTED, 1.0), "x", "2026-02-02") == KNOWN


def test_accepting_a_part_of_a_page_keeps_the_rest():
    part = replace(PAGE, blocks=PAGE.blocks[:3])
    run = check_run([part], STARTED, 1.0, whole=False)
    assert KNOWN.accept(run, "new", "2026-02-02") == KNOWN


def test_the_file_reads_back(tmp_path):
    write_known(KNOWN, tmp_path / "known.json")
    assert read_known(tmp_path / "known.json") == KNOWN


@pytest.mark.parametrize("text", ["{}", "[", '{"format": "harness-known/2", "pages": {}}'])
def test_another_file_is_refused_in_one_message(text, tmp_path):
    (tmp_path / "known.json").write_text(text)
    with pytest.raises(RunError, match=r"known\.json"):
        read_known(tmp_path / "known.json")
