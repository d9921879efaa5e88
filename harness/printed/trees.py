"""Trees of printed text: lines that belong together, and their brackets with what is inside."""

from __future__ import annotations

from typing import Dict, Iterator, List, NamedTuple, Optional, Sequence, Set, Tuple, Union

from harness.printed.screen import Line
from harness.printed.tokens import CLOSE, COMMA, ELISION, FIGURE, OPEN, WORD, Token

_CLOSING = {"(": ")", "[": "]", "{": "}", "<": ">"}
_BRACKETS = frozenset((OPEN, CLOSE))
_DEEPEST, _DEEPEST_CUT = 32, 8
"""Brackets inside brackets that are read, and that may be open where the text breaks off."""

CUT = "\u22ef"
"""The text of a token that stands for what an output would hold if it did not break off."""


class Group:
    """A pair of brackets with what is inside, and the name directly before it.

    Args:
        head: The word directly before the opening bracket, such as ``np.float64``; None for none.
        opening: The opening bracket.
    """

    __slots__ = ("closing", "figures", "head", "inside", "opening", "text")

    closing: Token
    figures: int
    text: str

    def __init__(self, head: Optional[Token], opening: Token) -> None:
        self.head = head
        self.opening = opening
        self.inside: List[Node] = []

    @property
    def name(self) -> str:
        """The word before the bracket; empty for none."""
        return self.head.text if self.head else ""

    def close(self, closing: Token) -> None:
        """Write the text of the group, now that all of its inside is there."""
        self.closing = closing
        parts = (self.name, self.opening.text, joined_text(self.inside), closing.text)
        self.text = "{}{} {} {}".format(*parts)
        self.figures = figures_in(self.inside)


Node = Union[Token, Group]


class Paragraph(NamedTuple):
    """Lines that belong together because a bracket is open at the end of all but the last.

    Args:
        lines: The lines.
        nodes: Their tokens and brackets.
    """

    lines: Tuple[Line, ...]
    nodes: List[Node]


def paragraphs_in(lines: Sequence[Line], rows: Sequence[Sequence[Token]]) -> List[Paragraph]:
    """Read lines whose tokens are known as paragraphs.

    Args:
        lines: The lines.
        rows: The tokens of each.
    """
    tokens = [token for row in rows for token in row]
    partners = _partners(tokens)
    found: List[Paragraph] = []
    opening = iter(sorted(partners))
    first = begin = behind = 0
    end = -1
    following = next(opening, len(tokens))
    for index, row in enumerate(rows, 1):
        behind += len(row)
        while following < behind:
            end = max(end, partners[following])
            following = next(opening, len(tokens))
        if end < behind or index == len(rows):
            if tokens[begin:behind]:
                nodes = _nested(tokens, begin, behind, partners)
                found.append(Paragraph(tuple(lines[first:index]), nodes))
            first, begin = index, behind
    return found


def within_brackets(rows: Sequence[Sequence[Token]]) -> Set[int]:
    """List the lines that begin inside an array, a dictionary or a call, by their index.

    Args:
        rows: The tokens of each line.
    """
    tokens = [token for row in rows for token in row]
    line_of = [*(index for index, row in enumerate(rows) for _ in row), len(rows) - 1]
    found: Set[int] = set()
    for opening, closing in _partners(tokens).items():
        if _may_be_cut(tokens, opening):
            found.update(range(line_of[opening] + 1, line_of[closing] + 1))
    return found


def tree_of(tokens: Sequence[Token]) -> List[Node]:
    """Read tokens as a tree."""
    return _nested(tokens, 0, len(tokens), _partners(tokens))


def only_node(nodes: Sequence[Node]) -> Optional[Node]:
    """Return the one node that there is; None if there are more, or none."""
    return next(iter(nodes)) if len(nodes) == 1 else None


def first_token(node: Node) -> Token:
    """Return the token with which a node begins."""
    return node if isinstance(node, Token) else node.head or node.opening


def flat(nodes: Sequence[Node]) -> Iterator[Token]:
    """List the tokens of nodes in order."""
    for node in nodes:
        if isinstance(node, Token):
            yield node
        else:
            if node.head:
                yield node.head
            yield node.opening
            yield from flat(node.inside)
            yield node.closing


def joined_text(nodes: Sequence[Node]) -> str:
    """Write nodes with one blank between their tokens: equal texts are equal nodes."""
    return " ".join([node.text for node in nodes])


