"""Finds module statements with side effects on import."""

from __future__ import annotations

import ast
from functools import cache

from harness.evidence.modules import Imported, executed, is_own, parsed

_BUILTINS = {
    "bool", "bytes", "dict", "enumerate", "filter", "float", "frozenset", "int", "len", "list",
    "map", "max", "min", "object", "range", "reversed", "set", "slice", "sorted", "str", "sum",
    "super", "tuple", "type", "zip",
}  # fmt: skip
_PACKAGES = {
    "collections", "dataclasses", "datetime", "decimal", "enum", "fractions", "functools",
    "itertools", "math", "operator", "pathlib", "re", "string", "typing",
}  # fmt: skip
"""Modules whose functions change nothing."""

_NUMPY = {"arange", "array", "asarray", "float32", "float64", "full", "linspace", "ones", "zeros"}
_METHODS = {
    "astype", "copy", "count", "endswith", "format", "get", "index", "items", "join", "keys",
    "lower", "lstrip", "replace", "reshape", "rstrip", "split", "splitlines", "startswith",
    "strip", "upper", "values",
}  # fmt: skip
"""Methods that leave their object as it is."""

_DECORATORS = {
    "abc.abstractmethod", "contextlib.contextmanager", "dataclasses.dataclass", "functools.cache",
    "functools.cached_property", "functools.lru_cache", "functools.wraps", "typing.overload",
    "classmethod", "property", "staticmethod",
}  # fmt: skip


@cache
def effect_positions(module: str, package: str) -> tuple[int, ...]:
    """List the positions of a module's statements that do more than bind names.

    Args:
        module: The module's whole path.
        package: The top-level package of the subject.
    """
    judge = _Judge(module, package)
    return tuple(n for n, node in enumerate(parsed(module).body) if judge.acts(node))


class _Judge:
    """Decides whether a statement acts or only binds names; in doubt, it acts."""

    def __init__(self, module: str, package: str) -> None:
        self._module, self._package = module, package
        self._open: set[str] = set()

    def acts(self, node: ast.stmt) -> bool:
        """Whether a statement of the outermost level acts."""
        match node:
            case ast.Import() | ast.ImportFrom() | ast.Pass():
                return False
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                return not all(map(self._is_plain_decorator, node.decorator_list))
            case ast.ClassDef():
                return not self._is_plain_class(node)
            case ast.Assign():
                return not all(map(_binds, node.targets)) or self._calls(node.value)
            case ast.AnnAssign():
                return not _binds(node.target) or bool(node.value and self._calls(node.value))
            case ast.Expr():
                return not isinstance(node.value, ast.Constant)
        return True

    def _is_plain_decorator(self, node: ast.expr) -> bool:
        target = node.func if isinstance(node, ast.Call) else node
        return self._full_name(target) in _DECORATORS

    def _is_plain_class(self, node: ast.ClassDef) -> bool:
        bases = [self._definition(base) for base in node.bases]
        registers = any(
            isinstance(method, ast.FunctionDef) and method.name == "__init_subclass__"
            for base in bases
            if isinstance(base, ast.ClassDef)
            for method in base.body
        )
        decorated = all(map(self._is_plain_decorator, node.decorator_list))
        calls = any(self.acts(s) for s in node.body if isinstance(s, (ast.Assign, ast.AnnAssign)))
        return decorated and not (node.keywords or registers or calls)

    def _calls(self, node: ast.AST) -> bool:
        """Whether evaluating an expression may change something."""
        return any(
            isinstance(inner, ast.Await)
            or (isinstance(inner, ast.Call) and not self._is_pure(inner.func))
            for inner in executed(node)
        )

    def _is_pure(self, called: ast.expr) -> bool:
        """Whether a call changes nothing but its own objects."""
        if isinstance(called, ast.Attribute) and isinstance(called.value, (ast.Constant, ast.Call)):
            return True  # a method of an object that no other name holds
        if isinstance(called, ast.Attribute) and called.attr in _METHODS:
            return True
        name = self._full_name(called)
        package, _, rest = name.partition(".")
        if package in _BUILTINS | _PACKAGES or (package == "numpy" and rest in _NUMPY):
            return True
        definition = self._definition(called)
        return definition is not None and self._is_pure_definition(definition)

    def _is_pure_definition(self, definition: ast.AST) -> bool:
        name = getattr(definition, "name", "")
        if name in self._open:
            return True
        self._open.add(name)
        inside = list(ast.walk(definition))
        names = [node for node in inside if isinstance(node, ast.Name)]
        local = {name.id for name in names if isinstance(name.ctx, ast.Store)}
        return not any(self._reaches_out(node, local) for node in inside)

    def _reaches_out(self, node: ast.AST, local: set[str]) -> bool:
        """Whether a node of a definition may change something outside it."""
        match node:
            case ast.Global() | ast.Delete():
                return True
            case ast.Attribute(ctx=ast.Store()) | ast.Subscript(ctx=ast.Store()):
                return _base(node) not in local
            case ast.Call():
                return _base(node.func) not in local and not self._is_pure(node.func)
        return False

    def _definition(self, node: ast.expr) -> ast.AST | None:
        """Find the one function or class of this module that a name means."""
        bound = parsed(self._module).bindings.get(node.id, []) if isinstance(node, ast.Name) else []
        if len(bound) != 1 or not isinstance(bound[0], int):
            return None
        found = parsed(self._module).body[bound[0]]
        return found if isinstance(found, (ast.FunctionDef, ast.ClassDef)) else None

    def _full_name(self, node: ast.expr) -> str:
        """Write a dotted name from its package on; empty where it is of the project, or none."""
        name = ast.unparse(node) if isinstance(node, (ast.Name, ast.Attribute)) else ""
        first, _, rest = name.partition(".")
        match parsed(self._module).bindings.get(first, []):
            case []:
                return name
            case [Imported() as target] if not is_own(target.module, self._package):
                return ".".join(filter(None, [target.module, target.name, rest]))
        return ""


def _binds(target: ast.expr) -> bool:
    if isinstance(target, (ast.Tuple, ast.List)):
        return all(map(_binds, target.elts))
    return isinstance(target, ast.Name)


def _base(node: ast.expr) -> str:
    """Name the object that an attribute or an item is of."""
    while isinstance(node, (ast.Attribute, ast.Subscript, ast.Call)):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else ""
