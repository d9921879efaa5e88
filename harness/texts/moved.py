"""Passages that moved, put back to the lines at which they stood. Python 3.8."""

from __future__ import annotations

from typing import Dict, List, Sequence, Tuple

from harness.texts.lines import composed, digest_of, text_digest

Stood = Tuple[Tuple[int, int], str]
"""First and last line of a passage when its digest was written, and that digest."""


def put_back(lines: Sequence[str], passages: Sequence[Stood]) -> Tuple[str, ...]:
    """Return lines with every passage that moved at the lines at which it stood.

    What is known of passages by their lines, such as evidence and repairs, fits these lines. A
    passage whose text stands nowhere any more is left alone, and so is one without a digest. Of
    places with the same text any will do.

    Args:
        lines: The lines of the document today.
        passages: The passages.
    """
    moved = [
        (span, digest) for span, digest in passages if digest and not _stands(lines, span, digest)
    ]
    if not moved:
        return tuple(lines)
    texts = [composed(line) for line in lines]
    found = list(lines) + [""] * max(0, max(last for (_, last), _ in moved) - len(lines))
    starts: Dict[int, Dict[str, int]] = {}
    for (first, last), digest in moved:
        length = last - first + 1
        if length not in starts:
            starts[length] = _starts(texts, length)
        start = starts[length].get(digest.partition("-")[0])
        if start is not None:
            found[first - 1 : last] = lines[start : start + length]
    return tuple(found)


def _stands(lines: Sequence[str], span: Tuple[int, int], digest: str) -> bool:
    return span[1] <= len(lines) and digest_of(lines[span[0] - 1 : span[1]]) == digest


def _starts(texts: List[str], length: int) -> Dict[str, int]:
    """Map the digest of every passage of some length to the lines before its first."""
    return {
        text_digest(texts[start : start + length]): start
        for start in range(len(texts) - length, -1, -1)
    }
