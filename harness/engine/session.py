"""One run of pytest over specs, behind the command line's own display."""

from __future__ import annotations

import contextlib
import glob
import io
import os
import shlex
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import pytest

from harness.claims import Spec
from harness.console import say, say_line
from harness.engine.evidence_update import compare, fresh_store, remember
from harness.engine.recorded import judge_stacks
from harness.engine.recorder import Recorder
from harness.evidence import Evidence, Facts
from harness.files.locking import locked
from harness.reports.github import run_annotations, tell_actions
from harness.reports.latest import write_reports
from harness.reports.markdown import markdown
from harness.reports.terminal import Progress, print_differences, print_run
from harness.results.record import write_run
from harness.stacks.choice import EVIDENCE, choose
from harness.stacks.stack import Measurer, Stack

_UNUSED = ("faulthandler", "junitxml", "logging", "threadexception", "unraisableexception")
"""Plugins of pytest that do something for every item, and nothing for a claim."""

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
        stack: Name of the stack; this environment's own where it is empty.
        slow: Whether to measure what takes minutes, too.
        recorded: Whether to judge from the record, measuring nothing.
        record: Whether to write what was measured into the record.
        again: Whether to measure what is slow again where its record is fresh.
        trust: Whether printed code may run uncontained where it cannot be contained.
        compare: Whether to compare what was measured with the record.
        whole: Whether the specs are all there are, so that the record need keep nothing else.
        alone: Whether this stack is the only one of the command.
    """

    documents: Path | None
    out: Path
    expression: str
    processes: int
    verbose: bool
    stack: str = ""
    slow: bool = False
    recorded: bool = False
    record: bool = False
    again: bool = False
    trust: bool = False
    compare: bool = False
    whole: bool = False
    alone: bool = True


def run_all(
    specs: Sequence[Spec], options: Options, stacks: Sequence[str], own: Measurer | None = None
) -> int:
    """Run on one stack after the other; none named is this environment's own.

    Args:
        specs: The specs.
        options: What was asked for.
        stacks: Names of the stacks.
        own: This environment's stack, where it is starting already.

    Returns:
        The exit code that weighs most.
    """
    code, alone = 0, len(stacks) < 2
    if options.recorded and not alone and not options.expression:
        return _run_recorded(specs, options, stacks)
    for name in stacks or [""]:
        out = options.out if alone else options.out / name
        chosen = replace(options, stack=name, out=out, alone=alone)
        code = max(code, run(specs, chosen, own if not stacks else _chosen(chosen)))
        if code == _INTERRUPTED:
            break
    return code


def _run_recorded(specs: Sequence[Spec], options: Options, stacks: Sequence[str]) -> int:
    """Judge from the records of several stacks; only the run record of each is written."""
    code = 0
    for name, judged in zip(stacks, judge_stacks(specs, stacks, options.documents), strict=True):
        record = replace(judged, whole=options.whole)
        out = options.out / name
        try:
            with locked(out / "run.json"):
                write_run(record, out / "run.json")
        except OSError as error:
            return _unwritable(out, error)
        print_run(record, out, verbose=options.verbose, findings=False)
        code = max(code, record.exit_code)
    return code


def _chosen(options: Options) -> Measurer | None:
    """Have the stack made; where there are other processes, each takes it for itself."""
    if not options.recorded:
        say_line(f"tox provides {options.stack}", err=True)
    stack = choose(options.stack, options.recorded, Path())
    return None if options.processes else stack


def run(specs: Sequence[Spec], options: Options, stack: Measurer | None = None) -> int:
    """Measure and judge specs on one stack, show what was found, and write the reports.

    Args:
        specs: The specs.
        options: What was asked for.
        stack: Where to measure; None where each process has its own.

    Returns:
        The exit code.
    """
    noise = io.StringIO()
    with Progress(verbose=options.verbose) as progress:
        if isinstance(stack, Stack):
            stack.listen(progress.live)
        keep = partial(_keep_one, options) if options.record else None
        recorder = Recorder(specs, progress.advance, stack, options.documents, keep)
        with contextlib.redirect_stdout(noise), contextlib.redirect_stderr(noise), _plain_pytest():
            code = pytest.main(_arguments(specs, options), plugins=[recorder])
    if stack is not None:
        stack.close()
    record = replace(recorder.record(), whole=options.whole and not options.expression)
    if (failed := _failure(code, recorder, options, noise.getvalue())) is not None:
        return failed
    start = time.perf_counter()
    try:
        with locked(options.out / "run.json"):
            write_reports(record, options.out)
    except OSError as error:
        return _unwritable(options.out, error)
    tell_actions(run_annotations(record), markdown(record))
    record = replace(record, split={**record.split, "report": time.perf_counter() - start})
    print_run(record, options.out, verbose=options.verbose, findings=options.alone)
    changed = _keep(recorder, specs, options)
    return _INTERRUPTED if code == pytest.ExitCode.INTERRUPTED else max(changed, record.exit_code)


def _unwritable(out: Path, error: OSError) -> int:
    say_line(f"harness: cannot write reports to {out}: {error.strerror}", err=True)
    return _MISUSED


def _keep(recorder: Recorder, specs: Sequence[Spec], options: Options) -> int:
    """Compare with the record, or write it, as far as the command asks for it."""
    fresh = fresh_store(recorder.facts, recorder.evidence)
    code = 0
    if options.compare:
        found = compare(fresh, EVIDENCE, specs)
        changed, other = (found.changed, found.other) if found else (None, [])
        print_differences(changed, other, recorder.facts.name)
        code = 1 if changed else 0
    if options.record and options.stack in ("", recorder.facts.name):
        try:
            written = remember(fresh, EVIDENCE, specs if options.whole else None)
        except OSError as error:
            say_line(f"harness: cannot record in {EVIDENCE}: {error.strerror}", err=True)
            return _MISUSED
        say_line(f"recorded in {written}" if written else "nothing was measured to be recorded")
    return code


def _keep_one(options: Options, facts: Facts, evidence: Evidence) -> None:
    """Write what took minutes at once: whatever ends the run, it need not be measured again."""
    if options.stack in ("", facts.name):
        with contextlib.suppress(OSError):  # writing all of it at the end will tell
            remember(fresh_store(facts, {evidence.request.key: evidence}), EVIDENCE, None)


def _failure(code: int, recorder: Recorder, options: Options, noise: str) -> int | None:
    """Tell a run that came to nothing from one that has something to report."""
    if code == pytest.ExitCode.NO_TESTS_COLLECTED:
        say_line(f"harness: no claim matches -k {options.expression!r}", err=True)
        return _MISUSED
    if code == pytest.ExitCode.USAGE_ERROR:
        said = [line for line in noise.splitlines() if line.startswith("ERROR: ")]
        say(f"harness: {said[0].removeprefix('ERROR: ') if said else noise}", err=True)
        return _MISUSED
    if recorder.problems or code == pytest.ExitCode.INTERNAL_ERROR:
        say("\n".join(recorder.problems) or noise, err=True)
        return _BROKEN
    return None


def _arguments(specs: Sequence[Spec], options: Options) -> list[str]:
    arguments = [str(spec.file) for spec in specs]
    arguments += ["-c", os.devnull, "--rootdir", ".", "--noconftest", "-s"]
    arguments += ["-p", "no:cacheprovider"]
    for plugin in _UNUSED:
        arguments += ["-p", f"no:{plugin}"]
    arguments += ["-p", "harness.pytest_plugin"]
    named = " ".join(shlex.quote(glob.escape(str(spec.file))) for spec in specs)
    arguments += ["-o", f"harness_specs={named}"]
    if options.expression:
        arguments += ["-k", options.expression]
    if options.documents:
        arguments.append(f"--documents={options.documents}")
    if options.stack:
        arguments.append(f"--stack={options.stack}")
    flags = {"--recorded": options.recorded, "--slow": options.slow, "--trust": options.trust}
    arguments += [flag for flag, given in flags.items() if given]
    if options.record and not options.again:
        arguments.append("--resume")
    if options.record or options.compare:
        arguments.append("--send-evidence")
    if options.processes:
        arguments += ["-p", "xdist.plugin", "-n", str(options.processes), "--dist", "loadgroup"]
    return arguments


@contextlib.contextmanager
def _plain_pytest() -> Iterator[None]:
    """Keep other plugins and settings out, so that a run depends on its specs alone."""
    before = dict(os.environ)
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    for name in ("PYTEST_ADDOPTS", "PYTEST_PLUGINS"):
        os.environ.pop(name, None)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
