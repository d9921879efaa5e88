"""Each failure of a page is found once, and what follows from it names its line."""

import pytest

from harness.checking.causes import BlockCauses, FailureCause, PageCauses
from harness.checking.execution import PLAIN, BlockCourse, Execution, StatementEnding
from harness.checking.page import BEFORE
from tests.checking.pages import ended, markdown, notebook, page

LOST = ["NameError: name 'x' is not defined"]


def causes(page, *outcomes, **options):
    """Return the first cause of each block."""
    return [it.first for it in PageCauses(page, ended(page, *outcomes), **options).found().values()]


def test_what_reads_a_lost_name_follows_and_what_does_not_has_no_cause(tmp_path):
    found = markdown(tmp_path, ("x = f()", None), ("y = x", None), ("y", None), ("2", None))
    own, second, third, free = causes(found, ["ValueError: no"], LOST, LOST, "2\n")
    assert (own.label, own.root, own.line) == ("raises", None, 2)
    assert (second.label, second.root, second.why) == ("blocked", 2, "follows from line 2")
    assert (third.root, free) == (2, None)


def test_what_runs_on_a_lost_name_is_blocked_although_it_raises_nothing(tmp_path):
    found = markdown(tmp_path, ("m = M()", None), ("m.fit()", None), ("print(m.w)", None))
    _, fit, weights = causes(found, "", ["ValueError: no"], "3\n")
    assert (fit.label, weights.label, weights.root) == ("raises", "blocked", fit.line)


def test_a_clean_binding_heals(tmp_path):
    found = markdown(tmp_path, ("x = f()", None), ("x = 1", None), ("print(x)", None))
    assert causes(found, ["ValueError: no"], "", "1\n")[1:] == [None, None]


def test_in_a_notebook_a_root_is_named_by_cell_and_line(tmp_path):
    found = notebook(tmp_path, ("import a\nx = a.b()",), ("x",))
    first = found.blocks[0].code[0]
    endings = [StatementEnding((first, first)), ended(found, ["A: no"]).blocks[0].statements[0]]
    endings[1] = StatementEnding((first + 1, first + 1), raises=endings[1].raises | {"line": first + 1})  # fmt: skip
    assert causes(found, endings, LOST)[1].why == "follows from cell 1, line 2"


def test_an_exception_that_the_page_shows_is_no_failure(tmp_path):
    text = ">>> int('a')\nTraceback (most recent call last):\n  ...\nValueError: no\n"
    found = page(tmp_path, "page.rst", text)
    course = PageCauses(found, ended(found, ["ValueError: no"])).found()[0]
    assert (course.shown, course.first) == (True, None)


def test_a_file_that_a_line_left_out_would_have_fetched_is_its_fault(tmp_path):
    found = notebook(tmp_path, ("!wget http://a.test/data.csv",), ("x = read('data.csv')",))
    gone = ["FileNotFoundError: [Errno 2] No such file or directory: 'data.csv'"]
    second = causes(found, [], gone)[1]
    assert (second.label, second.root) == ("blocked", found.blocks[0].code[0])


def test_a_file_that_a_failed_statement_was_to_write_is_its_fault(tmp_path):
    found = markdown(tmp_path, ("save(lost, 'm.bin')", None), ("m = load('m.bin')", None))
    gone = ["FileNotFoundError: [Errno 2] No such file or directory: 'm.bin'"]
    first, second = causes(found, ["NameError: name 'lost' is not defined"], gone)
    assert (first.root, second.label, second.root) == (None, "blocked", first.line)


def test_a_name_that_a_magic_would_have_bound_is_lost(tmp_path):
    found = notebook(tmp_path, ("files = !ls",), ("print(files)",))
    second = causes(found, [], ["NameError: name 'files' is not defined"])[1]
    assert (second.label, second.root) == ("blocked", found.blocks[0].code[0])


def test_a_stopped_statement_is_blocked_with_its_limit(tmp_path):
    found = markdown(tmp_path, ("x = train()", None), ("x", None))
    slow = [StatementEnding((2, 2), stopped="time limit of 7 s")]
    first, second = causes(found, slow, LOST, seconds=7.0)
    assert (first.label, second.root) == ("blocked", 2)
    assert "7 s" in first.why


def test_shortened_training_blocks_what_rests_on_it(tmp_path):
    blocks = ("h = m.fit(x, epochs=50)", None), ("print(h)", "1"), ("print(2)", "2")
    fit, shown, free = causes(markdown(tmp_path, *blocks), "", "1\n", "2\n", fast=True)
    assert (fit.label, fit.why, fit.help) == ("blocked", "shortened", "leave --fast out")
    assert (shown.label, shown.root, free) == ("blocked", fit.line, None)


@pytest.mark.parametrize(
    ("code", "clocked"),
    [
        ("import time\nt = time.time()\nprint(1)\nprint(t)", (False, True, False, True)),
        ("import numpy as np\nprint(np.__version__)", (False, True)),
        ("t = 1\nprint(t)", (False, False)),
    ],
)
def test_what_rests_on_a_clock_is_known(tmp_path, code, clocked):
    found = markdown(tmp_path, (code, None))
    endings = [StatementEnding((line, line)) for line in range(2, 2 + len(clocked))]
    assert PageCauses(found, ended(found, endings)).found()[0].clocked == clocked


def test_where_the_code_before_the_first_block_fails_all_follows_from_it(tmp_path):
    found = markdown(tmp_path, ("f()", None))
    failed = {"type": "ImportError", "message": "no", "line": 1, "missing": None, "causes": []}
    run = Execution(PLAIN, {}, {
        BEFORE: BlockCourse((StatementEnding((1, 1), raises=failed),)),
        0: ended(found, ["NameError: name 'f' is not defined"]).blocks[0],
    })  # fmt: skip
    (only,) = PageCauses(found, run).found().values()
    assert (only.first.label, only.first.root) == ("blocked", 1)


def test_of_several_causes_an_own_failure_says_most():
    def cause(label, root=None):
        return FailureCause(label, "why", "", 1, root)

    follows, blocked, raises = cause("blocked", 3), cause("blocked"), cause("raises")
    assert BlockCauses((None, follows, blocked, raises)).first is raises
    assert BlockCauses((follows, blocked)).first is blocked
    assert BlockCauses((None, follows)).first is follows
    assert BlockCauses((None,)).first is None


def test_one_that_ends_beyond_what_its_reader_found_is_no_crash(tmp_path):
    found = markdown(tmp_path, ("f()", None))
    endings = [StatementEnding((2, 2)), StatementEnding((2, 2), stopped="memory limit")]
    assert causes(found, endings)[0].label == "blocked"
