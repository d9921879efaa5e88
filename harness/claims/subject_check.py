"""Subjects: how a spec names one, and whether it exists and takes its arguments.

A module is read, not imported, so checking a spec runs no code.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Mapping
from difflib import get_close_matches
from functools import cache
from typing import Annotated

from pydantic import StringConstraints

from harness.evidence.modules import module_file

Subject = Annotated[
    str, StringConstraints(pattern=r"^[A-Za-z_][\w.]*:[A-Za-z_]\w*$", max_length=200)
]


class SubjectError(Exception):
    """A subject that does not exist or does not take these arguments.

    Args:
        message: What is wrong.
        hint: How to correct it; empty where the message says it.
        part: The key of the claim that is wrong: ``subject`` or ``given``.
    """

    def __init__(self, message: str, hint: str = "", part: str = "subject") -> None:
        super().__init__(message)
        self.message, self.hint, self.part = message, hint, part


def whole_subject(subject: str) -> str:
    """Write a subject with its full module: a module without a dot is in ``harness.models``."""
    module, _, function = subject.partition(":")
    return f"{module if '.' in module else f'harness.models.{module}'}:{function}"


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
    positional = [argument.arg for argument in signature.args]
    optional = {*positional[len(positional) - len(signature.defaults) :]}
    named = dict(zip(signature.kwonlyargs, signature.kw_defaults, strict=True))
    optional |= {argument.arg for argument, default in named.items() if default}
    known = [*positional, *(argument.arg for argument in named)]
    for argument in arguments:
        if argument not in known and signature.kwarg is None:
            hint = nearest(argument, known) or f"it takes {_listed(known)}"
            raise SubjectError(f"{name} takes no argument {argument!r}", hint, "given")
    if missing := sorted({*known} - optional - {*arguments}):
        hint = "add it under 'given'"
        raise SubjectError(f"{name} needs the argument {_listed(missing)}", hint, "given")


def takes(subject: str, argument: str) -> bool:
    """Whether a subject exists and names an argument.

    Args:
        subject: ``module:function`` with the whole module path.
        argument: Its name.
    """
    module, _, name = subject.partition(":")
    try:
        signature = _functions(module).get(name)
    except SubjectError:
        return False
    named = [] if signature is None else [*signature.args, *signature.kwonlyargs]
    return argument in {item.arg for item in named}


def nearest(name: str, known: Collection[str]) -> str:
    """Suggest the known name nearest to one that is not known; empty if none is near."""
    close = get_close_matches(name, list(known), n=1, cutoff=0.6)
    return f"did you mean {close[0]!r}?" if close else ""


@cache
def _functions(module: str) -> Mapping[str, ast.arguments]:
    source = module_file(module)
    package, _, last = module.rpartition(".")
    if source is None:
        parent = module_file(package) if package else None
        siblings = [path.stem for path in parent.parent.glob("[!_]*.py")] if parent else []
        hint = nearest(last, siblings)
        if not hint and package == "harness.models":
            hint = "a name without a dot is looked for there; write your own as PACKAGE.MODULE:NAME"
        raise SubjectError(f"no module {module!r}", hint)
    try:
        tree = ast.parse(source.read_bytes(), str(source))
    except (OSError, SyntaxError, ValueError, MemoryError, RecursionError) as error:
        raise SubjectError(f"module {module!r} cannot be read: {error}") from error
    return {
        node.name: node.args
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    }


def _listed(names: Collection[str]) -> str:
    return ", ".join(map(repr, names)) or "none"
