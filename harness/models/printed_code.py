"""Names of printed code in the order in which it binds and uses them."""

from __future__ import annotations

import builtins
from typing import Any, Mapping, Sequence

_Statement = Mapping[str, Any]


def unbound(statements: Sequence[_Statement], bound: Sequence[str] = ()) -> list[str]:
    """Find the names that statements use before anything binds them, in order of first use.

    Args:
        statements: In the printed order, each with the names that it `uses` and, after that,
            `binds`; either may be left out.
        bound: Names bound from the start; built-in ones always are.
    """
    known, missing = {*vars(builtins), *bound}, []
    for statement in statements:
        missing += [name for name in statement.get("uses", ()) if name not in known]
        known.update(statement.get("binds", ()))
    return list(dict.fromkeys(missing))


def resolve_names(statements: Sequence[_Statement], bound: Sequence[str] = ()) -> int:
    """Look up the names of statements in order, as Python does, and count the statements.

    Args: as for `unbound`.

    Raises:
        NameError: A statement uses a name that is not bound yet.
    """
    names: dict[str, Any] = dict.fromkeys(bound)
    for statement in statements:
        for name in statement.get("uses", ()):
            eval(name, names)
        names.update(dict.fromkeys(statement.get("binds", ())))
    return len(statements)
