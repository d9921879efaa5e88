"""One run of pytest over specs, behind the command line's own display."""

from __future__ import annotations

import contextlib
import io
import os
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import click
import pytest

from harness.claims import Spec
from harness.reports.latest import write_reports
from harness.reports.terminal import Progress, print_run
from harness.stacks.stack import Stack
from harness.verification.recorder import Recorder

_MISUSED, _BROKEN, _INTERRUPTED = 2, 3, 130


@dataclass(frozen=True)
class Options:
    """What ``harness verify`` was asked for.

    Args:
        documents: Folder of the documents; None where they are not at hand.
        out: Folder for the run record and the reports.
        expression: Only claims whose name matches, in pytest's ``-k`` language.
        processes: Number of processes; 0 for none beside this one.
        verbose: Whether to show every claim and the split of time.
    """

    documents: Path | None
    out: Path
    expression: str
    processes: int
    verbose: bool


def run(specs: Sequence[Spec], options: Options, stack: Stack | None = None) -> int:
    """Measure and judge specs, show what was found, and write the reports.

    Args:
        specs: The specs.
        options: What was asked for.
        stack: Where to measure; None where each process has its own.

    Returns:
        The exit code.
    """
    noise = io.StringIO()
    with Progress(verbose=options.verbose) as progress:
        recorder = Recorder(specs, progress.advance, stack)
        with contextlib.redirect_stdout(noise), contextlib.redirect_stderr(noise), _plain_pytest():
            code = pytest.main(_arguments(specs, options), plugins=[recorder])
    if stack is not None:
        stack.close()
    record = recorder.record()
    if (failed := _failure(code, recorder, options, noise.getvalue())) is not None:
        return failed
    start = time.perf_counter()
    try:
        write_reports(record, options.out)
    except OSError as error:
        click.echo(f"harness: cannot write reports to {options.out}: {error.strerror}", err=True)
        return _MISUSED
    record = replace(record, split={**record.split, "report": time.perf_counter() - start})
    print_run(record, options.out, verbose=options.verbose)
    return _INTERRUPTED if code == pytest.ExitCode.INTERRUPTED else record.exit_code


def _failure(code: int, recorder: Recorder, options: Options, noise: str) -> int | None:
    """Tell a run that came to nothing from one that has something to report."""
    if code == pytest.ExitCode.NO_TESTS_COLLECTED:
        click.echo(f"harness: no claim matches -k {options.expression!r}", err=True)
        return _MISUSED
    if code == pytest.ExitCode.USAGE_ERROR:
        said = [line for line in noise.splitlines() if line.startswith("ERROR: ")]
        click.echo(f"harness: {said[0].removeprefix('ERROR: ') if said else noise}", err=True)
        return _MISUSED
    if recorder.problems or code == pytest.ExitCode.INTERNAL_ERROR:
        click.echo("\n".join(recorder.problems) or noise, err=True)
        return _BROKEN
    return None


def _arguments(specs: Sequence[Spec], options: Options) -> list[str]:
    arguments = [str(spec.file) for spec in specs]
    arguments += ["-c", os.devnull, "--rootdir", ".", "-p", "no:cacheprovider"]
    arguments += ["-p", "harness.pytest_plugin"]
    arguments += ["-o", f"harness_specs={' '.join(str(spec.file) for spec in specs)}"]
    if options.expression:
        arguments += ["-k", options.expression]
    if options.documents:
        arguments.append(f"--documents={options.documents}")
    if options.processes:
        arguments += ["-p", "xdist.plugin", "-n", str(options.processes), "--dist", "loadgroup"]
    return arguments


@contextlib.contextmanager
def _plain_pytest() -> Iterator[None]:
    """Keep other plugins and settings out, so that a run depends on its specs alone."""
    before = dict(os.environ)
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    os.environ.pop("PYTEST_ADDOPTS", None)
    sys.path.insert(0, "")
    try:
        yield
    finally:
        sys.path.remove("")
        os.environ.clear()
        os.environ.update(before)
