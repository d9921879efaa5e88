"""Whether a subject exists and takes its arguments, told without importing it."""

from __future__ import annotations

import ast
from collections.abc import Collection
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

from harness.evidence.modules import module_file


@dataclass(frozen=True, slots=True)
class Signature:
    """The arguments of a function.

    Args:
        names: Every argument that can be named.
        required: Those without a default.
        open: Whether it takes any further names.
    """

    names: tuple[str, ...]
    required: frozenset[str]
    open: bool


class SubjectError(Exception):
    """A subject that does not exist or does not take these arguments.

    Args:
        message: What is wrong.
        hint: The way out.
        part: The key of the claim that is wrong: ``subject`` or ``given``.
    """

    def __init__(self, message: str, hint: str = "", part: str = "subject") -> None:
        super().__init__(message)
        self.message, self.hint, self.part = message, hint, part


def check_subject(subject: str, arguments: Collection[str]) -> None:
    """Check that a subject exists and takes these arguments.

    Args:
        subject: ``module:function`` with the whole module path.
        arguments: Names of the arguments it will be called with.

    Raises:
        SubjectError: It does not.
    """
    module, _, name = subject.partition(":")
    functions = _functions(module)
    if name not in functions:
        raise SubjectError(f"no function {name!r} in {module}", nearest(name, functions))
    signature = functions[name]
    for argument in arguments:
        if argument not in signature.names and not signature.open:
            hint = nearest(argument, signature.names) or f"it takes {_listed(signature.names)}"
            raise SubjectError(f"{name} takes no argument {argument!r}", hint, "given")
    if missing := signature.required.difference(arguments):
        hint = "add it under 'given'"
        raise SubjectError(f"{name} needs the argument {_listed(sorted(missing))}", hint, "given")


def nearest(name: str, known: Collection[str]) -> str:
    """Suggest the known name nearest to one that is not known; empty if none is near."""
    close = get_close_matches(name, list(known), n=1, cutoff=0.6)
    return f"did you mean {close[0]!r}?" if close else ""


@cache
def _functions(module: str) -> dict[str, Signature]:
    source = module_file(module)
    if source is None:
        siblings = _siblings(module)
        hint = nearest(module.rpartition(".")[2], siblings)
        raise SubjectError(f"no module {module!r}", hint)
    try:
        tree = ast.parse(source.read_bytes(), str(source))
    except (OSError, SyntaxError, ValueError, MemoryError, RecursionError) as error:
        raise SubjectError(f"module {module!r} cannot be read: {error}") from error
    return {
        node.name: _signature(node.args)
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    }


def _siblings(module: str) -> list[str]:
    package = module_file(module.rpartition(".")[0]) if "." in module else None
    return [path.stem for path in package.parent.glob("[!_]*.py")] if package else []


def _signature(arguments: ast.arguments) -> Signature:
    positional = [argument.arg for argument in arguments.args]
    named = [argument.arg for argument in arguments.kwonlyargs]
    required = set(positional[: len(positional) - len(arguments.defaults)])
    required |= {n for n, default in zip(named, arguments.kw_defaults, strict=True) if not default}
    return Signature((*positional, *named), frozenset(required), arguments.kwarg is not None)


def _listed(names: Collection[str]) -> str:
    return ", ".join(map(repr, names)) or "none"
