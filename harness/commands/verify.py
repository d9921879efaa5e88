"""Measure claims and say what holds."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from harness.commands import (
    at_hand,
    documents_option,
    examples,
    misuse,
    out_option,
    specs_argument,
    specs_of,
)
from harness.console import say_line

if TYPE_CHECKING:
    from harness.commands.session import Options
    from harness.commands.targets import SpecTarget
    from harness.engine.gaps import Asked


@click.command(
    "verify",
    epilog=examples(
        "verify",
        "verify tutorial -k lstm --documents documents",
        "verify --stack tf2.15,tf2.21 --recorded",
    ),
)
@specs_argument
@documents_option
@out_option
@click.option(
    "-k",
    "expression",
    default="",
    metavar="EXPR",
    help="Only claims whose id, or whose spec's name, matches this pytest -k expression.",
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
    "--slow", is_flag=True, help="Also measure claims that take minutes, such as training logs."
)
@click.option(
    "--seeds",
    is_flag=True,
    help="Measure only claims about random results, each with all its seeds.",
)
@click.option(
    "--trust",
    is_flag=True,
    help="Run the code of your own documents uncontained where this machine cannot contain it.",
)
@click.option("--recorded", is_flag=True, help="Judge recorded evidence; every stack by default.")
@click.option("--record", is_flag=True, help="Write what was measured into the evidence files.")
@click.option(
    "--again",
    is_flag=True,
    help="With --record and --slow or --seeds: measure again even if evidence exists.",
)
@click.option("--compare", is_flag=True, help="Compare what was measured with recorded evidence.")
@click.option(
    "--sample",
    is_flag=True,
    help="Measure a random sample of recorded evidence again, on a stack older than the newest.",
)
@click.option(
    "--form",
    type=click.Choice(["strict"]),
    help="strict: the same values written otherwise are a difference, too.",
)
@click.option(
    "--blocked",
    "allowed",
    type=click.IntRange(min=0),
    metavar="N",
    help="Leave exit code 0 where up to N claims are blocked; by default, any number of those that "
    "no argument, -k or --stack names, and none of those that one does.",
)
@click.option("--seed", type=int, metavar="N", help="With --sample: random seed of the sample.")
def verify_command(
    specs: tuple[Path, ...],
    names: str,
    allowed: int | None,
    sample: bool,
    form: str | None,
    seed: int | None,
    **settings: object,
) -> None:
    """Measure every claim of the given specs and say what holds.

    Without arguments these are all specs of specs/.

    Exit code: 0 every verdict is the expected one, 1 some verdict changed, 2 a spec, a document or
    the command line is wrong, 3 Harness itself failed, 4 something that was asked for could not be
    looked at: nothing of a spec, a document that was named, or more blocked claims than --blocked.
    """
    from harness.commands.session import Options, run_sample, run_stacks
    from harness.commands.targets import find_targets
    from harness.engine.matching import MatchError
    from harness.evidence.store import StoreError
    from harness.stacks.choice import named
    from harness.stacks.provisioning import StackError

    options = Options(whole=not specs, **settings)  # type: ignore[arg-type] # click checked them
    _check(options, sample, seed)
    try:
        stacks = named(names, options.recorded or sample, Path())
        targets = find_targets(specs)
        options = replace(options, documents=_folder(targets) or options.documents)
        found = specs_of(targets, specs, options.documents, strict=form == "strict")
        options = replace(options, asked=_asked(targets, options, bool(names), allowed))
        if sample:
            sys.exit(run_sample(found, stacks if names else [], seed, options))
        for spec in found:
            at_hand(spec, options.documents)
        sys.exit(run_stacks(found, options, stacks))
    except (MatchError, StackError, StoreError) as error:
        misuse(str(error))


def _asked(
    targets: Sequence[SpecTarget], options: Options, stack: bool, allowed: int | None
) -> Asked:
    """Gather what was asked for by name."""
    from harness.engine.gaps import Asked

    specs = [(target, target.spec.name) for target in targets if target.spec]
    return Asked(
        specs={name for target, name in specs if target.named},
        matching=options.expression,
        stack=stack,
        slow=options.slow or options.recorded,
        seeds=options.seeds,
        recorded=options.recorded,
        folder=options.documents,
        missing={name: target.missing for target, name in specs if target.missing},
        allowed=allowed,
        known=_known_blocked(),
    )


def _known_blocked() -> set[str]:
    """Read which claims the baseline knows to be blocked."""
    from harness.analysis.run_lookup import BASELINE
    from harness.results.baseline import read_baseline
    from harness.results.record import RunError

    try:
        return set(read_baseline(BASELINE).known_blocked) if BASELINE.exists() else set()
    except RunError as error:
        say_line(f"the baseline is left aside: {error}", err=True)
        return set()


def _folder(targets: Sequence[SpecTarget]) -> Path | None:
    """Find the folder of the documents that are named themselves, instead of their specs."""
    folders = {target.document.parent for target in targets if target.document}
    if len(folders) > 1 or (folders and not all(target.document for target in targets)):
        misuse("name documents of one folder, or specs; --documents names a folder for specs")
    return folders.pop() if folders else None


def _check(options: Options, sample: bool, seed: int | None) -> None:
    """Refuse options that make no sense together, and variables that name no folder."""
    from harness.engine.environment import complaint
    from harness.stacks.trust import ConfigurationError, decide

    try:
        decide(options.trust)
    except ConfigurationError as error:
        misuse(str(error))
    if options.recorded and (options.record or options.compare):
        misuse("--recorded measures nothing that could be recorded or compared")
    if options.recorded and options.seeds:
        misuse("--recorded measures nothing, and --seeds asks for measurements")
    if options.again and not ((options.slow or options.seeds) and options.record):
        misuse("--again repeats what is slow and recorded; give --slow and --record, too")
    if seed is not None and not sample:
        misuse("--seed draws a sample; give --sample, too")
    if message := complaint():
        misuse(message)
