"""A page is run as often as its labels need it, in the order that brings its outputs back."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace

import pytest

from harness.checking import page_check
from harness.checking.execution import (
    OTHER_ARITHMETIC,
    OTHER_HASH,
    OTHER_SEED,
    PLAIN,
    BlockCourse,
    Execution,
    StatementEnding,
)
from harness.checking.interpreters import Interpreter, InterpreterError
from harness.checking.page_check import CheckSettings, PageCheck
from harness.checking.page_place import PagePlace
from harness.checking.schedule import run_staged
from harness.results.checked import CheckedBlock, CheckedOutput, CheckedPage
from harness.sandbox.limits import ContainmentError

FOUND = Interpreter("/env/bin/python", "3.11.2", "/env")


@dataclass
class Cell:
    block: int
    source: str = "f()"
    first: int = 1
    front: str = "notebook"
    shows: str = "last"
    html: bool = False
    executed: int = 0
    namespace: str = ""
    within: str = ""
    left_out: tuple = ()


@dataclass
class Page:
    """A page as far as the runs of it are concerned."""

    seeds: tuple = ()
    orders: tuple = ((0, 1),)
    python: dict = field(default_factory=lambda: {0: "f()", 1: "g()"})
    blocks: tuple = (None, None)
    lines: tuple = ("f()", "g()")
    folder: Path = Path("/docs")
    below: str = ""
    document: object = field(default_factory=lambda: SimpleNamespace(path=Path("page.md")))

    def cells(self, how, order, *, fast=False):
        return tuple(Cell(block, f"{how} {fast}") for block in order)


@dataclass
class Labels:
    """Labels that confirm as many outputs as the first run printed, and ask for more."""

    page: Page
    executions: list
    strict: bool = False
    fast: bool = False
    seconds: float = 60.0
    seeds: tuple = ()
    asks = frozenset()

    def checked(self):
        shown = self.executions[0].blocks
        blocks = tuple(
            CheckedBlock(
                index + 1, "s", "d", [1, 1], None, "confirmed" if course.statements else "blocked",
                CheckedOutput([1, 1], "confirmed", None), 1, course.blocked,
            )
            for index, course in shown.items()
        )  # fmt: skip
        return CheckedPage("page.md", {}, 0.0, blocks, runs=len(self.executions))

    @property
    def wants(self):
        return self.asks - {execution.how for execution in self.executions}


@pytest.fixture(autouse=True)
def parts(monkeypatch):
    monkeypatch.setattr(page_check, "PageLabels", Labels)
    monkeypatch.setattr(PagePlace, "of", classmethod(lambda cls, page, _python: cls(page, FOUND)))


def execution(task, shown=1):
    courses = {
        cell.block: BlockCourse((StatementEnding((1, 1)),) if n < shown else ())
        for n, cell in enumerate(task.task.cells)
    }
    return Execution(task.task.how, {}, courses, 2.0)


def checked(page, run=execution, **settings):
    """Check a page; return the result and how it was run, stage by stage."""
    check, stages = PageCheck(page, CheckSettings(**settings)), []
    while tasks := check.tasks():
        stages.append([task.task.how for task in tasks])
        for task in tasks:
            check.take(task, run(task))
    return check.result(), stages


def test_a_page_is_run_twice_side_by_side():
    result, stages = checked(Page())
    assert stages == [[PLAIN, OTHER_HASH]]
    assert (result.checked.runs, result.checked.seconds, result.error) == (2, 2.0, None)
    assert not result.checked.cached


def test_another_seed_is_tried_where_one_is_set():
    assert checked(Page(seeds=(1,)))[1] == [[PLAIN, OTHER_HASH, OTHER_SEED]]


def test_other_arithmetic_is_tried_only_where_the_labels_ask_for_it(monkeypatch):
    monkeypatch.setattr(Labels, "asks", frozenset([OTHER_ARITHMETIC]))
    result, stages = checked(Page())
    assert stages == [[PLAIN, OTHER_HASH], [OTHER_ARITHMETIC]]
    assert result.checked.runs == 3


def test_a_page_without_code_is_not_run():
    result, stages = checked(Page(python={}))
    assert (stages, result.checked.blocks) == ([], ())


def test_the_order_that_brings_more_outputs_back_counts_and_is_named():
    def run(task):
        return execution(task, 2 if task.order == (1, 0) else 1)

    result, stages = checked(Page(orders=((0, 1), (1, 0))), run)
    assert stages == [[PLAIN, PLAIN], [OTHER_HASH]]
    (note,) = result.checked.notes
    assert note.startswith("run in the order of the execution counts")


def test_the_order_of_the_page_counts_where_both_bring_as_much_back():
    result, _ = checked(Page(orders=((0, 1), (1, 0))))
    (note,) = result.checked.notes
    assert note.startswith("run in the order of the page")


def test_what_can_not_be_contained_is_blocked_and_no_fault_of_ours():
    result = PageCheck(Page(), CheckSettings()).failed(ContainmentError("no namespaces"))
    assert result.error is None
    assert {block.why for block in result.checked.blocks} == {
        "cannot be contained here: no namespaces"
    }


def test_a_page_without_an_interpreter_is_blocked(monkeypatch):
    def none(*_arguments):
        raise InterpreterError("the kernel 'ir' runs no Python")

    monkeypatch.setattr(PagePlace, "of", none)
    with ThreadPoolExecutor(1) as executor:
        (result,) = run_staged([PageCheck(Page(), CheckSettings())], execution, executor, 1)
    assert [block.why for block in result.checked.blocks] == ["the kernel 'ir' runs no Python"] * 2


def test_our_own_failure_is_an_error_of_the_page():
    result = PageCheck(Page(), CheckSettings()).failed(ValueError("ours"))
    (block,) = result.checked.blocks
    assert (block.outcome, block.why) == ("error", "Harness failed: ValueError: ours")
    assert str(result.error) == "ours"


class Memory:
    """A cache that forgets nothing."""

    def __init__(self):
        self.kept = {}

    def read(self, key):
        return self.kept.get(key)

    def write(self, key, execution):
        self.kept[key] = execution


def test_what_is_known_is_not_run_again(monkeypatch):
    monkeypatch.setattr(Labels, "asks", frozenset([OTHER_ARITHMETIC]))
    memory = Memory()
    first, stages = checked(Page(), cache=memory)
    assert len(memory.kept) == sum(map(len, stages)) == 3
    again, stages = checked(Page(), cache=memory)
    assert stages == []
    assert (again.checked.cached, again.checked.seconds) == (True, 0.0)
    assert again.checked.blocks == first.checked.blocks


@pytest.mark.parametrize(
    "settings", [{"fast": True}, {"seconds": 1.0}, {"trusted": True}], ids=lambda it: next(iter(it))
)
def test_what_an_execution_rests_on_is_asked_anew(settings):
    memory = Memory()
    checked(Page(), cache=memory)
    assert checked(Page(), cache=memory, **settings)[1] == [[PLAIN, OTHER_HASH]]


def test_a_run_that_was_lost_is_made_again():
    memory = Memory()
    checked(Page(), cache=memory)
    memory.kept = {key: it for key, it in memory.kept.items() if it.how == PLAIN}
    result, stages = checked(Page(), cache=memory)
    assert stages == [[OTHER_HASH]]
    assert not result.checked.cached
