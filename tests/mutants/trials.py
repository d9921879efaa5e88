"""Runs tests against mutants: each in a process of its own that is forked from one with libraries."""

import contextlib
import gc
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.mutants.places import Mutant
from tests.mutants.selected import ROOT, tests_of

SECONDS = 40
"""Processor time that the tests of a mutant may take; without a mutant they take half of it."""

_PATIENCE = 600
"""Seconds on the wall after which a mutant is taken to wait for ever."""

_OPTIONS = (
    "-x", "-m", "not growth", "-q", "--no-header", "--tb=line", "--hypothesis-profile=mutants",
    "-p", "no:cacheprovider", "-p", "_hypothesis_pytestplugin", "-p", "harness.pytest_plugin",
    "-W", "ignore:Module already imported:pytest.PytestAssertRewriteWarning",
)  # fmt: skip
_LIBRARIES = (
    "_pytest.pytester", "hypothesis.extra.numpy", "numpy", "packaging.version", "pandas",
    "pydantic", "ruamel.yaml",
)  # fmt: skip


class Trial(NamedTuple):
    """What became of a mutant.

    Args:
        how: ``survived``, ``killed``, or ``timeout``, which is a kind of killed.
        seconds: Processor time of the tests.
        output: The last lines that pytest wrote.
        was: The lines that it changes.
        now: What they are changed to.
    """

    how: str
    seconds: float
    output: str
    was: str = ""
    now: str = ""


class _LawsLast:
    """Runs tests of many examples after those of one."""

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items.sort(key=lambda item: item.get_closest_marker("hypothesis") is not None)


class Copy:
    """A copy of the working tree whose modules may be changed.

    Args:
        folder: Where it is made.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for library in _LIBRARIES:
            __import__(library)
        names = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
        listed = subprocess.run(names, cwd=ROOT, check=True, capture_output=True, text=True)
        for name in listed.stdout.splitlines():
            if (ROOT / name).is_file():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(ROOT / name, folder / name)
        gc.freeze()  # pytest collects garbage at its end: not what the libraries hold

    def trial(self, mutant: Mutant) -> Trial:
        """Put a mutant in its module's place, and run the tests of the module until one fails."""
        file = self.folder / mutant.module
        kept, source = file.read_text(encoding="utf-8"), mutant.source
        was, now = mutant.lines(source)
        try:
            self._put(file, source)
            return self.run(tests_of(mutant.module))._replace(was=was, now=now)
        finally:
            self._put(file, kept)

    def run(self, tests: list[str]) -> Trial:
        """Run some tests until one fails."""
        output, before = self.folder / "output.txt", time.monotonic()
        child = os.fork()
        if not child:
            self._test(tests, output)
        ended = status = 0
        while not ended:
            if time.monotonic() - before > _PATIENCE:
                os.kill(child, signal.SIGKILL)
            ended, status, used = os.wait4(child, os.WNOHANG)
            time.sleep(0 if ended else 0.05)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child, signal.SIGKILL)
        how = "timeout" if os.WIFSIGNALED(status) else "killed" if status else "survived"
        words = output.read_text(errors="replace").splitlines()[-12:]
        return Trial(how, used.ru_utime + used.ru_stime, "\n".join(words))

    def _test(self, tests: list[str], output: Path) -> None:
        """Run tests in this process, and end it with pytest's exit code."""
        os.setpgrp()
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
        target = os.open(output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(target, 1)
        os.dup2(target, 2)
        os.chdir(self.folder)
        sys.dont_write_bytecode = False  # the next mutant changes one module, and compiles that
        os.environ |= {"PYTHONPATH": str(self.folder), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
        sys.path[:] = [
            str(self.folder),
            *(path for path in sys.path if path not in ("", str(ROOT))),
        ]
        for name in [
            name for name in sys.modules if name.partition(".")[0] in ("tests", "harness")
        ]:
            del sys.modules[name]
        code = 3
        try:
            code = pytest.main([*_OPTIONS, *tests], plugins=[_LawsLast()])
        finally:
            sys.stdout.flush()
            os._exit(int(code))

    @staticmethod
    def _put(file: Path, text: str) -> None:
        """Write a module, with a time of its own so that no compiled one is taken for it."""
        file.write_text(text, encoding="utf-8")
        stamp = time.time_ns() // 10**9 + _put_count() * 10
        os.utime(file, (stamp, stamp))


def _put_count() -> int:
    _put_count.number = getattr(_put_count, "number", 0) + 1  # type: ignore[attr-defined]
    return int(_put_count.number)  # type: ignore[attr-defined]
