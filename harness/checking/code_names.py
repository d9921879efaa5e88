"""What each statement of a page does with names: what it binds, reads and touches."""

from __future__ import annotations

import ast
import re
from collections import ChainMap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from harness.checking.name_scopes import NameUse
from harness.checking.random_calls import RANDOM_STATE, draws_unnamed, sets_seed
from harness.checking.statement_flow import StatementFlow
from harness.documents.document import Span
from harness.documents.python_source import parsed_source
from harness.evidence.scopes import chain_of

_BINDS = re.compile(
    r"^[ \t]*(?:(?:def|class)[ \t]+(\w+)|((?:\w+[ \t]*,[ \t]*)*\w+)[ \t]*=(?!=)"
    r"|for[ \t]+([\w, \t]+)\bin\b|(?:from[ \t]+[\w.]+[ \t]+)?import[ \t]+([\w., \t]+))",
    re.M,
)


@dataclass(frozen=True, slots=True)
class StatementNames:
    """What a statement of the outermost level does with names of the page.

    Args:
        lines: Its first and last line in the source, decorators included.
        binds: Names that it may bind; ``*`` stands for those of ``from m import *``.
        surely: Those that it binds whenever it runs to its end.
        reads: Names that it reads, also by the functions of the page that it mentions. ``the random
            state`` stands among these three where it draws from a generator or sets its seed.
        touches: Names whose object it may change; never modules.
        origins: Dotted names that it uses, from where they are imported: ``numpy.random.seed``;
            ``.fit`` for a method of an object of the page.
        imports: What it imports, in order: the bound name and the dotted origin.
    """

    lines: Span
    binds: frozenset[str] = frozenset()
    surely: frozenset[str] = frozenset()
    reads: frozenset[str] = frozenset()
    touches: frozenset[str] = frozenset()
    origins: frozenset[str] = frozenset()
    imports: tuple[tuple[str, str], ...] = ()


class PageNames:
    """Follows a page in the order in which it runs.

    Attributes:
        bound: The names that its statements have bound so far.
    """

    def __init__(self) -> None:
        self.bound: set[str] = set()
        self._origins: dict[str, str] = {}
        self._functions: dict[str, NameUse] = {}

    def follow(self, source: str) -> tuple[StatementNames, ...]:
        """Read the statements of a cell, after those of all cells before it.

        Args:
            source: The cell as Python; what Python does not take is one statement, of which only
                the names are known that its lines seem to bind.
        """
        lines = source.split("\n")
        module = parsed_source(lines)
        if module:
            return tuple(map(self._statement, module.body))
        binds = frozenset(_seems_bound(source))
        self.bound |= binds
        return (StatementNames((1, len(lines)), binds=binds),)

    def origin(self, dotted: str) -> str:
        """Return where a dotted name comes from: ``numpy.sum`` for ``np.sum``.

        Args:
            dotted: The name as it is written.
        """
        root, _, rest = dotted.partition(".")
        if root in self._origins:
            return f"{self._origins[root]}.{rest}" if rest else self._origins[root]
        if root in self.bound:
            return f".{rest.rpartition('.')[2]}" if rest else ""
        return dotted

    def _statement(self, node: ast.stmt) -> StatementNames:
        flow = StatementFlow(node, self._functions, self.origin)
        use = self._with_functions(flow)
        origins = frozenset(filter(None, map(self.origin, use.chains)))
        binds, surely, hidden = set(use.binds), set(flow.surely), set()
        if any(map(draws_unnamed, origins)):
            hidden.add(RANDOM_STATE)
        if any(map(sets_seed, origins)):
            binds.add(RANDOM_STATE)
            surely.add(RANDOM_STATE)
            hidden.clear()
        self._keep(node, flow)
        return StatementNames(
            _span(node),
            frozenset(binds | ({"*"} if ("*" in dict(use.imports)) else set())),
            frozenset(surely),
            frozenset(use.reads | hidden),
            frozenset((use.touches | hidden) - set(self._origins)),
            origins,
            tuple(use.imports),
        )

    def _with_functions(self, flow: StatementFlow) -> NameUse:
        """Add what the functions do that a statement mentions, and those that they mention."""
        known = ChainMap(flow.functions, self._functions)
        use = NameUse(imports=list(flow.use.imports))
        use.add(flow.use)
        todo, seen = [*use.reads], set(use.reads)
        while todo:
            function = known.get(todo.pop())
            if function:
                todo += function.reads - seen
                seen |= function.reads
                use.add(function)
        use.reads -= flow.fresh
        return use

    def _keep(self, node: ast.stmt, flow: StatementFlow) -> None:
        """Remember what a statement has defined and imported."""
        for name in flow.use.binds:
            self._functions.pop(name, None)
            self._origins.pop(name, None)
        self.bound |= flow.use.binds
        self._functions.update(flow.functions)
        self._origins.update(pair for pair in flow.use.imports if pair[0] != "*")
        function = (
            self._functions.get(_made_of(node.value)) if isinstance(node, ast.Assign) else None
        )
        if function and isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            self._functions.setdefault(node.targets[0].id, function)


def _seems_bound(source: str) -> Iterator[str]:
    """List the names that lines seem to bind which Python does not take."""
    for found in _BINDS.finditer(source):
        for part in found[found.lastindex or 0].split(","):
            words = part.split()
            if words:
                yield words[-1] if "as" in words else words[0].partition(".")[0]


def _made_of(value: ast.expr) -> str:
    """Return the name of the function or class of which a value is another name or an instance."""
    if isinstance(value, ast.Call):
        name = ".".join(chain_of(value.func))
        if name.endswith("partial") and value.args:
            return ".".join(chain_of(value.args[0]))
        return name if name[:1].isupper() else ""
    return value.id if isinstance(value, ast.Name) else ""


def _span(node: ast.stmt) -> Span:
    decorators: Sequence[ast.expr] = getattr(node, "decorator_list", ())
    return min([node.lineno, *(part.lineno for part in decorators)]), node.end_lineno or node.lineno
