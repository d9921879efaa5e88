"""The source that a measurement depends on, told without importing it."""

from __future__ import annotations

import ast
import hashlib
import sys
from collections.abc import Iterator
from functools import cache
from importlib.machinery import PathFinder
from importlib.util import find_spec
from pathlib import Path


@cache
def source_digest(module: str) -> str:
    """Digest a module and what it imports, directly or not, of its own top-level package.

    Args:
        module: The whole path of a subject's module.

    Returns:
        16 hexadecimal digits; empty where there is no such module.
    """
    names = sorted(_reached(module))
    digest = hashlib.sha256()
    for name in names:
        digest.update(f"{name}\n".encode() + _text(name).replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:16] if names else ""


def _reached(module: str) -> set[str]:
    """Follow imports from a module; modules of other packages are the stack's affair."""
    reached: set[str] = set()
    open_ = [module]
    while open_:
        name = open_.pop()
        if name not in reached and module_file(name) is not None:
            reached.add(name)
            open_ += _imported(name)
    return reached


@cache
def _imported(module: str) -> tuple[str, ...]:
    package = module.partition(".")[0]
    found = _names(ast.parse(_text(module)), module)
    return tuple(name for name in found if name.partition(".")[0] == package)


def _names(tree: ast.AST, module: str) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            parents = _parents(module, node.level) if node.level else []
            origin = ".".join([*parents, *([node.module] if node.module else [])])
            yield origin
            yield from (f"{origin}.{alias.name}" for alias in node.names)


def _parents(module: str, level: int) -> list[str]:
    """List the parts of the package that a relative import starts from."""
    file = module_file(module)
    inside = [module] if file is None or file.name != "__init__.py" else [module, ""]
    parts = ".".join(inside).split(".")
    return parts[: len(parts) - level]


@cache
def _text(module: str) -> bytes:
    file = module_file(module)
    return file.read_bytes() if file else b""


@cache
def module_file(module: str) -> Path | None:
    """Find a module's file below its package: asking the import system would import parents."""
    package, _, rest = module.partition(".")
    origin, folders = _top(package)
    if not rest:
        return origin
    places = [folder.joinpath(*rest.split(".")) for folder in folders]
    files = [f for place in places for f in (place.with_suffix(".py"), place / "__init__.py")]
    return next((file for file in files if file.is_file()), None)


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
