"""What a terminal shows of checked documents."""

from dataclasses import replace

import pytest

from harness.reports.check_text import check_summary, print_check
from harness.results.check_run import check_run
from harness.results.known_findings import KnownFindings
from tests.checked_pages import (
    STARTED,
    block,
    compared,
    every_label,
    right_page,
    silent_page,
)


def shown(printed, *pages, verbose=False, **options):
    return printed(print_check, check_run(pages, STARTED, 1.0, **options), verbose=verbose)


@pytest.fixture(autouse=True, params=["80", "120"])
def columns(request, monkeypatch):
    monkeypatch.setenv("COLUMNS", request.param)
    return int(request.param)


def test_what_is_wrong_comes_first_and_the_summary_last(printed):
    lines = shown(printed, every_label()).splitlines()
    marks = [line.strip()[:1] for line in lines if line.strip()[:1] in "✗?≈▣∅○✓"]
    assert marks == ["✗", "✗", "?", "≈", "▣", "∅", "○", "○", "✓"]
    assert lines[0].startswith("docs/vocab.md   11 blocks, 9 outputs")
    assert lines[-1] == (
        "1 output wrong, 1 block raises, 2 random, 1 volatile, 1 picture, 2 blocked, "
        "1 sentence unchecked"
    )


def test_a_difference_is_shown_with_its_line(printed):
    text = shown(printed, every_label())
    assert "✗ 25      Total params: 494 printed, 484 here" in text
    assert "- a whole line that the page prints here" in text
    assert "+ another line altogether, here" in text


def test_the_reason_of_a_wrong_output_stands_below_its_differences(printed):
    page = every_label()
    blocks = tuple(
        replace(item, why="a seed is set") if item.outcome == "refuted" else item
        for item in page.blocks
    )
    lines = [line.strip() for line in shown(printed, replace(page, blocks=blocks)).splitlines()]
    assert lines.index("a seed is set") > lines.index("+ another line altogether, here")


def test_lines_fit_the_terminal(printed, columns):
    pages = (every_label(), every_label("nb/a.ipynb", cells=True))
    text = shown(printed, *pages)
    unwrapped = ("not looked at:", "2 documents:")
    assert all(
        len(line.rstrip()) <= columns
        for line in text.splitlines()
        if not line.startswith(unwrapped)
    )


def test_what_is_blocked_is_gathered_by_its_root_and_helped_once(printed):
    text = shown(printed, every_label(), blocked=9)
    assert "blocked: needs the file prices.csv (also 95)" in text
    assert text.count("put prices.csv beside the page") == 1


def test_cells_are_named_in_a_notebook(printed):
    text = shown(printed, every_label("a.ipynb", cells=True))
    assert "✗ cell 3, output line 1 Total params: 494 printed, 484 here" in text
    assert "✗ cell 4, line 2" in text


def test_every_block_and_difference_is_shown_on_demand(printed):
    text = shown(printed, every_label(), verbose=True)
    assert "{2, 1} printed, {1, 2} here (form: sets)" in text
    assert "✓ 1-3     confirmed: it runs" in text
    assert "line 102 was left out: %time" in text


def test_known_findings_are_one_line_unless_asked_for(printed):
    run = check_run([every_label()], STARTED, 1.0)
    known = KnownFindings().accept(run, "as in the book", "2026-01-01")
    text = shown(printed, every_label(), known=known, blocked=2)
    assert "✗" not in text
    assert "! " in text
    assert "2 known findings, shown with -v" in text
    assert "2 known" in text.splitlines()[-1]
    every = shown(printed, every_label(), known=known, verbose=True)
    assert "! 25-26   known: as in the book; refuted: 9 of 12 figures as printed" in every
    several = shown(printed, every_label(), right_page(), known=known, blocked=2)
    assert "∅  docs/vocab.md" in several


def test_a_page_of_which_nothing_was_compared_is_never_green(printed):
    text = shown(printed, silent_page())
    assert "✓" not in text
    assert "no output was found that could be compared" in text
    assert text.splitlines()[-1] == "nothing was compared"
    assert "exit 4" in text


def test_a_page_that_agrees_says_how_much_was_compared(printed):
    text = shown(printed, right_page())
    assert "✓  1 output as printed (4 figures)" in text
    assert text.splitlines()[-1] == "1 output as printed"


def test_of_several_documents_each_has_a_line_and_the_new_come_in_full(printed):
    text = shown(printed, every_label(), right_page(), silent_page())
    lines = [line.strip() for line in text.splitlines()]
    assert [line for line in lines if line.startswith("✓  docs/right.md")]
    assert [line for line in lines if line.startswith("∅  docs/silent.md")]
    assert lines[0].startswith("docs/vocab.md")
    assert lines[-1].startswith("3 documents: 1 output wrong, 1 block raises")


def test_many_sentences_are_counted(printed):
    page = every_label()
    page = replace(page, unchecked=page.unchecked[:1] * 9)
    assert "6 more sentences that nothing checks, shown with -v" in shown(printed, page)
    assert shown(printed, page, verbose=True).count("7 distinct words") == 9


def test_nothing_of_a_page_controls_the_terminal(printed):
    nasty = "\x1b[31mred\x07\u202e::error::x\r"
    blocks = (
        block(1, 1, "raises", why=nasty, help=nasty, notes=(nasty,)),
        block(2, 11, "random", (compared(1), 1), why=nasty),
    )
    page = right_page(f"docs/{nasty}.md", blocks=blocks, notes=(nasty,))
    for verbose in (False, True):
        text = shown(printed, page, page, verbose=verbose)
        assert not {"\x1b", "\x07", "\u202e", "\r"} & set(text)
        assert not any(line.lstrip().startswith("::") for line in text.splitlines())


def test_an_interrupted_check_says_so():
    run = check_run([replace(right_page(), complete=False)], STARTED, 1.0)
    assert check_summary(run) == "1 output as printed; interrupted"
