"""The readers of tables, in the order in which they are tried."""

from __future__ import annotations

from typing import Optional, Sequence, Tuple

from harness.printed.exceptions import read_exception
from harness.printed.frame_tables import read_frame
from harness.printed.html_tables import read_html_table
from harness.printed.logs import read_log
from harness.printed.model_summaries import read_summary
from harness.printed.pictures import read_picture
from harness.printed.screen import Line
from harness.printed.tables import Reader, Table

READERS: Tuple[Reader, ...] = (
    read_log,
    read_summary,
    read_exception,
    read_picture,
    read_html_table,
    read_frame,
)


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