def figures_in(nodes: Sequence[Node]) -> int:
    """Count the figures of nodes."""
    return sum(
        [int(node.kind == FIGURE) if isinstance(node, Token) else node.figures for node in nodes]
    )


def elements_of(group: Group) -> Tuple[List[List[Node]], bool]:
    """Split what is inside a bracket into elements, at commas if there are any.

    Returns:
        The elements, each a list of nodes; and whether commas part them. Between square brackets
        without commas, each node is an element, as in NumPy's arrays.
    """
    inside, cut = group.inside, []
    if inside and inside[-1].text == CUT:
        inside, cut = inside[:-1], [inside[-1:]]
    commas = [i for i, node in enumerate(inside) if type(node) is Token and node.kind == COMMA]
    if not commas and group.opening.text == "[":
        return [inside[i : i + 1] for i in range(len(inside))] + cut, False
    begins = [0, *(place + 1 for place in commas)]
    ends = [*commas, len(inside)]
    found = [inside[begin:end] for begin, end in zip(begins, ends)]
    return (found if found[-1] else found[:-1]) + cut, bool(commas)


def _partners(tokens: Sequence[Token]) -> Dict[int, int]:
    """Find the closing bracket of each opening one, by their places; unclosed ones have none.

    A bracket that is open where the text ends is cut off: its partner is the place after the end.
    """
    found: Dict[int, int] = {}
    stack: List[int] = []
    unmatched = -1
    for place in [place for place, token in enumerate(tokens) if token.kind in _BRACKETS]:
        token = tokens[place]
        if token.kind == OPEN:
            stack.append(place)
        else:
            while stack and tokens[stack[-1]].text == "<" and token.text != ">":
                stack.pop()
            if stack and _CLOSING[tokens[stack[-1]].text] == token.text:
                opening = stack.pop()
                if len(stack) < _DEEPEST:
                    found[opening] = place
            else:
                unmatched = place
    cut = [place for place in stack if place > unmatched and _may_be_cut(tokens, place)]
    if len(cut) <= _DEEPEST_CUT:
        found.update((place, len(tokens)) for place in cut)
    return found


def _may_be_cut(tokens: Sequence[Token], place: int) -> bool:
    """Whether an unclosed bracket may be one whose end the document cuts off."""
    bracket = tokens[place].text
    return bracket in "[{" or (bracket == "(" and _is_head(tokens, place - 1))


def _is_head(tokens: Sequence[Token], place: int) -> bool:
    word, bracket = tokens[place], tokens[place + 1]
    return word.kind == WORD and word.line == bracket.line and word.end == bracket.column


def _nested(tokens: Sequence[Token], begin: int, end: int, partners: Dict[int, int]) -> List[Node]:
    """Build the tree of some tokens; a bracket that is cut off ends in an elision."""
    nodes: List[Node] = []
    stack: List[Tuple[Group, List[Node], int]] = []
    place, closing = begin, end
    while place < end:
        token = tokens[place]
        if place == closing:
            group, nodes, closing = stack.pop()
            group.close(token)
        elif place in partners:
            beside = token.text in "([" and nodes and nodes[-1] is tokens[place - 1]
            head = nodes.pop() if beside and _is_head(tokens, place - 1) else None
            group = Group(head, token)  # type: ignore[arg-type]  # a head is a token
            nodes.append(group)
            stack.append((group, nodes, closing))
            nodes, closing = group.inside, partners[place]
        elif token.kind == FIGURE and "," in token.text and _is_list(stack):
            nodes += _apart(token)
        else:
            nodes.append(token)
        place += 1
    while stack:
        last = tokens[end - 1]
        gap = Token(ELISION, CUT, last.line, last.end)
        nodes.append(gap)
        group, nodes, closing = stack.pop()
        group.close(gap)
    return nodes


def _is_list(stack: Sequence[Tuple[Group, List[Node], int]]) -> bool:
    return bool(stack) and stack[-1][0].opening.text in "[{"


def _apart(token: Token) -> Iterator[Token]:
    """Split what looks like thousands inside an array: there a comma parts elements."""
    column = token.column
    for number, text in enumerate(token.text.split(",")):
        if number:
            yield Token(COMMA, ",", token.line, column)
            column += 1
        yield Token(FIGURE, text, token.line, column)
        column += len(text)
