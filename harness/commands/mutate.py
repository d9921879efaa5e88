"""Show that every claim can fail."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from harness.commands import CHANGED, OK, loaded, misuse, specs_argument

if TYPE_CHECKING:
    from harness.stacks.stack import RecordedStack


@click.command("mutate")
@specs_argument
@click.option("--stack", "name", default="", metavar="NAME", help="The newest recorded by default.")
@click.option("-v", "--verbose", is_flag=True, help="Also name every claim that is not examined.")
def command(specs: tuple[Path, ...], name: str, verbose: bool) -> None:
    """Change what each document says and judge again from the record: each claim must notice.

    Exit code: 1 if a change is not noticed and the claim gives no reason under 'survivors'.
    """
    from harness.reports.mutation_text import print_mutation
    from harness.verification.mutation import examine_all

    found = loaded(specs)
    stack = _recorded(name)
    examinations = list(examine_all(found, stack))
    print_mutation(examinations, stack.facts.name, verbose=verbose)
    sys.exit(CHANGED if any(item.defect for item in examinations) else OK)


def _recorded(name: str) -> RecordedStack:
    """Read a stack's record, or say which there are."""
    from harness.evidence.store import StoreError
    from harness.stacks.choice import EVIDENCE, recorded_names
    from harness.stacks.stack import RecordedStack

    names = recorded_names(EVIDENCE)
    newest = [known for known in names if "-" not in known][-1:] or names[-1:]
    if not names:
        misuse(f"no record in {EVIDENCE}; run tox -e with the name of a stack")
    if name and name not in names:
        misuse(f"{name!r} is not recorded in {EVIDENCE}; recorded are {', '.join(names)}")
    try:
        return RecordedStack.read(name or newest[0], EVIDENCE)
    except StoreError as error:
        misuse(str(error))
