"""Measure claims and say what holds."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from random import Random, SystemRandom
from typing import TYPE_CHECKING, Any

import click

from harness.commands import at_hand, documents_option, loaded, misuse, out_option, specs_argument

if TYPE_CHECKING:
    from harness.claims import Spec
    from harness.stacks.stack import Stack


@click.command("verify")
@specs_argument
@documents_option
@out_option
@click.option(
    "-k", "expression", default="", metavar="EXPR", help="Only claims whose name matches."
)
@click.option("-n", "processes", default=0, metavar="N", help="Number of processes; 0 for none.")
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
@click.option("--recorded", is_flag=True, help="Judge from the record; every stack by default.")
@click.option("--record", is_flag=True, help="Write what was measured into the record.")
@click.option("--again", is_flag=True, help="With --slow --record: also what is recorded already.")
@click.option("--compare", is_flag=True, help="Compare what was measured with the record.")
@click.option(
    "--sample", is_flag=True, help="Measure some of the record again on an old stack, and compare."
)
@click.option("--seed", type=int, metavar="N", help="With --sample: draw the sample of a seed.")
def command(
    specs: tuple[Path, ...],
    documents: Path | None,
    names: str,
    recorded: bool,
    sample: bool,
    seed: int | None,
    **settings: Any,
) -> None:
    """Measure every claim of SPECS (all of specs/ by default) and say what holds.

    Exit code: 0 every verdict is the recorded one, 1 some verdict changed, 2 a spec or the command
    line is wrong, 3 our machinery broke.
    """
    from harness.engine.variables import complaint

    _decide_trust(asked=settings["trust"])
    if documents is not None:  # the worker starts before pytest, and reads printed code there
        os.environ["HARNESS_DOCUMENTS"] = str(documents.resolve())
    if recorded and (settings["record"] or settings["compare"]):
        misuse("--recorded measures nothing that could be recorded or compared")
    if settings["again"] and not (settings["slow"] and settings["record"]):
        misuse("--again repeats what is slow and recorded; give --slow and --record, too")
    if seed is not None and not sample:
        misuse("--seed draws a sample; give --sample, too")
    if message := complaint():
        misuse(message)
    stacks = _stacks(names, recorded or sample)
    found = loaded(specs)
    if sample:
        from harness.engine.sampling import old_stacks
        from harness.stacks.choice import EVIDENCE

        sys.exit(_sample(found, stacks if names else old_stacks(EVIDENCE), seed))
    for spec in found:
        at_hand(spec, documents)
    own = not (stacks or settings["processes"])
    stack = _started_stack(found) if own else None
    from harness.engine.session import Options, run_all
    from harness.evidence.store import StoreError
    from harness.stacks.provisioning import StackError

    options = Options(documents=documents, recorded=recorded, whole=not specs, **settings)
    try:
        sys.exit(run_all(found, options, stacks, stack))
    except (StackError, StoreError) as error:
        misuse(str(error))


def _sample(specs: list[Spec], names: list[str], seed: int | None) -> int:
    """Measure a sample of one stack's record again; return the exit code."""
    from harness.console import print_lines, say_line
    from harness.engine.sampling import draw, repeat
    from harness.evidence.store import StoreError
    from harness.stacks.choice import choose
    from harness.stacks.stack import AbsentStack

    seed = SystemRandom().randrange(10**6) if seed is None else seed
    try:
        for name in Random(seed).sample(names, len(names)):
            stack = choose(name, recorded=False, root=Path())
            if not isinstance(stack, AbsentStack):
                break
            say_line(f"{name} is passed over: {stack.why}")
        sample = draw(name, specs, seed)
        say_line(f"{len(sample.requests)} of {sample.of} measurements on {name}, seed {seed}")
        found = repeat(sample, specs, stack)
        stack.close()
    except StoreError as error:
        misuse(str(error))
    print_lines(found.lines)
    say_line(f"again: harness verify --sample --stack {name} --seed {seed}")
    return found.exit_code


def _decide_trust(*, asked: bool) -> None:
    from harness.stacks.trust import ConfigurationError, decide

    try:
        decide(asked)
    except ConfigurationError as error:
        misuse(str(error))


def _started_stack(specs: list[Spec]) -> Stack:
    """Start the worker before the rest is imported: TensorFlow takes seconds."""
    from harness.stacks.stack import Stack

    stack = Stack()
    if any(claim.request for spec in specs for claim in spec.claims):
        stack.start()
    return stack


def _stacks(names: str, recorded: bool) -> list[str]:
    from harness.stacks.choice import named
    from harness.stacks.provisioning import StackError

    try:
        return named(names, recorded, Path())
    except StackError as error:
        misuse(str(error))
