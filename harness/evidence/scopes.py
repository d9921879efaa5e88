"""Local names: what functions, classes and comprehensions bind inside a statement."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from contextlib import contextmanager

from harness.evidence.modules import Imported, bound_by, imported_by, without_docstring

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


def chain_of(node: ast.AST) -> list[str]:
    """Split a dotted name; empty where it begins with something else than a name."""
    names: list[str] = []
    while isinstance(node, ast.Attribute):
        names.append(node.attr)
        node = node.value
    return [node.id, *reversed(names)] if isinstance(node, ast.Name) else []


class Scopes:
    """The scopes around a node while a statement is walked, the innermost last.

    Args:
        module: The module in which the statement stands.
    """

    def __init__(self, module: str) -> None:
        self._module = module
        self._open: list[tuple[bool, dict[str, Imported | None]]] = []

    def __bool__(self) -> bool:
        return bool(self._open)

    @property
    def in_class(self) -> bool:
        """Whether the innermost scope is that of a class."""
        return bool(self._open) and self._open[-1][0]

    @contextmanager
    def inside(self, node: ast.AST) -> Iterator[Iterator[ast.AST]]:
        """Enter a scope and list what is written in it."""
        self._open.append((isinstance(node, ast.ClassDef), names_of(node, self._module)))
        yield _written_in(node)
        self._open.pop()

    def find(self, name: str) -> Imported | bool:
        """Look a local name up: the import; True if bound otherwise; False if unbound."""
        for depth, (is_class, names) in enumerate(reversed(self._open)):
            if name in names and not (is_class and depth):
                return names[name] or True
        return False


def arguments_of(arguments: ast.arguments) -> str:
    """Write the names of arguments, and which have defaults; their annotations do not count."""
    kinds = (arguments.posonlyargs, arguments.args, arguments.kwonlyargs)
    names = [",".join(argument.arg for argument in kind) for kind in kinds]
    stars = [star.arg if star else "" for star in (arguments.vararg, arguments.kwarg)]
    given = "".join("-" if default is None else "=" for default in arguments.kw_defaults)
    return f"({'/'.join([*names, *stars])};{len(arguments.defaults)};{given})"


def _written_in(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.Lambda):
        yield node.body
    elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        yield from without_docstring(node.body)
    else:
        yield from ast.iter_child_nodes(node)


def names_of(node: ast.AST, module: str) -> dict[str, Imported | None]:
    """List the names that a scope binds, with the imports among them."""
    if isinstance(node, COMPREHENSIONS):
        return {n: None for generator in node.generators for n in bound_by(generator.target)}
    names: dict[str, Imported | None] = {}
    if isinstance(node, FUNCTIONS):
        every = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
        every += [star for star in (node.args.vararg, node.args.kwarg) if star]
        names.update({argument.arg: None for argument in every})
    body = (
        node.body if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)) else []
    )
    for statement in body:
        names.update(dict.fromkeys(bound_by(statement)))
    for inner in _own_statements(body):
        if isinstance(inner, (ast.Global, ast.Nonlocal)):
            for name in inner.names:
                names.pop(name, None)
        if isinstance(inner, (ast.Import, ast.ImportFrom)):
            names.update(dict(imported_by(inner, module)))
    return names


def _own_statements(body: list[ast.stmt]) -> Iterator[ast.AST]:
    """Walk through the statements of a scope, but not of scopes inside it."""
    for node in body:
        yield node
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            inner = [child for child in ast.walk(node) if isinstance(child, ast.stmt)]
            yield from (child for child in inner if child is not node)
