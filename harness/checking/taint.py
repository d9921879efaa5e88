"""What follows from a statement: a failure, a shortened training, a clock."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from harness.checking.code_names import StatementNames


@dataclass(frozen=True, slots=True, order=True)
class TaintRoot:
    """Where it begins.

    Args:
        line: The line of the statement.
        why: What is wrong with it, in a clause.
    """

    line: int
    why: str


class Taint:
    """Follows a page statement by statement; each kind of root has a taint of its own.

    A name is tainted from the statement on that binds or touches it and is, or reads, a root. It is
    well again once a statement that reads nothing tainted binds it anew.
    """

    def __init__(self) -> None:
        self._roots: dict[str, TaintRoot] = {}

    @property
    def names(self) -> Mapping[str, TaintRoot]:
        """The names that are tainted now, each with its root."""
        return self._roots

    def blocked_by(self, names: StatementNames) -> TaintRoot | None:
        """Return the first root among those of the names that a statement reads.

        Args:
            names: What the statement does with names.
        """
        return min((self._roots[name] for name in names.reads if name in self._roots), default=None)

    def start(self, root: TaintRoot, names: Iterable[str]) -> None:
        """Begin with a root.

        Args:
            root: The statement, and what is wrong with it.
            names: What it would have bound or touched; names that have a root keep it.
        """
        for name in names:
            self._roots.setdefault(name, root)

    def failed(
        self, names: StatementNames, line: int, why: str, lost: Iterable[str] = ()
    ) -> TaintRoot:
        """Take note that a statement failed; return the root of its failure.

        Args:
            names: What it does with names.
            line: Its line in the document.
            why: What was wrong, in a clause.
            lost: The names that it leaves unknown; if empty, all that it binds or touches.
        """
        root = self.blocked_by(names) or TaintRoot(line, why)
        for name in lost or names.binds | names.touches:
            self._roots[name] = root
        return root

    def ran(self, names: StatementNames) -> TaintRoot | None:
        """Take note that a statement came to its end; return the root that it follows from.

        Args:
            names: What it does with names.
        """
        root = self.blocked_by(names)
        if root:
            self.start(root, names.binds | names.touches)
        else:
            for name in names.surely:
                self._roots.pop(name, None)
        return root


def lost_names(names: StatementNames, raises: Mapping[str, Any] | None) -> frozenset[str]:
    """Return the names that a failed statement leaves unknown.

    Of an import these are what it binds from the module on that failed; of another statement all
    that it binds or touches.

    Args:
        names: What the statement does with names.
        raises: The exception: ``type``, ``message``, ``missing``; None where it was stopped.
    """
    every = names.binds | names.touches
    if {name for name, _ in names.imports} != names.binds or not raises:
        return every
    missing = f"{raises.get('missing') or ''}."
    origins = [f"{origin}." for _, origin in names.imports]
    failed = (
        at
        for at, origin in enumerate(origins)
        if origin.startswith(missing) or missing.startswith(origin)
    )
    begin = next(failed, 0) if missing != "." else 0
    return frozenset(name for name, _ in names.imports[begin:]) | names.touches
