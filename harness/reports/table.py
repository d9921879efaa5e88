"""The run as a table, for spreadsheets and data frames."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from csv import DictWriter
from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any

from harness.reports.record import ClaimRecord, RunRecord

if TYPE_CHECKING:
    import pandas as pd

_AS_JSON = ("given", "expected", "measured", "lines")


def table(record: RunRecord) -> pd.DataFrame:
    """Make one row of every claim.

    Returns:
        Columns named as in the run record; nested values as JSON text.
    """
    import pandas as pd  # takes longer to import than everything else here together

    return pd.DataFrame(_rows(record))


def csv(record: RunRecord) -> str:
    """Write the table as comma-separated values.

    Every run writes them, so pandas is not imported for it.
    """
    text = io.StringIO()
    names = [field.name for field in fields(ClaimRecord)]
    writer = DictWriter(text, names, lineterminator="\n")
    writer.writeheader()
    writer.writerows(_rows(record))
    return text.getvalue()


def _rows(record: RunRecord) -> Iterator[dict[str, Any]]:
    for claim in record.claims:
        row = asdict(claim)
        yield row | {key: json.dumps(row[key], ensure_ascii=False) for key in _AS_JSON}
