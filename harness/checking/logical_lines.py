"""Follows Python line by line and tells where a statement may begin, whatever else stands there."""

from __future__ import annotations

import re

_TOKEN = re.compile(
    r"""(?P<triple>\"{3}|'{3})|"(?:\\.|[^"\\])*"?|'(?:\\.|[^'\\])*'?|\#.*|(?P<open>[(\[{])"""
    r"""|(?P<close>[)\]}])|(?P<more>\\$)""",
    re.X,
)


class LineCourse:
    """Where the reading of Python stands after some lines.

    Attributes:
        begins: Whether the next line begins a statement: it stands in no brackets or long string,
            and the line before it does not go on.
    """

    def __init__(self) -> None:
        self._depth = 0
        self._quote = ""
        self._goes_on = False

    @property
    def begins(self) -> bool:
        """Whether the next line begins a statement."""
        return not self._depth and not self._quote and not self._goes_on

    def follow(self, line: str) -> None:
        """Read a line.

        Args:
            line: The line, without its end.
        """
        self._goes_on = False
        at = self._closed(line, 0) if self._quote else 0
        while found := _TOKEN.search(line, at):
            at = found.end()
            if found["triple"]:
                self._quote = found["triple"]
                at = self._closed(line, at)
            elif found["open"]:
                self._depth += 1
            elif found["close"]:
                self._depth = max(0, self._depth - 1)
            self._goes_on = bool(found["more"])

    def _closed(self, line: str, start: int) -> int:
        """Return where a long string ends in a line, or the line's end."""
        for found in re.compile(rf"\\.|{self._quote}").finditer(line, start):
            if found[0] == self._quote:
                self._quote = ""
                return found.end()
        return len(line)
