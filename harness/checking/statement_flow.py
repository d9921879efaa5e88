"""What a statement does with names in the order in which its parts run."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Mapping

from harness.checking.name_scopes import NameUse
from harness.checking.statement_scopes import StatementScopes

_Bound = frozenset[str]


class StatementFlow:
    """Follows a statement of the outermost level.

    Args:
        statement: The statement.
        known: What the functions do that the page has defined before, by name.
        origin: Tells the dotted origin of a dotted name.

    Attributes:
        use: What it does at once.
        functions: What the functions do that it defines, by name.
        surely: Names that it binds whenever it runs to its end.
        fresh: Names that it reads only after it has bound them.
    """

    def __init__(
        self, statement: ast.stmt, known: Mapping[str, NameUse], origin: Callable[[str], str]
    ) -> None:
        self.use = NameUse()
        self.functions: dict[str, NameUse] = {}
        self._known = known
        self._origin = origin
        self._first: set[str] = set()
        try:
            self.surely = self._statement(statement, frozenset())
        except RecursionError:  # thousands of branches: all of it at once
            self._part(statement, frozenset())
            self.surely = frozenset()
        self.fresh = self.use.reads - self._first

    def _part(self, node: ast.AST, bound: _Bound) -> _Bound:
        """Read what has no statements within it; return what is bound after it."""
        found = StatementScopes(node, self._known, self._origin).uses()
        at_once = found.pop("")
        self.use.add(at_once)
        self.use.imports += at_once.imports
        self._first |= at_once.reads - bound
        for name, use in found.items():
            function = self.functions.setdefault(name, NameUse())
            function.add(use)
            function.parameters |= use.parameters
        return bound | at_once.binds

    def _parts(self, nodes: Iterable[ast.AST | None], bound: _Bound) -> _Bound:
        for node in filter(None, nodes):
            bound = self._part(node, bound)
        return bound

    def _block(self, body: Iterable[ast.stmt], bound: _Bound) -> _Bound:
        for statement in body:
            bound = self._statement(statement, bound)
        return bound

    def _statement(self, node: ast.stmt, bound: _Bound) -> _Bound:
        match node:
            case ast.If(test, body, orelse):
                bound = self._part(test, bound)
                return self._block(body, bound) & self._block(orelse, bound)
            case ast.For(target, iterated, body, orelse) | ast.AsyncFor(
                target, iterated, body, orelse
            ):
                bound = self._part(iterated, bound)
                self._block(body, self._part(target, bound))
                self._block(orelse, bound)
                return bound
            case ast.While(test, body, orelse):
                bound = self._part(test, bound)
                self._block(body, bound)
                self._block(orelse, bound)
                return bound
            case ast.With(items, body) | ast.AsyncWith(items, body):
                for item in items:
                    bound = self._parts((item.context_expr, item.optional_vars), bound)
                return self._block(body, bound)
            case ast.Try() | ast.TryStar():
                return self._try(node, bound)
            case ast.Match(subject, cases):
                bound = self._part(subject, bound)
                for case in cases:
                    self._block(case.body, self._parts((case.pattern, case.guard), bound))
                return bound
        return self._part(node, bound)

    def _try(self, node: ast.Try | ast.TryStar, bound: _Bound) -> _Bound:
        after = self._block(node.orelse, self._block(node.body, bound))
        for handler in node.handlers:
            self._parts([handler.type], bound)
            named = frozenset({handler.name} if handler.name else ())
            self.use.binds |= named
            after &= self._block(handler.body, bound | named)
        return after | self._block(node.finalbody, bound)
