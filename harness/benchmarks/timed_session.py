"""A pytest session whose benchmarks wait for orders: one process of one side of a comparison.

``python timed_session.py NUMBER ARGUMENTS``, where NUMBER is that of a connected socket that the
process inherits. Messages on it are lines of JSON. Python 3.9, pytest and pytest-benchmark
suffice: nothing of the harness is imported, which may itself be what is timed.
"""

from __future__ import annotations

import contextlib
import json
import os
import socket
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pytest_benchmark.fixture import BenchmarkFixture, FixtureAlreadyUsed

_TRIALS = 5
_ABANDONED = 1


class Wire:
    """The session's end of the socket.

    Args:
        number: The descriptor of the socket.
    """

    def __init__(self, number: int) -> None:
        self._file = socket.socket(fileno=number).makefile("rw", encoding="utf-8")

    def tell(self, **message: Any) -> None:
        """Send a message."""
        self._file.write(json.dumps(message) + "\n")
        self._file.flush()

    def ordered(self) -> dict[str, Any]:
        """Wait for an order; end this process where nobody gives one any more."""
        line = self._file.readline()
        if not line:
            os._exit(_ABANDONED)
        order: dict[str, Any] = json.loads(line)
        return order


def go_first() -> None:
    """Let this process go before all others where the system allows it, as it does for root.

    Linux shares a core among sessions first (autogroups), then among their threads.
    """
    with contextlib.suppress(OSError, AttributeError):
        os.setpriority(os.PRIO_PROCESS, 0, -20)
        Path("/proc/self/autogroup").write_text("-20", "ascii")


@contextlib.contextmanager
def staying_on(core: int | None) -> Iterator[None]:
    """Keep all threads of this process, those of TensorFlow too, on one core.

    Args:
        core: The core's number; None where the system does not let a process choose.
    """
    if core is None:
        yield
        return
    allowed = os.sched_getaffinity(0)
    _stay({core})
    try:
        yield
    finally:
        _stay(allowed)


def _stay(cores: set[int]) -> None:
    for thread in Path("/proc/self/task").iterdir():
        with contextlib.suppress(ProcessLookupError):
            os.sched_setaffinity(int(thread.name), cores)


class WaitingFixture(BenchmarkFixture):
    """pytest-benchmark's fixture, which times a block of calls whenever it is told to."""

    wire: Wire
    core: int | None = None
    _mode: Any

    def __call__(self, function_to_benchmark: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """Call the function once for its result, then time it until the next test is ordered."""
        self._used("benchmark(...)")
        return self._serve(function_to_benchmark, lambda: (args, kwargs), None, looped=True)

    def pedantic(
        self,
        target: Callable[..., Any],
        args: Any = (),
        kwargs: Any = None,
        setup: Callable[[], Any] | None = None,
        teardown: Callable[..., Any] | None = None,
        **_counts: int,
    ) -> Any:
        """Do the same with a set-up before each call; how often it is called is not the test's."""
        self._used("benchmark.pedantic(...)")

        def given() -> tuple[Any, Any]:
            return (setup() if setup else None) or (args, kwargs or {})

        return self._serve(target, given, teardown, looped=not (setup or teardown))

    def _used(self, mode: str) -> None:
        if self._mode:
            raise FixtureAlreadyUsed(f"Fixture was used before, in {self._mode} mode.")
        self._mode = mode

    def _serve(
        self,
        function: Callable[..., Any],
        given: Callable[[], tuple[Any, Any]],
        teardown: Callable[..., Any] | None,
        looped: bool,
    ) -> Any:
        args, kwargs = given()
        result = function(*args, **kwargs)
        if teardown:
            teardown(*args, **kwargs)

        def sample(calls: int) -> tuple[float, float]:
            """Time calls one after the other: seconds and processor seconds a call."""
            args, kwargs = given()
            start, busy = time.perf_counter(), time.process_time()
            for _ in range(calls):
                function(*args, **kwargs)
            worked, seconds = time.process_time() - busy, time.perf_counter() - start
            if teardown:
                teardown(*args, **kwargs)
            return seconds / calls, worked / calls

        stats, margin = self._make_stats(1), self.extra_info.get("margin")
        with staying_on(self.core):
            quickest = min(sample(1)[0] for _ in range(_TRIALS))
            stats.update(quickest)
            self.wire.tell(at=self.fullname, seconds=quickest, looped=looped, margin=margin)
            while "samples" in (order := self.wire.ordered()):
                block = [sample(order["calls"] if looped else 1) for _ in range(order["samples"])]
                for seconds, _ in block:
                    stats.update(seconds)
                self.wire.tell(block=block)
        return result


class OrderedTests:
    """The plugin: it runs the ordered benchmarks in the ordered sequence, and reports each.

    Args:
        wire: Where orders come from.
    """

    def __init__(self, wire: Wire) -> None:
        self._wire = wire
        self._core: int | None = None
        self._errors: dict[str, str] = {}
        self._outcome, self._why = "passed", ""

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Keep what cannot be imported, which would be overlooked otherwise."""
        if report.failed:
            self._errors[report.nodeid] = _last_line(report)

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Tell which benchmarks there are, and keep the chosen ones."""
        found = {
            item.nodeid: item for item in items if "benchmark" in getattr(item, "fixturenames", ())
        }
        self._wire.tell(collected=list(found), errors=self._errors)
        order = self._wire.ordered()
        self._core = order["core"]
        items[:] = [found[name] for name in order["only"]]

    @pytest.hookimpl(hookwrapper=True)
    def pytest_pyfunc_call(self, pyfuncitem: pytest.Function) -> Iterator[None]:
        """Let the fixture wait for orders from here on."""
        fixture: Any = pyfuncitem.funcargs["benchmark"]
        fixture.__class__ = WaitingFixture
        fixture.wire, fixture.core = self._wire, self._core
        yield

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Keep the first outcome of a test's phases that is not a pass."""
        if not report.passed and self._outcome == "passed":
            self._outcome = report.outcome
            self._why = _last_line(report)
            if isinstance(report.longrepr, tuple):
                self._why = report.longrepr[2]

    def pytest_runtest_logfinish(self, nodeid: str) -> None:
        """Report a test that is over."""
        self._wire.tell(done=nodeid, outcome=self._outcome, why=self._why)
        self._outcome, self._why = "passed", ""


def _last_line(report: pytest.TestReport | pytest.CollectReport) -> str:
    return report.longreprtext.strip().rpartition("\n")[2] or report.outcome


def loaded_files() -> list[str]:
    """List the files of the modules that do not belong to this environment."""
    files = (getattr(module, "__file__", None) for module in list(sys.modules.values()))
    main = sys.modules["__main__"].__file__
    inside = (sys.prefix, sys.base_prefix)
    return sorted({str(f) for f in files if f and f != main and not f.startswith(inside)})


def serve_session(number: int, arguments: list[str]) -> None:
    """Run pytest, and tell how it ended and whose code it ran.

    Args:
        number: The descriptor of the socket.
        arguments: Those of pytest.
    """
    go_first()
    wire = Wire(number)
    arguments = [*arguments, "--continue-on-collection-errors"]
    code = pytest.main(arguments, plugins=[OrderedTests(wire)])
    wire.tell(end=int(code), files=loaded_files())


if __name__ == "__main__":
    sys.path[0] = str(Path.cwd())  # as python -m pytest has it, in place of this file's folder
    serve_session(int(sys.argv[1]), sys.argv[2:])
