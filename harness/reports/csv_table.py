"""The run as comma-separated values, a row for each claim, for spreadsheets and data frames."""

from __future__ import annotations

import csv as comma_separated
import io
import re
from dataclasses import fields
from typing import Any

from harness.results.frames import cells
from harness.results.run import Result, Run

_FORMULA = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20\t\r]")
"""How a formula begins; the signs of full width count in some languages."""
_NUMBER = re.compile(r"[+-]?(?:\d+(?:,\d{3})*\.?\d*|\.\d+)(?:[eE][+-]?\d+)?%?", re.ASCII)


def csv(run: Run) -> str:
    """Write columns named as in the run record, nested values as JSON text.

    A spreadsheet takes a cell that begins with ``=``, ``+``, ``-`` or ``@`` for a formula, and runs
    it. Such a cell gets an apostrophe in front, which spreadsheets read as "this is text"; other
    readers have to take it off again. Where the whole cell is a number it stays as it is.
    """
    stream = io.StringIO()
    names = [field.name for field in fields(Result)]
    writer = comma_separated.DictWriter(stream, names, lineterminator="\n")
    writer.writeheader()
    for result in run.presentable.claims:
        writer.writerow({name: _no_formula(cell) for name, cell in cells(result).items()})
    return stream.getvalue()


def _no_formula(cell: Any) -> Any:
    if isinstance(cell, str) and _FORMULA.match(cell) and not _NUMBER.fullmatch(cell):
        return f"'{cell}"
    return cell
