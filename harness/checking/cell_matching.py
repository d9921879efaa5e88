"""Pairs the cells of a notebook with those of a copy that others executed, and maybe changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

CODE_CHANGED = "its code is another in the rerun"
NO_SUCH_CELL = "the rerun has no such cell"
"""Why a cell has no partner."""


class CellCode(NamedTuple):
    """A code cell.

    Args:
        source: Its code.
        id: The name that nbformat 4.5 gives it; empty where it has none.
    """

    source: str
    id: str = ""


class CellPairs(NamedTuple):
    """The cells of a notebook, and their partners in a copy; both by their index from 0.

    Args:
        partners: The partner of each cell that has one; their sources are equal.
        unmatched: Why another cell has none, in a clause.
    """

    partners: dict[int, int]
    unmatched: dict[int, str]


def pair_cells(cells: Sequence[CellCode], copy: Sequence[CellCode]) -> CellPairs:
    """Pair cells that have the same code, in order; a cell that was moved is known by its id.

    Args:
        cells: The code cells of a notebook.
        copy: Those of its copy, among them what was added, such as papermill's parameters.
    """
    named = _same_ids(cells, copy)
    keys, others = _keys(cells, named), _keys(copy, named)
    partners: dict[int, int] = {}
    changed: set[int] = set()
    for how, i, j, k, m in SequenceMatcher(None, keys, others, autojunk=False).get_opcodes():
        if how == "equal":
            partners.update(zip(range(i, j), range(k, m), strict=True))
        elif j - i == m - k:  # as many cells between the same neighbours: edited, not replaced
            changed.update(range(i, j))
    partners |= dict(_moved(keys, others, partners, named))
    ids = {cell.id for cell in copy if cell.id}
    return CellPairs(
        partners,
        {
            index: CODE_CHANGED if index in changed or cell.id in ids else NO_SUCH_CELL
            for index, cell in enumerate(cells)
            if index not in partners
        },
    )


def _same_ids(cells: Sequence[CellCode], copy: Sequence[CellCode]) -> set[str]:
    """List the ids that have the same code in both; some tools number cells anew."""
    sources = {cell.id: cell.source for cell in copy if cell.id}
    return {cell.id for cell in cells if sources.get(cell.id) == cell.source}


def _keys(cells: Sequence[CellCode], named: set[str]) -> list[tuple[str, str]]:
    return [(cell.source, cell.id if cell.id in named else "") for cell in cells]


def _moved(
    keys: Sequence[tuple[str, str]],
    others: Sequence[tuple[str, str]],
    partners: Mapping[int, int],
    named: set[str],
) -> Iterator[tuple[int, int]]:
    taken = set(partners.values())
    places = {key: place for place, key in enumerate(others) if place not in taken}
    for index, key in enumerate(keys):
        if index not in partners and key[1] in named and key in places:
            yield index, places.pop(key)
