"""Which global names a statement binds, reads and touches, at once or when a function is called."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from harness.checking.changing_calls import function_changes, method_changes
from harness.checking.name_scopes import NameScope, NameUse, ScopeKind
from harness.documents.python_source import parsed_source
from harness.evidence.scopes import COMPREHENSIONS, chain_of

_MODULE = ScopeKind.MODULE
_AnyFunction = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
_AnyComprehension = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp


class StatementScopes:
    """Reads a statement of the outermost level, or a part of one.

    Args:
        statement: The statement, or an expression in it.
        known: What the functions do that the page has defined before, by name.
        origin: Tells the dotted origin of a dotted name, such as ``numpy.sum`` for ``np.sum``.
    """

    def __init__(
        self, statement: ast.AST, known: Mapping[str, NameUse], origin: Callable[[str], str]
    ) -> None:
        self._known = known
        self._origin = origin
        self._events: list[tuple[NameScope, str, str]] = []
        self._imports: list[tuple[NameScope, str, str]] = []
        self._todo: list[tuple[ast.AST, NameScope]] = [(statement, NameScope(_MODULE))]
        while self._todo:
            node, scope = self._todo.pop()
            _READERS.get(type(node), StatementScopes._children)(self, node, scope)

    def uses(self) -> dict[str, NameUse]:
        """Return what it does: at once under the empty name, later under that of the function."""
        found: dict[str, NameUse] = {"": NameUse()}
        for scope, name, what in self._events:
            use = found.setdefault(scope.owner, NameUse())
            home = scope.home(name.partition(".")[0])
            if home is None:
                getattr(use, what).add(name)
            elif what == "touches" and name in home.parameters and home.owner:
                use = found.setdefault(home.owner, NameUse())
                use.parameters |= {name, home.parameters.index(name)}
        for scope, name, origin in self._imports:
            if scope.home(name) is None:
                found[""].imports.append((name, origin))
        return found

    def _later(self, nodes: Iterable[ast.AST | None], scope: NameScope) -> None:
        self._todo += [(node, scope) for node in nodes if node]

    def _children(self, node: ast.AST, scope: NameScope) -> None:
        self._later(ast.iter_child_nodes(node), scope)

    def _bind(self, name: str | None, scope: NameScope) -> None:
        if name:
            scope.bound.add(name)
            self._events.append((scope, name, "binds"))

    def _name(self, node: ast.Name, scope: NameScope) -> None:
        if isinstance(node.ctx, ast.Load):
            self._events.append((scope, node.id, "reads"))
            self._events.append((scope, node.id, "chains"))
        else:
            self._bind(node.id, scope)

    def _part(self, node: ast.Attribute | ast.Subscript, scope: NameScope) -> None:
        """Read ``x.a`` and ``x[0]``; where one is assigned or deleted, x is touched."""
        if not isinstance(node.ctx, ast.Load):
            self._touch(node, scope)
        if chain := chain_of(node):
            self._events.append((scope, chain[0], "reads"))
            self._events.append((scope, ".".join(chain), "chains"))
        else:
            self._children(node, scope)
            if isinstance(node, ast.Attribute):
                self._events.append(
                    (NameScope(_MODULE, owner=scope.owner), f".{node.attr}", "chains")
                )

    def _touch(self, node: ast.AST, scope: NameScope) -> None:
        while isinstance(node, ast.Attribute | ast.Subscript | ast.Starred):
            node = node.value
        if isinstance(node, ast.Name):
            self._events.append((scope, node.id, "touches"))

    def _augmented(self, node: ast.AugAssign, scope: NameScope) -> None:
        self._touch(node.target, scope)
        if isinstance(node.target, ast.Name):
            self._events.append((scope, node.target.id, "reads"))
        self._children(node, scope)

    def _annotated(self, node: ast.AnnAssign, scope: NameScope) -> None:
        bare = isinstance(node.target, ast.Name) and node.value is None and scope.kind is _MODULE
        self._later((None if bare else node.target, node.annotation, node.value), scope)

    def _assigned(self, node: ast.Assign, scope: NameScope) -> None:
        target = node.targets[0]
        if isinstance(target, ast.Name) and isinstance(node.value, ast.Lambda):
            self._later(node.targets, scope)
            self._function(node.value, scope, target.id)
        else:
            self._children(node, scope)

    def _walrus(self, node: ast.NamedExpr, scope: NameScope) -> None:
        self._bind(node.target.id, scope.binder())
        self._later([node.value], scope)

    def _call(self, node: ast.Call, scope: NameScope) -> None:
        chain = ".".join(chain_of(node.func))
        if isinstance(node.func, ast.Attribute) and method_changes(node.func.attr):
            self._touch(node.func.value, scope)
        if node.args and function_changes(self._origin(chain) if chain else ""):
            self._touch(node.args[0], scope)
        known = self._known.get(chain)
        changed = known.parameters if known else set()
        for at, argument in enumerate(node.args if changed else ()):
            if at in changed:
                self._touch(argument, scope)
        for keyword in node.keywords:
            if keyword.arg == "out" or keyword.arg in changed:
                self._touch(keyword.value, scope)
        if chain in ("exec", "eval"):
            self._text(node, scope)
        self._children(node, scope)

    def _text(self, node: ast.Call, scope: NameScope) -> None:
        """Read code that stands in a string; with a namespace of its own it binds nothing."""
        text = node.args[0] if node.args else None
        if isinstance(text, ast.Constant) and isinstance(text.value, str):
            module = parsed_source(text.value.split("\n"))
            apart = len(node.args) + len(node.keywords) > 1
            inside = scope.inside(ScopeKind.CLASS) if apart else scope
            self._later(module.body if module else (), inside)

    def _function(self, node: _AnyFunction, scope: NameScope, name: str = "") -> None:
        name = name if isinstance(node, ast.Lambda) else node.name
        if not isinstance(node, ast.Lambda):
            self._bind(name, scope)
            self._later([*node.decorator_list, node.returns], scope)
        given = node.args
        every = [*given.posonlyargs, *given.args, given.vararg, *given.kwonlyargs, given.kwarg]
        self._later([*given.defaults, *given.kw_defaults], scope)
        self._later([argument.annotation for argument in every if argument], scope)
        inside = scope.inside(ScopeKind.FUNCTION, name)
        inside.bound = {argument.arg for argument in every if argument}
        if scope.kind is _MODULE:
            inside.parameters = [argument.arg for argument in every if argument]
        self._later([node.body] if isinstance(node, ast.Lambda) else node.body, inside)

    def _class(self, node: ast.ClassDef, scope: NameScope) -> None:
        self._bind(node.name, scope)
        self._later([*node.decorator_list, *node.bases], scope)
        self._later([keyword.value for keyword in node.keywords], scope)
        self._later(node.body, scope.inside(ScopeKind.CLASS, node.name))

    def _comprehension(self, node: _AnyComprehension, scope: NameScope) -> None:
        first, *rest = node.generators
        inside = scope.inside(ScopeKind.COMPREHENSION)
        self._later([first.iter], scope)
        self._later([first.target, *first.ifs, *rest], inside)
        values = [node.key, node.value] if isinstance(node, ast.DictComp) else [node.elt]
        self._later(values, inside)

    def _declared(self, node: ast.Global | ast.Nonlocal, scope: NameScope) -> None:
        (scope.outer if isinstance(node, ast.Global) else scope.inner).update(node.names)

    def _imported(self, node: ast.Import | ast.ImportFrom, scope: NameScope) -> None:
        base = f"{'.' * node.level}{node.module or ''}" if isinstance(node, ast.ImportFrom) else ""
        for alias in node.names:
            if alias.name == "*":
                self._imports.append((NameScope(_MODULE), "*", base))
                continue
            name = alias.asname or (alias.name if base else alias.name.partition(".")[0])
            whole = alias.name if alias.asname or base else name
            self._bind(name, scope)
            self._imports.append((scope, name, f"{base}.{whole}" if base else whole))

    def _bound_by_name(
        self, node: ast.ExceptHandler | ast.MatchAs | ast.MatchStar, scope: NameScope
    ) -> None:
        self._bind(node.name, scope)
        self._children(node, scope)

    def _rest(self, node: ast.MatchMapping, scope: NameScope) -> None:
        self._bind(node.rest, scope)
        self._children(node, scope)


_READERS: dict[type[ast.AST], Callable[[StatementScopes, Any, NameScope], None]] = {
    ast.Name: StatementScopes._name,
    ast.Attribute: StatementScopes._part,
    ast.Subscript: StatementScopes._part,
    ast.AugAssign: StatementScopes._augmented,
    ast.AnnAssign: StatementScopes._annotated,
    ast.Assign: StatementScopes._assigned,
    ast.NamedExpr: StatementScopes._walrus,
    ast.Call: StatementScopes._call,
    ast.FunctionDef: StatementScopes._function,
    ast.AsyncFunctionDef: StatementScopes._function,
    ast.Lambda: StatementScopes._function,
    ast.ClassDef: StatementScopes._class,
    **dict.fromkeys(COMPREHENSIONS, StatementScopes._comprehension),
    ast.Global: StatementScopes._declared,
    ast.Nonlocal: StatementScopes._declared,
    ast.Import: StatementScopes._imported,
    ast.ImportFrom: StatementScopes._imported,
    ast.ExceptHandler: StatementScopes._bound_by_name,
    ast.MatchAs: StatementScopes._bound_by_name,
    ast.MatchStar: StatementScopes._bound_by_name,
    ast.MatchMapping: StatementScopes._rest,
}
"""How the kinds of nodes are read that do something with names; the others have only parts."""
