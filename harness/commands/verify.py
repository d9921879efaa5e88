"""Measure claims and say what holds."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from harness.commands import (
    at_hand,
    documents_option,
    loaded,
    misuse,
    out_option,
    specs_argument,
)
from harness.console import say_line

if TYPE_CHECKING:
    from harness.claims import Spec
    from harness.engine.measuring import Measurements
    from harness.evidence import Evidence, Facts
    from harness.results.run import Run
    from harness.stacks.provisioning import Provided
    from harness.subject import Listener

_MISUSED, _INTERRUPTED = 2, 130


@dataclass(frozen=True)
class Options:
    """What ``harness verify`` was asked for; see its help."""

    documents: Path | None
    out: Path
    expression: str
    processes: int | None
    verbose: bool
    slow: bool
    trust: bool
    recorded: bool
    record: bool
    again: bool
    compare: bool
    whole: bool
    alone: bool = True


@click.command("verify")
@specs_argument
@documents_option
@out_option
@click.option(
    "-k", "expression", default="", metavar="EXPR", help="Only claims whose name matches."
)
@click.option(
    "-n",
    "processes",
    type=click.IntRange(min=0),
    metavar="N",
    help="Measure N requests at the same time; by default as many as there are cores.",
)
@click.option("-v", "--verbose", is_flag=True, help="Show every claim, and where the time went.")
@click.option(
    "--stack",
    "names",
    default="",
    metavar="NAME,...",
    help="Stacks that tox.ini defines; this environment's own by default.",
)
@click.option(
    "--slow", is_flag=True, help="Measure what takes minutes, too, such as training logs."
)
@click.option(
    "--trust",
    is_flag=True,
    help="Run the code of your own documents uncontained where this machine cannot contain it.",
)
@click.option("--recorded", is_flag=True, help="Judge recorded evidence; every stack by default.")
@click.option("--record", is_flag=True, help="Write what was measured into the evidence files.")
@click.option("--again", is_flag=True, help="With --slow --record: also what is recorded already.")
@click.option("--compare", is_flag=True, help="Compare what was measured with recorded evidence.")
@click.option(
    "--sample", is_flag=True, help="Measure some recorded evidence again on an old stack."
)
@click.option("--seed", type=int, metavar="N", help="With --sample: draw the sample of a seed.")
def command(
    specs: tuple[Path, ...], names: str, sample: bool, seed: int | None, **settings: object
) -> None:
    """Measure every claim of SPECS (all of specs/ by default) and say what holds.

    Exit code: 0 every verdict is the expected one, 1 some verdict changed, 2 a spec or the command
    line is wrong, 3 our machinery broke.
    """
    options = Options(whole=not specs, **settings)  # type: ignore[arg-type] # click checked them
    _check(options, sample, seed)
    stacks = _stacks(names, options.recorded or sample)
    found = loaded(specs)
    from harness.engine.matching import MatchError
    from harness.evidence.store import StoreError
    from harness.stacks.provisioning import StackError

    try:
        if sample:
            sys.exit(_sample(found, stacks if names else [], seed, options))
        for spec in found:
            at_hand(spec, options.documents)
        sys.exit(_run_all(found, options, stacks))
    except (MatchError, StackError, StoreError) as error:
        misuse(str(error))


def _check(options: Options, sample: bool, seed: int | None) -> None:
    """Refuse options that make no sense together, and variables that name no folder."""
    from harness.engine.variables import complaint
    from harness.stacks.trust import ConfigurationError, decide

    try:
        decide(options.trust)
    except ConfigurationError as error:
        misuse(str(error))
    if options.recorded and (options.record or options.compare):
        misuse("--recorded measures nothing that could be recorded or compared")
    if options.again and not (options.slow and options.record):
        misuse("--again repeats what is slow and recorded; give --slow and --record, too")
    if seed is not None and not sample:
        misuse("--seed draws a sample; give --sample, too")
    if message := complaint():
        misuse(message)


def _stacks(names: str, recorded: bool) -> list[str]:
    from harness.stacks.choice import named
    from harness.stacks.provisioning import StackError

    try:
        return named(names, recorded, Path())
    except StackError as error:
        misuse(str(error))


def _run_all(specs: Sequence[Spec], options: Options, stacks: Sequence[str]) -> int:
    """Run on one stack after the other; return the exit code that weighs most."""
    code, alone = 0, len(stacks) < 2
    if options.recorded and not alone and not options.expression:
        return _replay_all(specs, options, stacks)
    for name in stacks or [""]:
        out = options.out if alone else options.out / name
        code = max(code, _run(specs, replace(options, out=out, alone=alone), name))
        if code == _INTERRUPTED:
            break
    return code


def _replay_all(specs: Sequence[Spec], options: Options, stacks: Sequence[str]) -> int:
    """Judge the evidence of several stacks; only the run record of each is written."""
    from harness.engine.verification import replayed_stacks
    from harness.files.locking import locked
    from harness.reports.terminal import print_run
    from harness.results.record import write_run

    code = 0
    for name, judged in zip(stacks, replayed_stacks(specs, stacks, options.documents), strict=True):
        run, out = replace(judged, whole=options.whole), options.out / name
        try:
            with locked(out / "run.json"):
                write_run(run, out / "run.json")
        except OSError as error:
            return _unwritable(out, error)
        print_run(run, out, verbose=options.verbose, findings=False)
        code = max(code, run.exit_code)
    return code


def _run(specs: Sequence[Spec], options: Options, name: str) -> int:
    """Judge the claims on one stack, show what was found, and write the reports."""
    from harness.engine.matching import matcher
    from harness.engine.replay import EvidenceReplay
    from harness.engine.verification import Verification
    from harness.reports.terminal import Progress

    matches = matcher(options.expression)
    provided = _provided(name) if name and not options.recorded else None
    interrupted = False
    with Progress(verbose=options.verbose) as progress:
        measurements = None if options.recorded else _measurements(options, provided, progress.live)
        source = measurements or EvidenceReplay.read(name)
        verification = Verification(specs, source, options.documents, matches)
        if not verification.claims:
            misuse(f"no claim matches -k {options.expression!r}")
        try:
            for result in verification.results():
                progress.advance(result, len(verification.claims))
        except KeyboardInterrupt:
            interrupted = True
        finally:
            source.close()
    run = replace(verification.run(), whole=options.whole and not options.expression)
    code = _report(run, options)
    if measurements is not None and code != _MISUSED:
        code = max(code, _keep(measurements, specs, options, name))
    return _INTERRUPTED if interrupted else code


def _provided(name: str) -> Provided:
    from harness.stacks.provisioning import provide

    say_line(f"tox provides {name}", err=True)
    return provide(name, Path())


def _measurements(
    options: Options, provided: Provided | None, listener: Listener | None
) -> Measurements:
    from harness.engine.measuring import Measurements, Measuring

    name = provided.name if provided else ""
    return Measurements(
        Measuring(
            provided,
            options.documents,
            slots=None if options.processes is None else max(1, options.processes),
            slow=options.slow,
            resume=options.record and not options.again,
            listener=listener,
            keep=partial(_keep_one, name) if options.record else None,
        )
    )


def _report(run: Run, options: Options) -> int:
    """Write the reports and print what was found; return the exit code."""
    from harness.files.locking import locked
    from harness.reports.github import run_annotations, tell_actions
    from harness.reports.latest import write_reports
    from harness.reports.markdown import markdown
    from harness.reports.terminal import print_run

    start = time.perf_counter()
    try:
        with locked(options.out / "run.json"):
            write_reports(run, options.out)
    except OSError as error:
        return _unwritable(options.out, error)
    tell_actions(run_annotations(run), markdown(run))
    run = replace(run, split={**run.split, "report": time.perf_counter() - start})
    print_run(run, options.out, verbose=options.verbose, findings=options.alone)
    return run.exit_code


def _unwritable(out: Path, error: OSError) -> int:
    say_line(f"harness: cannot write reports to {out}: {error.strerror}", err=True)
    return _MISUSED


def _keep(measurements: Measurements, specs: Sequence[Spec], options: Options, name: str) -> int:
    """Compare what was measured with the evidence file, or write it there, as asked for."""
    if not (options.compare or options.record):
        return 0
    from harness.engine.evidence_update import compare, fresh_store, remember
    from harness.reports.terminal import print_differences
    from harness.stacks.choice import EVIDENCE

    facts = measurements.facts
    fresh, code = fresh_store(facts, measurements.evidence), 0
    if options.compare:
        found = compare(fresh, EVIDENCE, specs)
        changed, other = (found.changed, found.other) if found else (None, [])
        print_differences(changed, other, facts.name)
        code = 1 if changed else 0
    if options.record and name in ("", facts.name):
        try:
            written = remember(fresh, EVIDENCE, specs if options.whole else None)
        except OSError as error:
            say_line(f"harness: cannot record in {EVIDENCE}: {error.strerror}", err=True)
            return _MISUSED
        say_line(f"recorded in {written}" if written else "nothing was measured to be recorded")
    return code


def _keep_one(name: str, facts: Facts, evidence: Evidence) -> None:
    """Write what took minutes at once: whatever ends the run, it need not be measured again."""
    from harness.engine.evidence_update import fresh_store, remember
    from harness.stacks.choice import EVIDENCE

    if name in ("", facts.name):
        with contextlib.suppress(OSError):  # writing all of it at the end will tell
            remember(fresh_store(facts, {evidence.request.key: evidence}), EVIDENCE, None)


def _sample(specs: Sequence[Spec], names: Sequence[str], seed: int | None, options: Options) -> int:
    """Measure a sample of one stack's evidence again; return the exit code."""
    from random import Random, SystemRandom

    from rich.progress import track

    from harness.console import console, print_lines
    from harness.engine.sampling import draw, old_stacks, repeat
    from harness.stacks.choice import EVIDENCE
    from harness.stacks.provisioning import provide

    seed = SystemRandom().randrange(10**6) if seed is None else seed
    names = names or old_stacks(EVIDENCE)
    for name in Random(seed).sample(names, len(names)):
        provided = provide(name, Path())
        if provided.python:
            break
        say_line(f"{name} is passed over: {provided.why}")
    sample = draw(name, specs, seed)
    say_line(f"{len(sample.claims)} of {sample.of} measurements on {name}, seed {seed}")
    measurements = _measurements(replace(options, slow=True), provided, None)
    try:
        measurements.begin(sample.claims)
        shown = track(
            measurements.answers(),
            "measuring again",
            len(sample.claims),
            console=console(err=True),
            transient=True,
        )
        found = {e.request.key: e for _, e in shown if e is not None}
        repetition = repeat(sample, specs, found, measurements.facts)
    finally:
        measurements.close()
    print_lines(repetition.lines)
    say_line(f"again: harness verify --sample --stack {name} --seed {seed}")
    return repetition.exit_code
