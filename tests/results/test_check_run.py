"""A run of checked documents, and the documents that it holds."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.results.check_run import check_run, checked_pages
from harness.results.checked import CheckedBlock, CheckedOutput, CheckedPage, UncheckedLine
from harness.results.page_facts import NotebookPlace
from harness.results.record import RunError, parse_run, run_text
from harness.verdicts import LABELS, Word
from tests.checked_pages import STARTED, every_label, right_page, silent_page

NUMBER = st.integers(1, 10**6)
SPAN = st.tuples(NUMBER, NUMBER).map(sorted)
WORDS = st.text(st.characters(codec="utf-8"), max_size=8)
LABEL = st.sampled_from(sorted(LABELS))
OUTPUT = st.builds(CheckedOutput, SPAN, LABEL, st.none(), NUMBER, WORDS)
BLOCK = st.builds(
    CheckedBlock,
    NUMBER,
    st.from_regex(r"[a-z]{1,9}", fullmatch=True),
    WORDS,
    SPAN,
    st.none() | NUMBER,
    LABEL,
    st.none() | OUTPUT,
    NUMBER,
    WORDS,
    WORDS,
    st.none() | NUMBER,
    st.lists(WORDS, max_size=2).map(tuple),
    st.floats(0, 1e6),
)
STEP = st.integers(0, 1)
PLACE = st.builds(NotebookPlace, NUMBER, NUMBER, st.booleans(), NUMBER, NUMBER, NUMBER, STEP)
PAGE = st.builds(
    CheckedPage,
    st.from_regex(r"([a-z]{1,5}/){0,2}[a-z]{1,5}\.(md|ipynb)", fullmatch=True),
    st.dictionaries(WORDS, WORDS, max_size=2).map(lambda stack: {"name": "a", **stack}),
    st.floats(0, 1e6),
    st.lists(BLOCK, max_size=3, unique_by=lambda block: block.slug).map(tuple),
    st.lists(st.builds(UncheckedLine, SPAN, WORDS, WORDS), max_size=2).map(tuple),
    st.lists(WORDS, max_size=2).map(tuple),
    NUMBER,
    st.booleans(),
    st.booleans(),
    st.lists(PLACE, max_size=2).map(tuple),
)


@given(st.lists(PAGE, max_size=3, unique_by=lambda page: page.document))
def test_the_documents_come_back_from_the_run_record(pages):
    run = check_run(pages, STARTED, 1.0)
    assert checked_pages(parse_run(run_text(run), "run.json")) == pages


@pytest.mark.parametrize(
    ("part", "change"),
    [
        ("block", {"code": []}),
        ("block", {"code": [3, 1]}),
        ("block", {"outcome": "fine"}),
        ("block", {"line": -4}),
        ("output", {"lines": [1]}),
        ("output", {"label": "drift"}),
        ("page", {"unchecked": [{"lines": [0], "figure": "", "why": ""}]}),
        ("page", {"places": [dict.fromkeys(("line", "cell", "number"), 0)]}),
        ("page", {"stack": {"name": 3}}),
    ],
)
def test_a_record_with_a_damaged_block_is_refused(part, change):
    data = json.loads(run_text(check_run([every_label()], STARTED, 1.0)))
    block = data["claims"][2]["block"]
    places = {"block": block, "output": block["output"], "page": data["documents"][0]["page"]}
    places[part].update(change)
    with pytest.raises(RunError, match=r"run\.json: not a whole run record"):
        parse_run(json.dumps(data), "run.json")


def test_each_block_is_a_result_with_the_verdict_of_its_label():
    page = every_label()
    run = check_run([page], STARTED, 1.0)
    assert [result.outcome for result in run.claims] == [block.outcome for block in page.blocks]
    assert all(result.verdict == LABELS[result.outcome] for result in run.claims)
    assert [result.kind for result in run.claims].count("code") == 2
    assert {result.verdict for result in run.claims} <= set(map(str, Word))


def test_a_result_says_what_the_page_says_and_what_was_found():
    result = check_run([every_label()], STARTED, 1.0).by_id["docs:vocab.md/block-3"]
    assert result.says == "the code of lines 21-23 prints lines 25-26"
    assert result.found == "9 of 12 figures as printed; 3 differ"
    assert result.why.startswith("line 25: 494 there, 484 here (Total params); ")
    assert (result.figure, result.expected[0], result.measured[0]) == ("494", "494", "484")
    assert (result.spec, result.lines, result.basis) == ("docs/vocab.md:25", [25, 26], "as printed")
    assert result.again == "harness check docs/vocab.md"


def test_in_a_notebook_a_result_names_cells():
    run = check_run([every_label("a.ipynb", cells=True)], STARTED, 1.0)
    result = run.by_id["a.ipynb/block-3"]
    assert result.place == "a.ipynb, cell 3, output line 1"
    assert result.why.startswith("cell 3, output line 1: 494 there")


@pytest.mark.parametrize(
    ("documents", "names"),
    [
        (["a.md"], ["a.md"]),
        (["x/a.md", "y/a.md"], ["x:a.md", "y:a.md"]),
        (["/x/a.md"], ["a.md"]),
        (["/x/a.md", "/y/a.md"], ["x:a.md", "y:a.md"]),
        (["../a.md", "a.md"], ["..:a.md", "a.md:2"]),
    ],
)
def test_ids_differ_where_names_of_documents_do_not(documents, names):
    run = check_run([right_page(name) for name in documents], STARTED, 1.0)
    found = [document.spec for document in run.documents]
    assert len(set(found)) == len(names)
    if ".." not in names[0]:
        assert found == names


def test_a_path_that_leads_out_of_the_folder_is_not_recorded():
    run = check_run([right_page("../a.md"), right_page("/tmp/b.md")], STARTED, 1.0)
    assert [document.path for document in run.documents] == ["", ""]
    parse_run(run_text(run), "run.json")


def test_pages_on_different_stacks_are_said_to_be():
    other = right_page("b.md", stack={"name": "gpu", "python": "3.12"})
    assert check_run([right_page(), other], STARTED, 1.0).stack == {"name": "several stacks"}
    assert check_run([right_page()], STARTED, 1.0).stack["tensorflow"] == "2.21.0"


def test_a_page_of_which_nothing_was_compared_is_a_gap():
    run = check_run([silent_page()], STARTED, 1.0)
    assert run.exit_code == 4
    assert "prints nothing" in run.gaps[0].said


def blocked(number):
    page = every_label()
    kept = [block for block in page.blocks if block.outcome in ("confirmed", "blocked")]
    return replace(page, blocks=tuple(kept[: 3 + number]))


@pytest.mark.parametrize(
    ("page", "allowed", "code"),
    [
        (right_page(), 0, 0),
        (every_label(), 9, 1),
        (every_label(), 0, 1),
        (blocked(2), 0, 4),
        (blocked(2), 1, 4),
        (blocked(2), 2, 0),
        (replace(right_page(), blocks=()), 0, 4),
    ],
)
def test_the_exit_code_tells_what_is_wrong_before_what_was_not_seen(page, allowed, code):
    assert check_run([page], STARTED, 1.0, blocked=allowed).exit_code == code


def test_a_page_of_prose_among_others_is_no_gap():
    prose = replace(right_page("prose.md"), blocks=())
    assert check_run([right_page(), prose], STARTED, 1.0).exit_code == 0


def test_a_gap_names_what_would_help():
    run = check_run([blocked(2)], STARTED, 1.0)
    assert (run.gaps[0].said, run.gaps[0].help) == (
        "docs/vocab.md: 2 outputs blocked",
        "needs the file prices.csv; put prices.csv beside the page",
    )


def test_a_page_that_broke_the_harness_is_an_error_and_no_gap():
    page = right_page()
    broken = replace(page.blocks[1], outcome="error", why="Harness failed")
    run = check_run([replace(page, blocks=(broken,))], STARTED, 1.0)
    assert (run.exit_code, run.gaps) == (3, ())


def test_a_page_whose_code_all_runs_and_that_shows_no_output_is_no_gap():
    assert check_run([silent_page(unchecked=())], STARTED, 1.0).exit_code == 0
    assert check_run([silent_page()], STARTED, 1.0).exit_code == 4
