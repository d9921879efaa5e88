"""Digests the source that a measurement depends on, without importing it.

A digest covers every definition that a subject reaches. Comments, docstrings, annotations of
functions and names of modules do not count. Where a name cannot be followed with certainty, its
whole module counts.
"""

from __future__ import annotations

import ast
import hashlib
from functools import cache
from itertools import chain

from harness.evidence.modules import is_own, module_file, parsed, submodules
from harness.evidence.purity import effect_positions
from harness.evidence.units import Reference, Unit, unit_at

MEASURER = 2
"""Version of what measures: worker, runner of printed code, sandbox and search.

It is raised only when their results may change, and makes all evidence stale.
"""


@cache
def source_digest(subject: str) -> str:
    """Digest what a subject reaches of its own project.

    Args:
        subject: ``module:function`` with the whole module path.

    Returns:
        16 hexadecimal digits; empty where there is no such module or function, or no Python.
    """
    module, _, name = subject.partition(":")
    try:
        if module_file(module) is None or name not in parsed(module).bindings:
            return ""
        return _closure(module, name).digest()
    except (SyntaxError, ValueError):
        return ""


def reached(subject: str) -> set[tuple[str, int]]:
    """List what a subject's digest covers: modules, and the positions of statements in them."""
    module, _, name = subject.partition(":")
    return set(_closure(module, name).places)


@cache
def imported_modules(subject: str) -> frozenset[str]:
    """List every module that a subject's source imports, in a function or outside of one."""
    if not source_digest(subject):
        return frozenset()
    module, _, name = subject.partition(":")
    closure = _closure(module, name)
    nodes = (node for place in closure.places for node in ast.walk(parsed(place[0]).body[place[1]]))
    inside = (
        [node.module or ""] if isinstance(node, ast.ImportFrom) else [a.name for a in node.names]
        for node in nodes
        if isinstance(node, (ast.Import, ast.ImportFrom))
    )
    outside = (parsed(module).imports for module in closure.modules)
    return frozenset(chain.from_iterable((*inside, *outside)))


class _Closure:
    """The units that a subject reaches, in the order in which they are met.

    Args:
        module: The subject's module.
        name: The subject.
    """

    def __init__(self, module: str, name: str) -> None:
        self._module, self._package = module, module.partition(".")[0]
        self._numbers: dict[tuple[str, int], int] = {}
        self._values: set[int] = set()
        self._loaded: dict[str, None] = {}
        self._whole: dict[str, None] = {}
        self._texts: list[str] = []
        self.places: list[tuple[str, int]] = []
        self._texts.append(self._refer(Reference(module, name)))
        for place in self.places:  # which grows meanwhile
            self._texts.append(self._written(unit_at(*place, self._package)))

    @property
    def modules(self) -> list[str]:
        """Modules of the project that are imported with them."""
        return list(self._loaded)

    def digest(self) -> str:
        """Digest the texts of all units; with their source where some unit reads source."""
        digest = hashlib.sha256(f"{MEASURER}\n".encode())
        for text in self._texts:
            digest.update(text.encode("utf-8", "surrogatepass") + b"\0")
        units = [unit_at(*place, self._package) for place in self.places]
        if any(unit.reflects for unit in units):
            for number, unit in enumerate(units):
                if unit.defines == "class" or (unit.defines and number in self._values):
                    digest.update(f"{unit.module}\n{unit.source}\0".encode("utf-8", "replace"))
        return digest.hexdigest()[:16]

    def _written(self, unit: Unit) -> str:
        for module in unit.imports:
            self._load(module)
        return "".join(p if isinstance(p, str) else self._refer(p) for p in unit.parts)

    def _refer(self, reference: Reference) -> str:
        """Write a reference as the numbers of the units that it may mean."""
        self._load(reference.module)
        positions = self._positions(reference)
        if positions is None:
            whole = self._take_whole(reference.module, below=reference.as_value)
            return f"<{reference.name}{whole}>"
        numbers = [self._number(module, position) for module, position in positions]
        if reference.as_value:
            self._values.update(numbers)
        return f"<{','.join(map(str, numbers))}>"

    def _positions(self, reference: Reference) -> list[tuple[str, int]] | None:
        """List where a name is bound; None where reading the source does not show it."""
        bound = parsed(reference.module).bindings.get(reference.name)
        if not bound:
            return None
        found: list[tuple[str, int]] = []
        for target in bound:
            if isinstance(target, int):
                found.append((reference.module, target))
            elif not is_own(target.module, self._package):
                return None  # the module as a whole says which package it comes from
            elif not target.name:
                self._take_whole(target.module)
            else:
                self._load(target.module)
                inner = self._positions(Reference(target.module, target.name))
                if inner is None:
                    self._take_whole(target.module)
                found += inner or []
        return found

    def _number(self, module: str, position: int) -> int:
        place = (module, position)
        if place not in self._numbers:
            self._numbers[place] = len(self.places)
            self.places.append(place)
        return self._numbers[place]

    def _take_whole(self, module: str, *, below: bool = True) -> str:
        """Include every statement of a module, and of all below it where it is a package."""
        for name in dict.fromkeys([module, *(submodules(module) if below else ())]):
            if name not in self._whole:
                self._whole[name] = None
                self._load(name)
                for position in range(len(parsed(name).body)):
                    self._number(name, position)
        return "*"

    def _load(self, module: str) -> None:
        """Include the statements of a module that do more, on import, than bind names."""
        open_ = [module]
        while open_:
            name = open_.pop()
            if name in self._loaded or not is_own(name, self._package):
                continue
            self._loaded[name] = None
            for position in effect_positions(name, self._package):
                self._number(name, position)
            open_ += reversed(parsed(name).imports)


_closure = cache(_Closure)
