"""The readers of tables, in the order in which they are tried."""

from __future__ import annotations

from typing import Optional, Sequence, Tuple

from harness.printed.lines import Line
from harness.printed.tables import Reader, Table

READERS: Tuple[Reader, ...] = ()


def read_table(lines: Sequence[Line], index: int) -> Optional[Table]:
    """Read the table that begins at a line; None if there is none.

    Args:
        lines: The lines.
        index: Index of the line.
    """
    for reader in READERS:
        table = reader(lines, index)
        if table is not None:
            return table
    return None
