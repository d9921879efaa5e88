"""Check that every claim can fail."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from harness.commands import (
    CHANGED,
    OK,
    documents_option,
    examples,
    loaded,
    misuse,
    specs_argument,
    without_evidence,
)

if TYPE_CHECKING:
    from harness.analysis.formula_mutation import FormulaMutation
    from harness.claims import Spec
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
@documents_option
@click.option(
    "--formulas",
    is_flag=True,
    help="Also put wrong formulas in the place of laws; takes minutes on this environment's stack.",
)
@click.option(
    "--laws", is_flag=True, help="Also list laws: examples, ranges, wrong formulas they refute."
)
@click.option(
    "-v", "--verbose", is_flag=True, help="Also name every survivor, and what is counted apart."
)
def mutate_command(
    specs: tuple[Path, ...],
    names: str,
    documents: Path | None,
    formulas: bool,
    laws: bool,
    verbose: bool,
) -> None:
    """Check that each claim would be refuted if the document said something else.

    Every figure and word of the outputs that are compared, rows, columns and bounds are changed
    and judged again from the recorded evidence. What is refuted by definition, such as any other
    figure where equality decides, is not counted.

    Exit code: 1 if a change is not noticed and no reason is written for it (under 'survivors', in
    a tolerance, or with what is ignored), or if nothing could refute a claim.
    """
    from harness.analysis.mutation import examine_all
    from harness.reports.mutation_text import print_mutation

    found = loaded(specs, documents)
    wrong = _formulas(found) if formulas else {}
    defect = False
    for stack in _recorded(names):
        examinations = list(examine_all(found, stack, wrong))
        print_mutation(examinations, stack.facts.name, verbose=verbose, laws=laws)
        defect |= any(item.defect for item in examinations)
    sys.exit(CHANGED if defect else OK)


def _formulas(specs: list[Spec]) -> dict[str, FormulaMutation]:
    """Measure wrong formulas of laws on the stack of this environment."""
    from harness.analysis.formula_mutation import examine_laws
    from harness.stacks.stack import Stack

    stack = Stack()
    try:
        return examine_laws((claim for spec in specs for claim in spec.claims), stack)
    finally:
        stack.close()


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
