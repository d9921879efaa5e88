"""The readers of tables, in the order in which they are tried."""

from __future__ import annotations

import re
from typing import Optional, Sequence, Tuple

from harness.printed.exceptions import read_exception
from harness.printed.frame_tables import read_frame
from harness.printed.html_tables import read_html_table
from harness.printed.logs import read_log
from harness.printed.model_summaries import read_summary
from harness.printed.pictures import read_picture
from harness.printed.screen import Line
from harness.printed.sparse_matrices import read_sparse
from harness.printed.tables import Reader, Table

READERS: Tuple[Reader, ...] = (
    read_log,
    read_summary,
    read_exception,
    read_picture,
    read_sparse,
    read_html_table,
    read_frame,
)

_MARKED = re.compile(
    r"\s*(?:Epoch \d|\d+/[\dU]|<"
    r'|\w+: "|(?:[┃│|]\s*)?Layer \(|[_=\-─━¯|┏┳┓┡╇┩├┼┤└┴┘+]{8}'
    r'|File "|(?:Cell|Input) In|(?:[A-Za-z_][\w.]*\s+)?Traceback \('
    r"|[A-Za-z_][\w.<>]*(?:Error|Exception|Warning|Interrupt|Exit|Group|Iteration):)"
)
"""How a table begins; only a frame may begin with any words."""


def read_table(lines: Sequence[Line], index: int) -> Optional[Table]:
    """Read the table that begins at a line; None if there is none.

    Most lines begin none, so the first look at them is cheap.

    Args:
        lines: The lines.
        index: Index of the line.
    """
    text = lines[index].text
    for reader in READERS if "%|" in text or _MARKED.match(text) else ():
        table = reader(lines, index)
        if table is not None:
            return table
    return read_frame(lines, index)
