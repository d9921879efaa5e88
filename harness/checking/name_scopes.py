"""Scopes of Python, and what code does with the names that no scope inside the module has."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto


class ScopeKind(Enum):
    """What makes a scope."""

    MODULE = auto()
    CLASS = auto()
    FUNCTION = auto()
    COMPREHENSION = auto()


@dataclass(slots=True)
class NameUse:
    """What code does with global names.

    Args:
        binds: Names that it may bind.
        reads: Names that it reads.
        touches: Names whose object it may change.
        chains: Dotted names that it uses, as they are written.
        imports: What it imports, in order: the bound name and the dotted origin.
        parameters: Which parameters a function changes: their places and names.
    """

    binds: set[str] = field(default_factory=set)
    reads: set[str] = field(default_factory=set)
    touches: set[str] = field(default_factory=set)
    chains: set[str] = field(default_factory=set)
    imports: list[tuple[str, str]] = field(default_factory=list)
    parameters: set[str | int] = field(default_factory=set)

    def add(self, other: NameUse) -> None:
        """Add what other code does, but for imports and parameters."""
        self.binds |= other.binds
        self.reads |= other.reads
        self.touches |= other.touches
        self.chains |= other.chains


@dataclass(slots=True, eq=False)
class NameScope:
    """A scope of Python.

    Args:
        kind: What makes it.
        parent: The scope around it; None for a module.
        owner: The function of the module whose call runs its code; empty for code run at once.
        heir: The owner of the functions in it; empty where each is its own.
        bound: Names that it binds.
        outer: Names that it declares ``global``.
        inner: Names that it declares ``nonlocal``.
        parameters: The parameters of a function of the module, in order.
    """

    kind: ScopeKind
    parent: NameScope | None = None
    owner: str = ""
    heir: str = ""
    bound: set[str] = field(default_factory=set)
    outer: set[str] = field(default_factory=set)
    inner: set[str] = field(default_factory=set)
    parameters: list[str] = field(default_factory=list)

    def binder(self) -> NameScope:
        """Return the scope in which ``:=`` binds."""
        scope = self
        while scope.kind is ScopeKind.COMPREHENSION and scope.parent:
            scope = scope.parent
        return scope

    def home(self, name: str) -> NameScope | None:
        """Return the scope that a name belongs to; None for the module.

        Args:
            name: A name that is used in this scope.
        """
        scope: NameScope | None = self
        while scope and scope.kind is not ScopeKind.MODULE:
            if name in scope.outer:
                return None
            seen = scope is self or scope.kind is not ScopeKind.CLASS
            if seen and name in scope.bound and name not in scope.inner:
                return scope
            scope = scope.parent
        return None

    def inside(self, kind: ScopeKind, name: str = "") -> NameScope:
        """Return a scope within this one.

        Args:
            kind: What makes it.
            name: The name of its function or class; empty for a lambda that gets none, which is
                taken to be called at once.
        """
        named = self.heir or (name if self.kind is ScopeKind.MODULE else "")
        later = kind is ScopeKind.FUNCTION and bool(name)
        fresh = later or kind is ScopeKind.CLASS
        return NameScope(kind, self, named if later else self.owner, named if fresh else self.heir)
