"""Normalises statements for hashing (comments, docstrings and annotations are left out)."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from functools import cache

from harness.evidence.modules import (
    Imported,
    imported_by,
    is_module,
    is_own,
    module_file,
    parsed,
    submodules,
)
from harness.evidence.scopes import COMPREHENSIONS, FUNCTIONS, Scopes, arguments_of, chain_of

_OPAQUE = {"globals", "locals", "eval", "exec", "compile", "__getattr__"}
"""Builtins by which code reaches names that do not stand in it."""

_REFLECTS = {
    "__annotations__", "__code__", "__doc__", "__module__", "__qualname__", "get_type_hints",
    "getdoc", "getfile", "getfullargspec", "getmodule", "getsource", "getsourcelines", "help",
    "signature",
}  # fmt: skip
"""Names by which a program reads its own text."""

_WHERE = {"__name__", "__file__", "__package__", "__spec__"}
_LEFT_OUT = {"ctx", "type_comment", "kind", "lineno", "end_lineno", "col_offset", "end_col_offset"}


@dataclass(frozen=True, slots=True)
class Reference:
    """A name of a module of the project.

    Args:
        module: The module's whole path.
        name: The name; empty for the whole module.
        as_value: Whether it is handed on, rather than called; a package with all below it.
    """

    module: str
    name: str
    as_value: bool = False


@dataclass
class Unit:
    """A statement of the outermost level of a module.

    Args:
        module: The module.
        parts: Its text, with references to other units in it.
        imports: Modules that it imports when it runs.
        reflects: Whether it reads the text or the place of definitions.
        defines: ``class``, which its objects know, ``function``, or nothing that has a text.
        source: Its lines as they stand.
    """

    module: str
    parts: list[str | Reference] = field(default_factory=list)
    imports: list[str] = field(default_factory=list)
    reflects: bool = False
    defines: str = ""
    source: str = ""


@cache
def unit_at(module: str, position: int, package: str) -> Unit:
    """Normalise the statement at a position of a module.

    Args:
        module: The module's whole path.
        position: Counted from 0 in its body.
        package: The top-level package of the subject, which is part of the project.
    """
    node = parsed(module).body[position]
    writer = _Writer(module, package)
    writer.write(node)
    kinds = {ast.ClassDef: "class", ast.FunctionDef: "function", ast.AsyncFunctionDef: "function"}
    writer.unit.defines = kinds.get(type(node), "")
    writer.unit.source = "\n".join(_lines(module)[node.lineno - 1 : node.end_lineno])
    return writer.unit


@cache
def _lines(module: str) -> list[str]:
    file = module_file(module)
    return file.read_bytes().decode("utf-8", "replace").splitlines() if file else []


class _Writer:
    """Writes one statement; names of the project become references."""

    def __init__(self, module: str, package: str) -> None:
        self.unit = Unit(module)
        self._module, self._package = module, package
        self._scopes = Scopes(module)

    def write(self, node: ast.AST, *, called: bool = False) -> None:
        """Write a node and all below it."""
        match node:
            case ast.Import() | ast.ImportFrom() if self._is_own_import(node):
                return
            case ast.Name() | ast.Attribute() if chain := chain_of(node):
                self._write_chain(node, chain, called=called)
            case ast.Call():
                self._note_import(node)
                self._add("Call(")
                self.write(node.func, called=True)
                self._fields(node, {"func"})
            case _ if isinstance(node, (*FUNCTIONS, *COMPREHENSIONS, ast.ClassDef)):
                self._write_scope(node)
            case ast.AnnAssign() if not self._scopes.in_class:
                if node.value is not None:  # the annotation is for readers
                    self.write(ast.Assign(targets=[node.target], value=node.value))
            case _:
                self.unit.reflects |= isinstance(node, ast.Attribute) and node.attr in _REFLECTS
                self._add(type(node).__name__ + "(")
                self._fields(node, set())

    def _fields(self, node: ast.AST, done: set[str]) -> None:
        for name, value in ast.iter_fields(node):
            empty = value is None or (isinstance(value, list) and not value)
            if name in done or name in _LEFT_OUT or (empty and not isinstance(node, ast.Constant)):
                continue
            self._add(f"{name}=")
            for item in value if isinstance(value, list) else [value]:
                if isinstance(item, ast.AST):
                    self.write(item)
                else:
                    self._add(f"{type(item).__name__}:{item!r}")
                self._add(",")
        self._add(")")

    def _add(self, part: str | Reference) -> None:
        self.unit.parts.append(part)

    def _write_scope(self, node: ast.AST) -> None:
        outside = [*getattr(node, "decorator_list", ()), *getattr(node, "bases", ())]
        outside += getattr(node, "keywords", ())
        self._add(f"{type(node).__name__}:{getattr(node, 'name', '')}(")
        for part in outside:
            self.write(part)
        if isinstance(node, FUNCTIONS):
            for default in [*node.args.defaults, *filter(None, node.args.kw_defaults)]:
                self.write(default)
            self._add(arguments_of(node.args))
        with self._scopes.inside(node) as body:
            for inner in body:
                self.write(inner)
        self._add(")")

    def _is_own_import(self, node: ast.Import | ast.ImportFrom) -> bool:
        """Add the modules that an import runs; the names it binds are followed where used."""
        targets = [target.module for _, target in imported_by(node, self._module)]
        if isinstance(node, ast.Import):
            targets += [alias.name for alias in node.names]
        own = [target for target in targets if is_own(target, self._package)]
        self.unit.imports += own
        if not self._scopes:  # within a statement of the module such as try
            self.unit.parts += [Reference(target, "", as_value=True) for target in own]
        return bool(own)

    def _write_chain(self, node: ast.AST, chain: list[str], *, called: bool) -> None:
        stored = isinstance(getattr(node, "ctx", None), (ast.Store, ast.Del))
        self.unit.reflects |= bool(_REFLECTS & set(chain))
        first, *rest = chain
        found = self._find(first)
        if found is None:
            if first in _WHERE:
                self._add(f"{self._module}.")
            if first in _OPAQUE:
                self._whole(self._module)
            self._add(".".join(chain))
            return
        match found:
            case True:
                self._add(f"local:{first}")
            case [Imported() as target]:
                rest = self._write_target(target, rest, called=called)
            case _ if stored and not rest and not self._scopes:
                self._add(first)
            case _:
                self._add(Reference(self._module, first, as_value=not called or bool(rest)))
        self._add(".".join(["", *rest, ""]))

    def _find(self, name: str) -> list[Imported | int] | bool | None:
        """Find what a name means: its bindings, True for a local name, None for a builtin."""
        local = self._scopes.find(name)
        if local:
            return True if local is True else [local]
        module = parsed(self._module)
        if name in module.bindings:
            return module.bindings[name]
        for star in module.stars:
            self._whole(star)
            self._whole(self._module)
        return None

    def _write_target(self, target: Imported, rest: list[str], *, called: bool) -> list[str]:
        """Write an imported name: a reference in the project, else its whole name.

        Returns:
            The attributes that are not written yet.
        """
        if not is_own(target.module, self._package):
            path = [*target.module.split("."), *filter(None, [target.name]), *rest]
            self._add(".".join(path))
            if path[:2] == ["sys", "modules"]:
                for module in [self._module, *parsed(self._module).imports]:
                    if is_own(module, self._package):
                        self._add(Reference(module, ""))
            return []
        module, name = target.module, target.name
        while not name and rest:
            inner = f"{module}.{rest[0]}"
            if is_module(inner):
                module = inner
            else:
                name = rest[0]
            rest = rest[1:]
        if name:
            self._add(Reference(module, name, as_value=not called or bool(rest)))
        else:
            self._whole(module)
        return rest

    def _note_import(self, node: ast.Call) -> None:
        """Add a module imported by its name, or the whole package where the name is computed."""
        chain = chain_of(node.func)
        if not chain or chain[-1] not in ("import_module", "__import__"):
            return
        name = node.args[0] if node.args else None
        if isinstance(name, ast.Constant) and isinstance(name.value, str):
            if is_own(name.value, self._package):
                self._whole(name.value)
            return
        for module in submodules(self._module.partition(".")[0]) or [self._module]:
            self._whole(module)

    def _whole(self, module: str) -> None:
        self._add(Reference(module, "", as_value=True))
