"""Pages are run side by side, each one to its end before the next goes on."""

import threading
from collections import Counter
from concurrent.futures import Executor, Future, ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.checking.schedule import run_staged


class Work:
    """Work whose stages are known beforehand.

    Args:
        name: Its name.
        stages: How many tasks each of its stages has.
        breaks: What breaks: ``tasks``, ``run``, ``take`` or ``result``.
    """

    def __init__(self, name, *stages, breaks=""):
        self.name, self.stages, self.breaks, self.taken = name, [*stages], breaks, []

    def _maybe(self, what):
        if self.breaks == what:
            raise ValueError(what)

    def tasks(self):
        self._maybe("tasks")
        while self.stages and not self.stages[0]:
            self.stages.pop(0)
        count = self.stages.pop(0) if self.stages else 0
        return [(self.name, len(self.stages), at, self.breaks) for at in range(count)]

    def take(self, task, found):
        self._maybe("take")
        self.taken.append((task, found))

    def result(self):
        self._maybe("result")
        return self.name, len(self.taken)

    def failed(self, error):
        return self.name, f"broke: {error}"


def run(task):
    if task[3] == "run":
        raise ValueError("run")
    return task[:3]


class AtOnce(Executor):
    """Runs a task when it is submitted, and notes which."""

    def __init__(self):
        self.seen = []

    def submit(self, function, /, *arguments, **_named):
        self.seen.append(arguments[0][:2])
        future = Future()
        try:
            future.set_result(function(*arguments))
        except ValueError as error:
            future.set_exception(error)
        return future


@given(st.lists(st.lists(st.integers(0, 4), max_size=3), max_size=5), st.integers(1, 4))
def test_each_work_yields_its_result_once_all_its_tasks_are_done(stages, slots):
    works = [Work(str(number), *counts) for number, counts in enumerate(stages)]
    with ThreadPoolExecutor(slots) as executor:
        found = list(run_staged(works, run, executor, slots))
    assert Counter(found) == Counter((str(n), sum(counts)) for n, counts in enumerate(stages))
    assert all(task[:3] == answer for work in works for task, answer in work.taken)


def test_a_later_stage_of_a_page_goes_before_the_next_page():
    executor = AtOnce()
    works = [Work("a", 2, 1), Work("b", 2, 1)]
    assert [name for name, _ in run_staged(works, run, executor, 1)] == ["a", "b"]
    assert executor.seen == [("a", 1), ("a", 1), ("a", 0), ("b", 1), ("b", 1), ("b", 0)]


def test_the_next_page_is_begun_only_when_there_is_a_slot_for_it():
    executor, begun = AtOnce(), []

    def works():
        for name in "abc":
            begun.append(name)
            yield Work(name, 3)

    found = run_staged(works(), run, executor, 2)
    assert next(found) == ("a", 3)
    assert begun == ["a"] or begun == ["a", "b"]


def test_no_more_tasks_run_at_once_than_there_are_slots():
    lock, now, most = threading.Lock(), set(), [0]
    both = threading.Barrier(2, timeout=10)

    def slow(task):
        with lock:
            now.add(task)
            most[0] = max(most[0], len(now))
        both.wait()  # broken by the time limit if the two tasks do not run side by side
        with lock:
            now.discard(task)

    with ThreadPoolExecutor(8) as executor:
        list(run_staged([Work("a", 2), Work("b", 2)], slow, executor, 2))
    assert most == [2]


@pytest.mark.parametrize("what", ["tasks", "run", "take", "result"])
@pytest.mark.parametrize("slots", [1, 2, 3])
def test_a_page_that_breaks_us_does_not_end_the_others(what, slots):
    works = [Work("a", 1), Work("b", 3, breaks=what), Work("c", 2)]
    with ThreadPoolExecutor(slots) as executor:
        found = dict(run_staged(works, run, executor, slots))
    assert found == {"a": 1, "b": f"broke: {what}", "c": 2}
