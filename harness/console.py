"""Prints lines and tables to standard output and standard error; no other module prints.

Printed text may quote a document, a spec or a measurement. Here it is escaped, so that it cannot
control a terminal or a log.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Iterable
from functools import cache
from typing import IO, TYPE_CHECKING, Any, cast

import click

from harness.texts.visible import inert, one_line, seen, visible

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderableType
    from rich.segment import Segment


def say(text: str, *, err: bool = False, end: str = "\n") -> None:
    """Print a text of one or more lines.

    Args:
        text: The text; line ends in it are printed.
        err: Whether to print to standard error.
        end: The text that follows it.
    """
    click.echo(
        _encodable(visible(text) + end, sys.stderr if err else sys.stdout), err=err, nl=False
    )


def say_line(text: str, *, err: bool = False) -> None:
    r"""Print one line; line ends in it are printed as ``\n``."""
    say(one_line(text), err=err)


def say_commands(commands: str) -> None:
    """Print workflow commands of GitHub, whose messages the caller has escaped."""
    click.echo(_encodable(commands, sys.stdout), nl=False)


def say_crash(error: BaseException) -> None:
    """Print the traceback of an internal error."""
    say("".join(traceback.format_exception(error)), err=True, end="")


def console(*, err: bool = False) -> Console:
    """Make a console of rich that escapes all it prints.

    Args:
        err: Whether it prints to standard error.
    """
    # pytest replaces the streams while it captures output, so each console takes the current one
    return _console_class()(file=sys.stderr if err else sys.stdout, emoji=False)


def print_lines(lines: Iterable[str | tuple[str, str]]) -> None:
    r"""Print lines unwrapped, so that a log can be searched for them.

    Args:
        lines: Each as text, or as text and style; line ends in it are printed as ``\n``.
    """
    out = console()
    for line in lines:
        text, style = (line, "") if isinstance(line, str) else line
        out.print(one_line(text), style=style, markup=False, highlight=False, soft_wrap=True)


@cache
def _console_class() -> type[Console]:
    """Derive a class from rich's console when one is needed: importing rich takes long."""
    from rich.console import Console
    from rich.segment import Segment

    class Cleaned(Console):
        """A console that escapes texts before and after their layout."""

        def render_str(self, text: str, **options: Any) -> Any:
            """Escape a text before its width is counted."""
            return super().render_str(visible(text), **options)

        def render(
            self, renderable: RenderableType, options: ConsoleOptions | None = None
        ) -> Iterable[Segment]:
            """Escape what was not plain text, such as a progress bar."""
            for part in super().render(renderable, options):
                yield part if part.control else Segment(seen(part.text), part.style)

        @property
        def file(self) -> IO[str]:
            """The stream it prints to, on which commands to a log are escaped."""
            return cast("IO[str]", _Guarded(super().file))

        @file.setter
        def file(self, file: IO[str]) -> None:
            self._file = file

    return Cleaned


class _Guarded:
    """A stream on which commands to a log are escaped: only here it is known where lines begin."""

    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        return self._stream.write(_encodable(inert(text), self._stream))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def _encodable(text: str, stream: Any) -> str:
    """Escape characters that a stream's encoding lacks."""
    encoding = getattr(stream, "encoding", None) or "utf-8"
    return text.encode(encoding, "backslashreplace").decode(encoding)
