"""Data frames of runs, matrices and benchmarks, for which pandas is imported when one is made."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from importlib import import_module
from typing import TYPE_CHECKING, Any

from harness.texts.plain import writable

if TYPE_CHECKING:
    from pandas import DataFrame as DataFrame
else:
    DataFrame = Any  # an annotation must not import pandas


_JSON = frozenset({"given", "expected", "measured", "lines", "terms", "extra", "compared"})
"""Fields that hold JSON data of any shape."""


class ExtraError(ImportError):
    """A package that only one feature needs is not installed; says which extra brings it."""


def require(module: str, extra: str) -> Any:
    """Import an optional package, or name the extra that brings it.

    Args:
        module: Its dotted name.
        extra: The extra's name.

    Raises:
        ExtraError: It is not installed.
    """
    try:
        return import_module(module)
    except ImportError as error:
        package = module.partition(".")[0]
        raise ExtraError(
            f"{package} is not installed; pip install 'claims-harness[{extra}]' brings it"
        ) from error


def frame(rows: Iterable[Mapping[str, Any] | Sequence[Any]], columns: Sequence[str]) -> DataFrame:
    """Make a data frame with these columns, also where there is no row.

    Raises:
        ExtraError: pandas is not installed.
    """
    pandas = require("pandas", "frames")
    found: DataFrame = pandas.DataFrame(list(rows), columns=list(columns))
    return found


def cells(value: Any) -> dict[str, Any]:
    """Make a row of a result or a timing: its fields by name, JSON data as JSON text."""
    row = {item.name: getattr(value, item.name) for item in fields(value)}
    found = {name: _json(row[name]) for name in _JSON & row.keys()}
    return row | found


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=writable)
