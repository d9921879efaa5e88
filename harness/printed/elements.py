"""Compares the elements of two containers: in their places, aligned, or around what is left out."""

from __future__ import annotations

from collections import Counter
from typing import Callable, List, Optional, Sequence, Tuple

from harness.printed.findings import Context, Findings
from harness.printed.output_differences import BREAKS_OFF, NOT_CLOSED, TEXT
from harness.printed.trees import CUT, Node, figures_in, first_token, joined_text
from harness.texts.diff import changes

Elements = Sequence[Sequence[Node]]
"""The elements of a container, each a row of nodes."""

CompareNodes = Callable[[Sequence[Node], Sequence[Node], Context], None]

STEPS_FOR_EACH = 50
"""Pairs of equal items that are looked at while two rows are aligned, for each of their items."""


class ElementComparison:
    """Compares elements and adds what it finds.

    Args:
        findings: Where differences are added.
        compare: Compares two rows of nodes.
    """

    def __init__(self, findings: Findings, compare: CompareNodes) -> None:
        self._findings = findings
        self._compare = compare

    def compare(self, left: Elements, right: Elements, context: Context) -> None:
        """Compare the elements of two containers."""
        ours, theirs = _texts(left), _texts(right)
        gaps = gap_in(ours), gap_in(theirs)
        is_gap = gaps[0] is not None and gaps[1] is None
        if is_gap or (gaps[0] != gaps[1] and len(left) != len(right)):
            self._around(left, right, gaps, context)
            return
        if len(left) != len(right):
            self.align(left, right, ours, theirs, context)
            return
        places = [place for place, text in enumerate(ours) if text != theirs[place]]
        self._equal(left, places, context)
        if _is_moved([ours[place] for place in places], [theirs[place] for place in places]):
            for place in places:
                self._findings.moved(left[place], right[place], context)
        else:
            for place in places:
                self._element(left[place], right[place], context)

    def _equal(self, left: Elements, but: Sequence[int], context: Context) -> None:
        """Count the figures of all elements but some."""
        for begin, end in zip([0, *(place + 1 for place in but)], [*but, len(left)]):
            self._findings.same([node for nodes in left[begin:end] for node in nodes], context)

    def _element(self, left: Sequence[Node], right: Sequence[Node], context: Context) -> None:
        name, other = _argument(left), _argument(right)
        if name and name == other:
            context = context._replace(name=name)
        self._compare(left, right, context)

    def align(
        self,
        left: Elements,
        right: Elements,
        ours: List[str],
        theirs: List[str],
        context: Context,
    ) -> None:
        """Compare containers of different lengths.

        Args:
            left: Elements of the document.
            right: Elements here.
            ours: A text for each on the left; those with the same text stand for each other.
            theirs: The same on the right.
            context: Where they are.
        """
        for how, i, j, k, m in changes(ours, theirs, STEPS_FOR_EACH * (len(left) + len(right))):
            if how == "equal":
                for nodes in left[i:j]:
                    self._findings.same(nodes, context)
                continue
            both = min(j - i, m - k)
            for mine, other in zip(left[i : i + both], right[k : k + both]):
                self._element(mine, other, context)
            for nodes in left[i + both : j]:
                self._findings.differ(nodes, [], context)
            for nodes in right[k + both : m]:
                self._findings.differ([], nodes, context)

    def _around(
        self,
        left: Elements,
        right: Elements,
        gaps: Tuple[Optional[int], Optional[int]],
        context: Context,
    ) -> None:
        """Compare containers of which one leaves elements out: those before and after the gap."""
        gap = gaps[0] if gaps[0] is not None else gaps[1] or 0
        behind = (len(left) if gaps[0] is not None else len(right)) - gap - 1
        rest = [side[gap : max(gap, len(side) - behind)] for side in (left, right)]
        for mine, other in zip(left[:gap], right[:gap]):
            self._element(mine, other, context)
        self._gaps(rest[0], rest[1], gaps, context)
        self._tails(left[max(gap, len(left) - behind) :], right[-behind:], context)
        for nodes in left[:gap][len(right) :]:
            self._findings.differ(nodes, [], context)

    def _tails(self, left: Elements, right: Elements, context: Context) -> None:
        for nodes in left[: max(0, len(left) - len(right))]:
            self._findings.differ(nodes, [], context)
        for mine, other in zip(left[-len(right) :], right[-len(left) :]):
            self._element(mine, other, context)

    def _gaps(
        self,
        left: Elements,
        right: Elements,
        gaps: Tuple[Optional[int], Optional[int]],
        context: Context,
    ) -> None:
        """Report what stands at a gap: the document's own is left out, one here is missing."""
        if gaps[0] is not None:
            number = sum(figures_in(nodes) for nodes in right)
            ((node,),) = left
            sign = first_token(node)
            cut = sign.text == CUT
            why = BREAKS_OFF if cut else "the document leaves them out"
            if right:
                self._findings.leave_out(number, "elements", why, sign.line)
            elif cut:
                self._findings.add(TEXT, [node], [], context, NOT_CLOSED)
            return
        for nodes in left:
            self._findings.differ(nodes, [], context)
        if not left:
            (elision,) = right
            self._findings.add(TEXT, [], elision, context, "elements are left out here")


def _argument(nodes: Sequence[Node]) -> str:
    """Return the name of an argument, if nodes are ``name=value``."""
    return nodes[0].text if [node.text for node in nodes[1:2]] == ["="] else ""


def gap_in(texts: Sequence[str]) -> Optional[int]:
    """Return the place of the first element that stands for others which are left out."""
    places = [texts.index(sign) for sign in ("...", "…", CUT) if sign in texts]
    return min(places) if places else None


def _is_moved(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether two lists hold the same in another order."""
    return Counter(left) == Counter(right)


def _texts(elements: Elements) -> List[str]:
    return [joined_text(nodes) for nodes in elements]
