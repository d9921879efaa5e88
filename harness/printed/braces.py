"""Compares what is inside braces: dictionaries by their keys, sets without order."""

from __future__ import annotations

from collections import Counter
from typing import List, Optional, Sequence, Tuple

from harness.printed.elements import CompareNodes, ElementComparison, Elements, gap_in
from harness.printed.findings import Context, Findings
from harness.printed.output_differences import ORDER
from harness.printed.tokens import Token
from harness.printed.trees import Node, joined_text


class BraceComparison:
    """Compares dictionaries and sets and adds what it finds.

    Args:
        findings: Where differences are added.
        elements: Compares elements.
        compare: Compares two rows of nodes.
    """

    def __init__(
        self, findings: Findings, elements: ElementComparison, compare: CompareNodes
    ) -> None:
        self._findings = findings
        self._elements = elements
        self._compare = compare

    def compare(self, left: Elements, right: Elements, context: Context) -> None:
        """Compare what two pairs of braces hold."""
        keys = [_keys(side) for side in (left, right)]
        if all(keys) and all(len(set(side)) == len(side) for side in keys):  # type: ignore[arg-type]
            self._dictionaries(left, right, keys[0] or [], keys[1] or [], context)
        elif any(keys) or any(
            gap_in([joined_text(n) for n in side]) is not None for side in (left, right)
        ):
            self._elements.compare(left, right, context)
        else:
            self._sets(left, right, context)

    def _dictionaries(
        self,
        left: Elements,
        right: Elements,
        ours: List[str],
        theirs: List[str],
        context: Context,
    ) -> None:
        there = dict(zip(theirs, right))
        for key, nodes in zip(ours, left):
            other = there.get(key)
            if other is not None:
                self._compare(nodes, other, _of_key(key, context))
        known = set(ours)
        rest = [nodes for key, nodes in zip(ours, left) if key not in there]
        others = [nodes for key, nodes in zip(theirs, right) if key not in known]
        self._elements.align(
            rest, others, [joined_text(n) for n in rest], [joined_text(n) for n in others], context
        )
        common = [key for key in ours if key in there]
        order = [key for key in theirs if key in known]
        moved = [place for place, pair in enumerate(zip(common, order)) if pair[0] != pair[1]]
        if moved:
            first = dict(zip(ours, left))[common[moved[0]]]
            self._findings.add(
                ORDER, first[:1], there[order[moved[0]]][:1], context, "order of keys"
            )

    def _sets(self, left: Elements, right: Elements, context: Context) -> None:
        """Compare sets, whose order means nothing."""
        common, alone = _shared(left, right)
        _, others = _shared(right, left)
        for nodes in common:
            self._findings.same(nodes, context)
        alone.sort(key=joined_text)
        others.sort(key=joined_text)
        self._elements.align(alone, others, ["left"] * len(alone), ["right"] * len(others), context)


def _shared(
    elements: Elements, others: Elements
) -> Tuple[List[Sequence[Node]], List[Sequence[Node]]]:
    """Split elements into those that others have as well, each as often, and the rest."""
    left = Counter(joined_text(nodes) for nodes in others)
    common: List[Sequence[Node]] = []
    rest: List[Sequence[Node]] = []
    for nodes in elements:
        text = joined_text(nodes)
        (common if left[text] else rest).append(nodes)
        left[text] -= bool(left[text])
    return common, rest


def _keys(elements: Elements) -> Optional[List[str]]:
    """List the keys of a dictionary's elements; None if it is none."""
    found = []
    for nodes in elements:
        colons = [i for i, n in enumerate(nodes) if type(n) is Token and n.text == ":"]
        if not colons:
            return None
        found.append(joined_text(nodes[: colons[0]]))
    return found


def _of_key(key: str, context: Context) -> Context:
    name = key.strip("'\"")
    return context._replace(name=name, metric=name, nested=True)
