"""Finds and parses modules without importing them."""

from __future__ import annotations

import ast
import sys
import sysconfig
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.machinery import PathFinder
from importlib.util import find_spec
from pathlib import Path

_OURS = "harness"
"""Stands for the root module of the harness, as it was when the evidence files were digested.

The module only offers public names. No measurement depends on them, although a subject that reads
``sys.modules`` may reach the module.
"""

_NEVER = ("TYPE_CHECKING", "typing.TYPE_CHECKING", "__name__ == '__main__'")


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import binds a name to.

    Args:
        module: The module's whole path.
        name: The name in it; empty where the module itself is bound.
    """

    module: str
    name: str = ""


@dataclass
class Module:
    """The statements of a module, and what binds each of its names.

    Args:
        name: Its whole path.
        body: Its statements, without the docstring and what never runs.
        bindings: The imports, and the positions in ``body``, that bind each name.
        stars: Modules of which all names are imported.
        imports: Every module that is imported when this one is.
    """

    name: str
    body: list[ast.stmt]
    bindings: dict[str, list[Imported | int]] = field(default_factory=dict)
    stars: list[str] = field(default_factory=list)
    imports: list[str] = field(default_factory=list)


@cache
def module_file(module: str) -> Path | None:
    """Find a module's file without importing its parent packages."""
    if "." not in module:
        return _top(module)[0]
    places = _places(module)
    files = [f for place in places for f in (place.with_suffix(".py"), place / "__init__.py")]
    return next((file for file in files if file.is_file()), None)


def is_module(module: str) -> bool:
    """Whether a path names a module, or a package without ``__init__.py``."""
    return module_file(module) is not None or any(place.is_dir() for place in _places(module))


def submodules(package: str) -> list[str]:
    """List the modules below a package; none below what is no package."""
    found = {
        ".".join([package, *file.relative_to(folder).with_suffix("").parts])
        for folder in _places(package)
        for file in folder.rglob("*.py")
    }
    return sorted(name.removesuffix(".__init__") for name in found)


def _places(module: str) -> list[Path]:
    """List the folders that a module would have as a package."""
    top, *rest = module.split(".")
    return [folder.joinpath(*rest) for folder in _top(top)[1]]


@cache
def is_own(module: str, package: str) -> bool:
    """Whether a module belongs to Harness or the subject's project, rather than to the stack.

    Args:
        module: Its whole path.
        package: The top-level package of the subject, which counts wherever it lies.
    """
    top = module.partition(".")[0]
    if top in (_OURS, package):
        return True
    origin, folders = _top(top)
    places = [*([origin.parent] if origin else []), *folders]
    return bool(places) and not any(map(_is_installed, places))


@cache
def parsed(module: str) -> Module:
    """Parse a module; one without a file has no statements.

    Raises:
        SyntaxError: It is no Python.
    """
    file = module_file(module)
    # the root of the harness only lends names of its modules, which change no measurement
    source = file.read_bytes() if file and module != _OURS else b""
    tree = ast.parse(source)
    body = [node for node in without_docstring(tree.body) if not _never_runs(node)]
    found = Module(module, body)
    for position, node in enumerate(body):
        _bind(found, node, position)
    found.imports = list(dict.fromkeys(_imports(module, body)))
    return found


def without_docstring(body: list[ast.stmt]) -> list[ast.stmt]:
    """Leave out the docstring that a body begins with."""
    first = body[0] if body else None
    is_text = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    return body[1:] if is_text and isinstance(first.value.value, str) else body  # type: ignore[union-attr]


def imported_by(node: ast.Import | ast.ImportFrom, module: str) -> Iterator[tuple[str, Imported]]:
    """List the names that an import binds, with what each is bound to; ``*`` for all.

    Args:
        node: The import.
        module: The module in which it stands.
    """
    if isinstance(node, ast.Import):
        for alias in node.names:
            whole = alias.name if alias.asname else alias.name.partition(".")[0]
            yield alias.asname or whole, Imported(whole)
        return
    origin = source_module(node, module)
    for alias in node.names:
        inner = f"{origin}.{alias.name}"
        target = Imported(inner) if is_module(inner) else Imported(origin, alias.name)
        yield alias.asname or alias.name, target


def source_module(node: ast.ImportFrom, module: str) -> str:
    """Name the module that names are imported from."""
    parents = _parents(module, node.level) if node.level else []
    return ".".join([*parents, *([node.module] if node.module else [])])


def _bind(found: Module, node: ast.stmt, position: int) -> None:
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        for name, target in imported_by(node, found.name):
            if name == "*":
                found.stars.append(target.module)
            else:
                found.bindings.setdefault(name, []).append(target)
        return
    for name in bound_by(node):
        found.bindings.setdefault(name, []).append(position)


def bound_by(node: ast.AST) -> set[str]:
    """List the names that a statement binds in the scope in which it stands."""
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        return {node.name}
    if isinstance(node, (ast.Lambda, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)):
        walrus = (n for n in ast.walk(node) if isinstance(n, ast.NamedExpr))
        return set() if isinstance(node, ast.Lambda) else {n.target.id for n in walrus}
    names: set[str] = set()
    if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
        names.add(node.id)
    elif isinstance(node, (ast.Import, ast.ImportFrom)):
        names |= {(a.asname or a.name).partition(".")[0] for a in node.names}
    elif isinstance(node, (ast.ExceptHandler, ast.MatchAs, ast.MatchStar)) and node.name:
        names.add(node.name)
    elif isinstance(node, ast.MatchMapping) and node.rest:
        names.add(node.rest)
    for child in ast.iter_child_nodes(node):
        names |= bound_by(child)
    return names


def _imports(module: str, body: list[ast.stmt]) -> Iterator[str]:
    """List the modules that importing a module imports, its packages first."""
    parts = module.split(".")
    yield from (".".join(parts[:count]) for count in range(1, len(parts)))
    for node in (inner for statement in body for inner in executed(statement)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            yield source_module(node, module)
            yield from (target.module for _, target in imported_by(node, module))


def executed(node: ast.AST) -> Iterator[ast.AST]:
    """Walk through what runs with a statement or an expression, not into bodies of functions."""
    yield node
    if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
        for child in ast.iter_child_nodes(node):
            yield from executed(child)


def _never_runs(node: ast.stmt) -> bool:
    if isinstance(node, ast.ImportFrom):
        return node.module == "__future__"
    return isinstance(node, ast.If) and not node.orelse and ast.unparse(node.test) in _NEVER


def _parents(module: str, level: int) -> list[str]:
    file = module_file(module)
    inside = [module] if file is None or file.name != "__init__.py" else [module, ""]
    parts = ".".join(inside).split(".")
    return parts[: len(parts) - level]


@cache
def _top(package: str) -> tuple[Path | None, tuple[Path, ...]]:
    """Find a top-level package's file, if it has one, and the folders of its modules."""
    try:
        # a worker finds a project's own modules in the folder that it is started in
        spec = PathFinder.find_spec(package, [str(Path.cwd()), *sys.path]) or find_spec(package)
    except (ImportError, ValueError):
        return None, ()
    if spec is None:
        return None, ()
    origin = Path(spec.origin) if spec.origin and spec.origin.endswith(".py") else None
    return origin, tuple(map(Path, spec.submodule_search_locations or ()))


def _is_installed(folder: Path) -> bool:
    """Whether a folder belongs to the interpreter or its installed packages."""
    standard = {Path(sysconfig.get_path(name)) for name in ("stdlib", "platstdlib")}
    parts = {"site-packages", "dist-packages"}
    return bool(parts & set(folder.parts)) or any(folder.is_relative_to(p) for p in standard)
