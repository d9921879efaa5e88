"""The stack that a command asks for."""

from __future__ import annotations

from pathlib import Path

from harness.stacks.stack import Measuring, RecordedStack, Stack

EVIDENCE = Path("reports/evidence")
"""Where evidence is recorded, below the root of the project."""


def choose(name: str, recorded: bool, root: Path) -> Measuring:
    """Make a stack by its name, or the one of this environment where the name is empty.

    Args:
        name: Its name.
        recorded: Whether its record stands for it.
        root: The project's root, with tox.ini and the record.

    Raises:
        StackError: No such stack is defined.
        StoreError: Its record cannot be read.
    """
    if recorded:
        return RecordedStack.read(name, root / EVIDENCE)
    if not name:
        return Stack()
    from harness.stacks.provisioning import provide

    return provide(name, root).stack()
