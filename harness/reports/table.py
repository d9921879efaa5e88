"""The run as a table, for spreadsheets and data frames."""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from typing import TYPE_CHECKING

from harness.reports.record import ClaimRecord, RunRecord

if TYPE_CHECKING:
    import pandas as pd

_AS_JSON = ("given", "expected", "measured", "lines", "terms")


def table(record: RunRecord) -> pd.DataFrame:
    """Make one row of every claim.

    Returns:
        Columns named as in the run record; nested values as JSON text.
    """
    import pandas as pd  # takes longer to import than everything else here together

    rows = [asdict(claim) for claim in record.claims]
    for row in rows:
        row |= {key: json.dumps(row[key], ensure_ascii=False) for key in _AS_JSON}
    return pd.DataFrame(rows, columns=[field.name for field in fields(ClaimRecord)])


def csv(record: RunRecord) -> str:
    """Write the table as comma-separated values."""
    text: str = table(record).to_csv(index=False, lineterminator="\n")
    return text
