"""The run as a table, for spreadsheets and data frames."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any

from harness.results.run import Result, Run
from harness.texts.plain import presentable

if TYPE_CHECKING:
    import pandas as pd

_AS_JSON = ("given", "expected", "measured", "lines", "terms")
_FORMULA = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20\t\r]")
"""How a formula begins; the signs of full width count in some languages."""
_NUMBER = re.compile(r"[+-]?(?:\d+(?:,\d{3})*\.?\d*|\.\d+)(?:[eE][+-]?\d+)?%?", re.ASCII)


def table(run: Run) -> pd.DataFrame:
    """Make one row of every claim.

    Returns:
        Columns named as in the run record; nested values as JSON text.
    """
    import pandas as pd  # takes longer to import than everything else here together

    rows = [asdict(claim) for claim in presentable(run).claims]
    for row in rows:
        row |= {key: json.dumps(row[key], ensure_ascii=False) for key in _AS_JSON}
    return pd.DataFrame(rows, columns=[field.name for field in fields(Result)])


def csv(run: Run) -> str:
    """Write the table as comma-separated values.

    A spreadsheet takes a cell that begins with ``=``, ``+``, ``-`` or ``@`` for a formula, and runs
    it. Such a cell gets an apostrophe in front, which spreadsheets read as "this is text"; other
    readers have to take it off again. Where the whole cell is a number it stays as it is.
    """
    frame = table(run)
    for name in frame:
        frame[name] = frame[name].map(_no_formula)
    text: str = frame.to_csv(index=False, lineterminator="\n")
    return text


def _no_formula(cell: Any) -> Any:
    if isinstance(cell, str) and _FORMULA.match(cell) and not _NUMBER.fullmatch(cell):
        return f"'{cell}"
    return cell
