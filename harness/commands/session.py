"""What ``harness verify`` does once its arguments are read: measure or replay, show, report."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from random import Random, SystemRandom

from rich.progress import track

from harness.claims import Spec
from harness.commands import MISUSED, misuse
from harness.console import console, print_lines, say_line
from harness.engine.evidence_update import compare, fresh_store, remember
from harness.engine.gaps import Asked, find_gaps
from harness.engine.matching import about_seeds, matcher
from harness.engine.replay import EvidenceReplay
from harness.engine.sampling import draw, old_stacks, repeat
from harness.engine.verification import Source, Verification, replayed_stacks
from harness.evidence import Evidence, Facts
from harness.evidence.facts import backend_of
from harness.evidence.store import StoreError
from harness.files.locking import locked
from harness.reports.github import run_annotations, tell_actions
from harness.reports.latest import write_reports
from harness.reports.markdown import markdown
from harness.reports.terminal import Progress, print_differences, print_run
from harness.results.record import write_run
from harness.results.run import Run
from harness.stacks.choice import EVIDENCE
from harness.subject import Listener
from harness.verdicts import weightiest

_INTERRUPTED = 130


@dataclass(frozen=True)
class Options:
    """What ``harness verify`` was asked for; see its help."""

    documents: Path | None
    out: Path
    expression: str
    processes: int | None
    verbose: bool
    slow: bool
    seeds: bool
    trust: bool
    recorded: bool
    record: bool
    again: bool
    compare: bool
    whole: bool
    alone: bool = True
    asked: Asked = field(default_factory=Asked)


def run_stacks(specs: Sequence[Spec], options: Options, names: Sequence[str]) -> int:
    """Run on one stack after the other; return the exit code that weighs most.

    Args:
        specs: The specs.
        options: What was asked for.
        names: Names of the stacks; without any, this environment's own.
    """
    codes, alone = [], len(names) < 2
    if options.recorded and not alone and not options.expression:
        return _replay_all(specs, options, names)
    for name in names or [""]:
        out = options.out if alone else options.out / name
        codes.append(_run(specs, replace(options, out=out, alone=alone), name))
        if codes[-1] == _INTERRUPTED:
            return _INTERRUPTED
    return weightiest(codes)


def _replay_all(specs: Sequence[Spec], options: Options, names: Sequence[str]) -> int:
    """Judge the evidence of several stacks; only the run record of each is written."""
    codes = []
    for name, judged in zip(names, replayed_stacks(specs, names, options.documents), strict=True):
        run, out = (
            _with_gaps(replace(judged, whole=options.whole), specs, options),
            options.out / name,
        )
        try:
            with locked(out / "run.json"):
                write_run(run, out / "run.json")
        except OSError as error:
            return _unwritable(out, error)
        print_run(run, out, verbose=options.verbose, findings=False)
        codes.append(run.exit_code)
    return weightiest(codes)


def _with_gaps(run: Run, specs: Sequence[Spec], options: Options) -> Run:
    """Add what was asked for and could not be looked at; a run that was stopped is no answer."""
    return replace(run, gaps=find_gaps(specs, run.claims, options.asked) if run.complete else ())


def _run(specs: Sequence[Spec], options: Options, name: str) -> int:
    """Judge the claims on one stack, show what was found, and write the reports."""
    matches, interrupted = matcher(options.expression), False
    if options.seeds:
        matches = about_seeds(matches, backend_of(name))
    with Progress(verbose=options.verbose) as progress:
        source = _source(options, name, progress.live)
        verification = Verification(specs, source, options.documents, matches)
        if not verification.claims:
            seeds = "--seeds" if options.seeds else ""
            said = f"-k {options.expression!r}" if options.expression else ""
            misuse(f"no claim matches {' '.join(filter(None, [seeds, said]))}")
        try:
            for result in verification.results():
                progress.advance(result, len(verification.claims))
        except KeyboardInterrupt:
            interrupted = True
        finally:
            source.close()
    whole = options.whole and not (options.expression or options.seeds)
    run = replace(verification.run(), whole=whole)
    codes = [_report(_with_gaps(run, specs, options), options)]
    if MISUSED not in codes and options.compare:
        codes.append(_compare_evidence(source, specs))
    if MISUSED not in codes and options.record:
        codes.append(_record_evidence(source, name, specs if options.whole else None))
    return _INTERRUPTED if interrupted else weightiest(codes)


def _source(options: Options, name: str, listener: Listener | None) -> Source:
    """Choose where evidence comes from: a file, or measurements on a stack."""
    if options.recorded:
        return EvidenceReplay.read(name)
    # commands that measure nothing must not be able to: what measures is imported here alone
    from harness.engine.measuring import Measurements, Measuring
    from harness.stacks.provisioning import provide

    if name:
        say_line(f"tox provides {name}", err=True)
    provided = provide(name, Path()) if name else None
    if options.record and name:
        EvidenceReplay.read(name)  # what cannot be read cannot be written: say so before measuring
    return Measurements(
        Measuring(
            provided,
            options.documents,
            slots=None if options.processes is None else max(1, options.processes),
            slow=options.slow,
            seeds=options.seeds,
            resume=options.record and not options.again,
            listener=listener,
            keep=partial(_record_slow, name) if options.record else None,
        )
    )


def _report(run: Run, options: Options) -> int:
    """Write the reports and print what was found; return the exit code."""
    start = time.perf_counter()
    try:
        with locked(options.out / "run.json"):
            write_reports(run, options.out)
    except OSError as error:
        return _unwritable(options.out, error)
    tell_actions(partial(run_annotations, run), partial(markdown, run))
    run = replace(run, split={**run.split, "report": time.perf_counter() - start})
    print_run(run, options.out, verbose=options.verbose, findings=options.alone)
    return run.exit_code


def _unwritable(out: Path, error: OSError) -> int:
    say_line(f"harness: cannot write reports to {out}: {error.strerror}", err=True)
    return MISUSED


def _compare_evidence(source: Source, specs: Sequence[Spec]) -> int:
    """Compare what was measured with the evidence file, print it, and return the exit code."""
    facts = source.facts
    found = compare(fresh_store(facts, source.fresh), EVIDENCE, specs)
    changed, other = (found.changed, found.other) if found else (None, [])
    print_differences(changed, other, facts.name)
    return 1 if changed else 0


def _record_evidence(source: Source, name: str, specs: Sequence[Spec] | None) -> int:
    """Write what was measured into the evidence file, say so, and return the exit code."""
    facts = source.facts
    if name not in ("", facts.name):
        return 0
    try:
        written = remember(fresh_store(facts, source.fresh), EVIDENCE, specs)
    except OSError as error:
        say_line(f"harness: cannot record in {EVIDENCE}: {error.strerror}", err=True)
        return MISUSED
    say_line(f"recorded in {written}" if written else "nothing was measured to be recorded")
    return 0


def _record_slow(name: str, facts: Facts, evidence: Evidence) -> None:
    """Write evidence that took minutes at once, so that it is kept if the run is stopped."""
    if name in ("", facts.name):
        with contextlib.suppress(OSError, StoreError):  # recording all of it at the end says so
            remember(fresh_store(facts, {evidence.request.key: evidence}), EVIDENCE, None)


def run_sample(
    specs: Sequence[Spec], names: Sequence[str], seed: int | None, options: Options
) -> int:
    """Measure a sample of one stack's evidence again; return the exit code.

    Args:
        specs: The specs whose claims rest on it.
        names: Stacks of which one is drawn; without any, all recorded ones but the newest.
        seed: Of the draw.
        options: What was asked for.
    """
    from harness.stacks.provisioning import provide

    seed = SystemRandom().randrange(10**6) if seed is None else seed
    names = names or old_stacks(EVIDENCE)
    for name in Random(seed).sample(names, len(names)):
        provided = provide(name, Path())
        if provided.python:
            break
        say_line(f"{name} is passed over: {provided.why}")
    try:
        sample = draw(name, specs, seed)
    except FileNotFoundError:
        misuse(f"there is no evidence of {name} in {EVIDENCE}")
    say_line(f"{len(sample.claims)} of {sample.of} measurements on {name}, seed {seed}")
    measured = replace(options, slow=True, recorded=False, record=False)
    source, out = _source(measured, name, None), console(err=True)
    try:
        source.begin(sample.claims)
        shown = track(
            source.answers(), "measuring", len(sample.claims), console=out, transient=True
        )
        for _ in shown:
            pass
        # not what each claim read of it: several claims share a measurement
        repetition = repeat(sample, specs, source.fresh, source.facts)
    finally:
        source.close()
    print_lines(repetition.lines)
    say_line(f"again: harness verify --sample --stack {name} --seed {seed}")
    return repetition.exit_code
