"""The lines of a document that stands where HARNESS_DOCUMENTS says, as a spec names them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Dict, Sequence, Tuple

from harness.subject import Unavailable
from harness.texts.lines import digest_of, lines_of
from harness.texts.moved import put_back


def lines_at_hand(document: str, passages: Sequence[Dict[str, Any]]) -> Tuple[str, ...]:
    """Read a document, with passages that stand elsewhere today put back to the lines given.

    Args:
        document: File name below the folder that HARNESS_DOCUMENTS names.
        passages: For each its ``lines`` and their ``digest``, which may be empty.

    Raises:
        Unavailable: The document is missing or is another one.
    """
    stood = [((p["lines"][0], p["lines"][1]), p.get("digest") or "") for p in passages]
    lines = put_back(_lines(document), stood)
    _check_digests(lines, passages)
    return lines


def _lines(document: str) -> Tuple[str, ...]:
    folder = os.environ.get("HARNESS_DOCUMENTS", "")
    path = Path(folder or os.devnull) / document
    if not path.is_file():
        raise Unavailable("the document is not at hand; name its folder in HARNESS_DOCUMENTS")
    if Path(os.path.realpath(folder)) not in Path(os.path.realpath(str(path))).parents:
        raise Unavailable("the document lies outside the folder that HARNESS_DOCUMENTS names")
    try:
        return lines_of(path)
    except (OSError, ValueError) as error:
        raise Unavailable("the document cannot be read: {}".format(error)) from error


def _check_digests(lines: Sequence[str], passages: Sequence[Dict[str, Any]]) -> None:
    for passage in passages:
        first, last = passage["lines"]
        digest = passage.get("digest")
        if digest and digest != digest_of(lines[first - 1 : last]):
            raise Unavailable(
                "lines {}-{} of the document at hand are not those of the spec; "
                "see harness follow".format(first, last)
            )
