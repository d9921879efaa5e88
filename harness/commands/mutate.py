"""Check that every claim can fail."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from harness.commands import (
    CHANGED,
    OK,
    examples,
    loaded,
    misuse,
    specs_argument,
    without_evidence,
)

if TYPE_CHECKING:
    from harness.engine.replay import EvidenceReplay


@click.command("mutate", epilog=examples("mutate", "mutate keras-recurrent --stack tf2.15"))
@specs_argument
@click.option(
    "--stack",
    "names",
    default="",
    metavar="NAME,...",
    help="Stacks whose evidence is used; the newest by default.",
)
@click.option("-v", "--verbose", is_flag=True, help="Also name every claim that is not examined.")
def mutate_command(specs: tuple[Path, ...], names: str, verbose: bool) -> None:
    """Check that each claim would be refuted if the document said something else.

    Each figure, array element, ordering and exception is changed and judged again from the
    recorded evidence.

    Exit code: 1 if a change is not noticed and the claim gives no reason under 'survivors'.
    """
    from harness.analysis.mutation import examine_all
    from harness.reports.mutation_text import print_mutation

    found = loaded(specs)
    defect = False
    for stack in _recorded(names):
        examinations = list(examine_all(found, stack))
        print_mutation(examinations, stack.facts.name, verbose=verbose)
        defect |= any(item.defect for item in examinations)
    sys.exit(CHANGED if defect else OK)


def _recorded(names: str) -> list[EvidenceReplay]:
    """Read the evidence files of stacks, or say which there are."""
    from harness.engine.replay import EvidenceReplay
    from harness.evidence.store import StoreError
    from harness.stacks.choice import EVIDENCE, recorded_names

    known = recorded_names(EVIDENCE)
    if not known:
        without_evidence()
    newest = [name for name in known if "-" not in name] or known
    asked = names.split(",") if names else newest[-1:]
    for name in asked:
        if name not in known:
            misuse(f"{name!r} has no evidence in {EVIDENCE}; recorded are {', '.join(known)}")
    try:
        return [EvidenceReplay.read(name) for name in asked]
    except StoreError as error:
        misuse(str(error))
