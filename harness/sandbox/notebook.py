"""Runs the code blocks of a document in order in one namespace, as a notebook does."""

from __future__ import annotations

from typing import Any, Dict, Iterable, List, Sequence

from harness.sandbox.block_session import RUNS, BlockSession, unavailable_where_refused
from harness.sandbox.inputs import data_files
from harness.sandbox.limits import Limits
from harness.sandbox.page_lines import lines_at_hand

MOST_OUTPUT = 8 << 20
"""Bytes that a block may print."""


def run(
    document: str,
    blocks: Sequence[Dict[str, Any]],
    repairs: Sequence[Dict[str, Any]] = (),
    packages: Sequence[str] = (),
    data: Sequence[Dict[str, str]] = (),
    seconds: float = 60.0,
) -> Dict[str, Any]:
    """Run a document's code contained: as printed, and with all repairs if a repaired block fails.

    Blocks that stand elsewhere in the document today are found by their digests; what is returned
    speaks of their lines as they are given.

    Args:
        document: File name below the folder that HARNESS_DOCUMENTS names.
        blocks: For each its ``lines``, their ``digest``, and the passages it ``prints``.
        repairs: For each its ``line``, and the text (``to``) that replaces another (``of``) there,
            or is a new line before it where ``of`` is empty.
        packages: Packages that the code may need; where one is missing, its blocks are not judged.
        data: For each its ``file`` below the folder that HARNESS_DATA names, and the path below
            the home where the code looks for it (``at``).
        seconds: Time limit of one block, in seconds.

    Returns:
        ``printed`` and ``repaired``, lists with the outcome of each block, what it printed and the
        digest of that; the latter None where every block that has a repair runs without it; and
        ``contained``, the means that were used.

    Raises:
        Unavailable: The document is missing or is another one, or it cannot be contained here.
    """
    passages = [*blocks, *(printed for block in blocks for printed in block.get("prints", ()))]
    lines = lines_at_hand(document, passages)
    limits = Limits(seconds=seconds, output=MOST_OUTPUT)
    session = BlockSession(lines, blocks, packages, limits, data_files(data))
    with unavailable_where_refused():
        printed, contained = session.run({})
        changes = by_line(repairs)
        repaired = session.run(changes)[0] if _fails(printed, changes) else None
    return {"printed": printed, "repaired": repaired, "contained": contained}


def _fails(printed: Sequence[Dict[str, Any]], lines: Iterable[int]) -> bool:
    """Whether any block that has one of these lines did not run."""
    failed = [block["lines"] for block in printed if block["outcome"] != RUNS]
    return any(first <= line <= last for line in lines for first, last in failed)


def by_line(repairs: Iterable[Dict[str, Any]]) -> Dict[int, List[Dict[str, Any]]]:
    """Gather repairs by the line that they change."""
    changes: Dict[int, List[Dict[str, Any]]] = {}
    for repair in repairs:
        changes.setdefault(repair["line"], []).append(repair)
    return changes
