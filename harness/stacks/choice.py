"""The stack that a command asks for."""

from __future__ import annotations

import re
from pathlib import Path

from harness.evidence.facts import chronological
from harness.stacks.stack import Measurer, RecordedStack, Stack

EVIDENCE = Path("reports/evidence")
"""Where evidence is recorded, below the root of the project."""

_NAME = re.compile(r"tf[0-9]{1,4}\.[0-9]{1,4}(-[a-z]+)*")


def is_name(name: str) -> bool:
    """Whether a stack can be called so; its record is a file of that name."""
    return _NAME.fullmatch(name) is not None


def recorded_names(folder: Path) -> list[str]:
    """List the stacks that a folder of records holds, oldest first."""
    stems = (file.stem for file in folder.glob("tf*.json"))
    return sorted(filter(is_name, stems), key=chronological)


def named(names: str, recorded: bool, root: Path) -> list[str]:
    """Read the names of stacks.

    Args:
        names: The names with commas between; where empty, every recorded stack, or none.
        recorded: Whether their records stand for them.
        root: The project's root.

    Raises:
        StackError: A stack is not defined, or none is recorded.
    """
    from harness.stacks.provisioning import StackError, check_name

    known = recorded_names(root / EVIDENCE) if recorded else []
    if recorded and not (names or known):
        raise StackError(f"no record in {EVIDENCE}; run tox -e with the name of a stack")
    found = names.split(",") if names else known
    for name in set(found).difference(known):
        check_name(name, root)
    return found


def choose(name: str, recorded: bool, root: Path) -> Measurer:
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
        if not is_name(name):
            from harness.stacks.provisioning import StackError

            raise StackError(f"{name!r} is no name of a stack such as tf2.21")
        return RecordedStack.read(name, root / EVIDENCE)
    if not name:
        return Stack()
    from harness.stacks.provisioning import provide

    return provide(name, root).stack()
