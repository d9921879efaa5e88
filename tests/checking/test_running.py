"""The cells of a page run statement by statement; one that fails takes no other along."""

import random

import pytest

from harness.checking.execution import OTHER_SEED, PLAIN
from harness.checking.page import CodeCell
from harness.checking.running import ExecutionTask, execute
from harness.sandbox.steps import CONSOLE, EACH
from tests.checking.pages import markdown
from tests.sandbox.test_sandbox import needs_containment

pytestmark = needs_containment

CELLS = [
    "x = 1\n1 / 0\nprint(x)",
    "while True: pass\nx + 1",
    "print(1)\nprint(",
    "",
    "def f():\n    return [][1]\n\nf()",
    "import urllib.request\nurllib.request.urlopen('http://a.test')",
    "import sys\nprint('no', file=sys.stderr)\n'a'",
]


@pytest.fixture(scope="module")
def ran():
    """Run all cells once, each ten lines below the other; return the run and what began."""
    cells = [CodeCell(at, 10 * at + 10, text, executed=at + 1) for at, text in enumerate(CELLS)]
    cells.append(CodeCell(7, 80, "2\n3", CONSOLE, EACH, namespace="own"))
    cells.append(CodeCell(8, 90, "'x' in globals()", namespace="other", within="own"))
    began = []
    return execute(ExecutionTask(PLAIN, tuple(cells), seconds=1.0), began.append), began


def statements(ran, block):
    return ran[0].blocks[block].statements


def test_blocks_begin_in_their_order(ran):
    assert ran[1] == list(range(9))
    assert (ran[0].how, list(ran[0].blocks), ran[0].complete) == (PLAIN, list(range(9)), True)


def test_what_fails_does_not_take_the_rest_of_its_cell_along(ran):
    first, second, third = statements(ran, 0)
    assert (first.raises, second.raises["type"], third.output) == (None, "ZeroDivisionError", "1\n")


def test_lines_are_those_of_the_document(ran):
    assert [ending.lines for ending in statements(ran, 0)] == [(10, 10), (11, 11), (12, 12)]
    assert statements(ran, 0)[1].raises["line"] == 11


def test_an_exception_is_at_the_line_of_the_cell_that_raises_it(ran):
    raised = statements(ran, 4)[1]
    assert (raised.lines, raised.raises["line"]) == ((53, 53), 51)


def test_a_time_limit_ends_the_statement_and_the_names_stay(ran):
    slow, after = statements(ran, 1)
    assert slow.stopped == "time limit of 1 s"
    assert (after.output, after.result["of"]) == ("2\n", "int")


def test_of_code_that_is_no_python_nothing_runs(ran):
    (only,) = statements(ran, 2)
    assert (only.raises["type"], only.output) == ("SyntaxError", "")


def test_an_empty_cell_has_no_statement(ran):
    assert statements(ran, 3) == ()


def test_what_code_reached_for_is_noted(ran):
    assert "network" in statements(ran, 5)[1].sought


def test_stderr_is_no_output(ran):
    assert [ending.output for ending in statements(ran, 6)] == ["", "", "'a'\n"]


def test_a_console_shows_each_value(ran):
    assert [ending.output for ending in statements(ran, 7)] == ["2\n", "3\n"]


def test_a_namespace_begins_with_the_names_of_the_one_it_is_within(ran):
    assert statements(ran, 8)[0].output == "False\n"


def test_another_seed_moves_what_rests_on_it_and_nothing_else(tmp_path):
    code = "import random\nrandom.seed(3)\nprint(random.random(), 4)"
    page = markdown(tmp_path, (code, "0.1 4"))
    found = [
        execute(ExecutionTask(how, page.cells(how, (0,)))).blocks[0].statements[-1].output
        for how in (PLAIN, OTHER_SEED)
    ]
    expected = [f"{random.Random(seed).random()} 4\n" for seed in (3, 4)]
    assert found == expected
