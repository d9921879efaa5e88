"""Has the runs of many pages made side by side, and yields what came of each once it is done."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from typing import Generic, Protocol, TypeVar

_Task = TypeVar("_Task")
_Found = TypeVar("_Found")
_Taken = TypeVar("_Taken", contravariant=True)
_Result = TypeVar("_Result", covariant=True)


class Staged(Protocol[_Task, _Taken, _Result]):
    """Work in stages; what the next one asks for is known once the one before is done."""

    def tasks(self) -> list[_Task]:
        """Begin a stage: return what is to be run for it; nothing where all is done."""

    def take(self, task: _Task, found: _Taken) -> None:
        """Take what came of a task."""

    def result(self) -> _Result:
        """Return what came of all stages."""

    def failed(self, error: Exception) -> _Result:
        """Return what is to be said where a task or a stage broke."""


def run_staged(
    works: Iterable[Staged[_Task, _Found, _Result]],
    run: Callable[[_Task], _Found],
    executor: Executor,
    slots: int,
) -> Iterator[_Result]:
    """Run works on some slots; the tasks of one go side by side, and before those of the next.

    Args:
        works: The works, in their order; each is begun when there is a slot for it.
        run: Runs a task; it goes to the executor with it.
        executor: Runs tasks.
        slots: How many tasks it runs at the same time.
    """
    line: _Line[_Task, _Found, _Result] = _Line(run, executor, slots)
    for work in works:
        yield from line.begin(work)
        while line.is_full:
            yield from line.wait()
    while line.is_busy:
        yield from line.wait()


class _Line(Generic[_Task, _Found, _Result]):
    """The tasks that wait, and those that are running."""

    def __init__(self, run: Callable[[_Task], _Found], executor: Executor, slots: int) -> None:
        self._run, self._executor, self._slots = run, executor, slots
        self._waiting: deque[tuple[Staged[_Task, _Found, _Result], _Task]] = deque()
        self._running: dict[Future[_Found], tuple[Staged[_Task, _Found, _Result], _Task]] = {}

    @property
    def is_full(self) -> bool:
        return len(self._waiting) + len(self._running) >= self._slots

    @property
    def is_busy(self) -> bool:
        return bool(self._running)

    def begin(self, work: Staged[_Task, _Found, _Result]) -> Iterator[_Result]:
        """Begin a stage of a work; where none is left, yield its result."""
        try:
            tasks = work.tasks()
            results = [] if tasks else [work.result()]
        except Exception as error:  # noqa: BLE001 - one page that breaks us must not end the others
            tasks, results = [], [work.failed(error)]
        # a page that is under way comes to its end before another one goes on
        self._waiting.extendleft((work, task) for task in reversed(tasks))
        self._submit()
        yield from results

    def wait(self) -> Iterator[_Result]:
        """Wait until a task is done, and yield the result of each work that it completes."""
        for future in wait(self._running, return_when=FIRST_COMPLETED).done:
            if future not in self._running:
                continue  # of a work that broke meanwhile
            work, task = self._running.pop(future)
            try:
                work.take(task, future.result())
            except Exception as error:  # noqa: BLE001 - as above
                self._drop(work)
                yield work.failed(error)
                continue
            if not self._is_open(work):
                yield from self.begin(work)
        self._submit()

    def _submit(self) -> None:
        while self._waiting and len(self._running) < self._slots:
            work, task = self._waiting.popleft()
            self._running[self._executor.submit(self._run, task)] = work, task

    def _is_open(self, work: Staged[_Task, _Found, _Result]) -> bool:
        return any(other is work for other, _ in (*self._waiting, *self._running.values()))

    def _drop(self, work: Staged[_Task, _Found, _Result]) -> None:
        """Forget the tasks of a work; one that is running ends, and nobody hears of it."""
        self._waiting = deque(item for item in self._waiting if item[0] is not work)
        for future in [future for future, (other, _) in self._running.items() if other is work]:
            future.cancel()
            del self._running[future]
