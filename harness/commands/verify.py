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
    loaded,
    misuse,
    out_option,
    specs_argument,
)

if TYPE_CHECKING:
    from harness.commands.session import Options


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
    "--trust",
    is_flag=True,
    help="Run the code of your own documents uncontained where this machine cannot contain it.",
)
@click.option("--recorded", is_flag=True, help="Judge recorded evidence; every stack by default.")
@click.option("--record", is_flag=True, help="Write what was measured into the evidence files.")
@click.option(
    "--again", is_flag=True, help="With --slow --record: measure again even if evidence exists."
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
@click.option("--seed", type=int, metavar="N", help="With --sample: random seed of the sample.")
def verify_command(
    specs: tuple[Path, ...],
    names: str,
    sample: bool,
    form: str | None,
    seed: int | None,
    **settings: object,
) -> None:
    """Measure every claim of the given specs and say what holds.

    Without arguments these are all specs of specs/.

    Exit code: 0 every verdict is the expected one, 1 some verdict changed, 2 a spec or the command
    line is wrong, 3 Harness itself failed, 4 --sample could measure nothing.
    """
    from harness.commands.session import Options, run_sample, run_stacks
    from harness.engine.matching import MatchError
    from harness.evidence.store import StoreError
    from harness.stacks.choice import named
    from harness.stacks.provisioning import StackError

    options = Options(whole=not specs, **settings)  # type: ignore[arg-type] # click checked them
    _check(options, sample, seed)
    try:
        stacks = named(names, options.recorded or sample, Path())
        options = replace(options, documents=_folder(specs) or options.documents)
        found = loaded(specs, options.documents, strict=form == "strict")
        if sample:
            sys.exit(run_sample(found, stacks if names else [], seed, options))
        for spec in found:
            at_hand(spec, options.documents)
        sys.exit(run_stacks(found, options, stacks))
    except (MatchError, StackError, StoreError) as error:
        misuse(str(error))


def _folder(arguments: Sequence[Path]) -> Path | None:
    """Find the folder of the documents that are named themselves, instead of their specs."""
    from harness.commands.targets import find_targets

    targets = find_targets(arguments) if arguments else []
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
    if options.again and not (options.slow and options.record):
        misuse("--again repeats what is slow and recorded; give --slow and --record, too")
    if seed is not None and not sample:
        misuse("--seed draws a sample; give --sample, too")
    if message := complaint():
        misuse(message)
