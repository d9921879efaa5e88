"""A difference between an output and its document, in one line, or in two where it is long."""

from __future__ import annotations

from harness.printed.output_differences import EXTRA, FORM, MISSING, ORDER, TEXT, VALUE
from harness.verdicts.compared import ShownDifference

_LONG = 44
"""Characters of both texts together that fit in one line beside their place."""


def difference_lines(item: ShownDifference) -> list[str]:
    """Say what differs: ``Total params: 494 printed, 484 here``, or a line of each, as diffs do.

    Args:
        item: The difference.
    """
    part = f"{item.part}: " if item.part else ""
    if item.kind == ORDER and item.printed == item.here:
        return [f"{part}{item.note or 'in another order'}"]
    if not item.printed or not item.here:
        return [f"{part}{_one_sided(item)}{_note(item)}"]
    if len(item.printed) + len(item.here) <= _LONG:
        return [f"{part}{item.printed} printed, {item.here} here{_note(item)}"]
    head = f"{part}{_note(item).strip()}"
    return [*([head] if head else []), f"- {item.printed}", f"+ {item.here}"]


def _one_sided(item: ShownDifference) -> str:
    if item.kind == EXTRA or not item.printed:
        return f"{item.here} here, not printed" if item.here else "differs"
    return f"{item.printed} printed, not here"


def _note(item: ShownDifference) -> str:
    """Name the kind of a difference where it is not plain from the texts, and its rule."""
    kind = "in another order" if item.kind == ORDER else item.kind
    plain = item.kind in (VALUE, TEXT, MISSING, EXTRA)
    said = [*([] if plain else [kind]), *([item.note] if item.note else [])]
    return f" ({': '.join(said) if item.kind == FORM else ', '.join(said)})" if said else ""
