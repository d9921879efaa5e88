"""Causes of findings as text for a terminal: what a page says, what was found, why, the repair."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size
from rich.text import Text

from harness.reports.finding_groups import FindingGroup, more_claims, standing_at
from harness.results.cause_groups import CauseGroup
from harness.results.run import Result
from harness.texts.visible import short

if TYPE_CHECKING:
    from rich.console import Console

_LONGEST = 240
_INDENT, _KEYS = 4, 8
_SIGNS = {"-": "red", "+": "green"}

_Row = tuple[str, str, str]
"""What a line of text is, the text, and its style."""


def causes_text(group: FindingGroup, out: Console, *, verbose: bool) -> Text:
    """Write the causes of one severity under their heading.

    Args:
        group: The causes.
        out: The terminal, whose columns count.
        verbose: Whether to tell every claim of a cause, and what is brief otherwise.
    """
    text = Text("\n")
    text.append(group.title, "bold")
    text.append(f": {group.meaning}" if group.meaning else "")
    text.append(f" ({group.counted})\n", "dim")
    for cause in group.causes:
        if group.brief and not verbose:
            _append_brief(text, cause, out.width)
        else:
            _append_cause(text, cause, out, verbose=verbose)
    return text


def _append_brief(text: Text, cause: CauseGroup, width: int) -> None:
    """Tell a cause in one line."""
    outcome = cause.first.outcome_entry
    said = f"{standing_at(cause, 2)}  {cause.why}"
    room = max(width - 5, 20)
    text.append(f"  {outcome.mark} ", outcome.colour)
    text.append(said if cell_len(said) <= room else f"{set_cell_size(said, room - 2).rstrip()} …")
    text.append("\n")


def _append_cause(text: Text, cause: CauseGroup, out: Console, *, verbose: bool) -> None:
    outcome = cause.first.outcome_entry
    text.append("\n  ")
    text.append(f"{outcome.mark} {outcome.label}", outcome.colour)
    text.append(f"  {standing_at(cause)}")
    text.append(f"  {cause.name}\n", "dim")
    for key, said, style in _rows(cause, verbose=verbose):
        for number, line in enumerate(_wrapped(said, out)):
            text.append(f"{' ' * _INDENT}{key if number == 0 else '':<{_KEYS}}", "dim")
            text.append(f"{line}\n", style)


def _rows(cause: CauseGroup, *, verbose: bool) -> Iterator[_Row]:
    first = cause.first
    yield "says", short(first.says, _LONGEST), ""
    if not verbose and (more := more_claims(cause)):
        yield "", more, "dim"
    yield "found", short(first.found, _LONGEST), ""
    yield "why", cause.why, ""
    lines = [line for diff in cause.diffs for line in diff]
    for key, line in zip(["repair", *[""] * len(lines)], lines, strict=False):
        yield key, line, _SIGNS.get(line[:1], "")
    if verbose:
        for claim in cause.claims[1:]:
            yield from _other(claim, cause)


def _other(claim: Result, cause: CauseGroup) -> Iterator[_Row]:
    yield "also", f"{claim.place}  {claim.says}", ""
    yield "found", claim.found, ""
    if claim.why != cause.why:
        yield "why", claim.why, ""


def _wrapped(text: str, out: Console) -> list[str]:
    """Break a text into lines that stand beside the keys."""
    room = max(out.width - _INDENT - _KEYS, 20)
    if cell_len(text) <= room:
        return [text]
    return [line.plain.rstrip() for line in Text(text).wrap(out, room)]
