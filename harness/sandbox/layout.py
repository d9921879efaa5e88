"""Breaks the text of nested values into lines, outermost groups first, as IPython does.

Classes that print themselves (``_repr_pretty_``) know its methods by their names.
"""

from __future__ import annotations

import contextlib
from collections import deque
from typing import Any, Deque, Iterable, Iterator, List, Optional, Tuple


class TextGroup:
    """What is broken into lines together.

    Args:
        depth: How many groups it stands in.
    """

    def __init__(self, depth: int) -> None:
        self.depth, self.waiting, self.broken = depth, 0, False


class TextLayout:
    """Collects text; a line that gets too long is broken where groups allow it.

    Args:
        width: The most characters of a line.
        most: The most parts of a container that are written.
    """

    def __init__(self, width: int = 79, most: int = 1000) -> None:
        self.max_width, self.max_seq_length, self.verbose = width, most, False
        self.indentation = 0
        self._written: List[str] = []
        self._column, self._pending_width = 0, 0
        self._pending: Deque[Tuple[str, Optional[TextGroup], int]] = deque()
        self._open = [TextGroup(0)]
        self._depths: List[List[TextGroup]] = [[self._open[0]]]

    def text(self, text: str) -> None:
        """Add text that is never broken."""
        if self._pending:
            self._wait(text, None)
        else:
            self._written.append(text)
            self._column += len(text)

    def breakable(self, sep: str = " ") -> None:
        """Add a place where a line may be broken; otherwise the separator stands there."""
        group = self._open[-1]
        if group.broken:
            self._new_line()
        else:
            group.waiting += 1
            self._wait(sep, group)

    def break_(self) -> None:
        """Begin a new line."""
        group = self._next_group()
        if group is not None:
            self._break(group)
        self._new_line()

    def begin_group(self, indent: int = 0, open: str = "") -> None:  # noqa: A002 - its known name
        """Begin a group, after a text."""
        if open:
            self.text(open)
        group = TextGroup(self._open[-1].depth + 1)
        self._open.append(group)
        while len(self._depths) <= group.depth:
            self._depths.append([])
        self._depths[group.depth].append(group)
        self.indentation += indent

    def end_group(self, dedent: int = 0, close: str = "") -> None:
        """End a group, before a text."""
        self.indentation -= dedent
        group = self._open.pop()
        if not group.waiting:
            self._forget(group)
        if close:
            self.text(close)

    @contextlib.contextmanager
    def group(self, indent: int = 0, open: str = "", close: str = "") -> Iterator[None]:  # noqa: A002
        """Begin a group, and end it afterwards."""
        self.begin_group(indent, open)
        try:
            yield
        finally:
            self.end_group(indent, close)

    @contextlib.contextmanager
    def indent(self, indent: int) -> Iterator[None]:
        """Indent the lines that begin meanwhile."""
        self.indentation += indent
        try:
            yield
        finally:
            self.indentation -= indent

    def parts(self, them: Iterable[Any]) -> Iterator[Any]:
        """Write separators between the parts of a container, and dots for those beyond the most."""
        for number, part in enumerate(them):
            if number:
                self.text(",")
                self.breakable()
            if self.max_seq_length and number >= self.max_seq_length:
                self.text("...")
                return
            yield part

    def flush(self) -> None:
        """Write all that waits for the end of its line."""
        while self._pending:
            self._write_next()

    def whole(self) -> str:
        """Return the text."""
        self.flush()
        return "".join(self._written)

    def _wait(self, text: str, group: Optional[TextGroup]) -> None:
        self._pending.append((text, group, self.indentation))
        self._pending_width += len(text)
        while self.max_width < self._column + self._pending_width:
            outer = self._next_group()
            if outer is None:
                return
            self._break(outer)

    def _write_next(self) -> None:
        text, group, indentation = self._pending.popleft()
        self._pending_width -= len(text)
        if group is not None:
            group.waiting -= 1
            if group.broken:
                self._written.append("\n" + " " * indentation)
                self._column = indentation
                return
            if not group.waiting:
                self._forget(group)
        self._written.append(text)
        self._column += len(text)

    def _break(self, group: TextGroup) -> None:
        while group.waiting:
            self._write_next()
        while self._pending and self._pending[0][1] is None:
            self._write_next()

    def _new_line(self) -> None:
        self.flush()
        self._written.append("\n" + " " * self.indentation)
        self._column = self.indentation

    def _next_group(self) -> Optional[TextGroup]:
        """Choose the group to be broken next: the outermost, and of several the last."""
        for groups in self._depths:
            for number, group in enumerate(reversed(groups)):
                if group.waiting:
                    del groups[number]  # IPython counts from the other end, and lines show it
                    group.broken = True
                    return group
            for group in groups:
                group.broken = True
            groups.clear()
        return None

    def _forget(self, group: TextGroup) -> None:
        with contextlib.suppress(ValueError):
            self._depths[group.depth].remove(group)
