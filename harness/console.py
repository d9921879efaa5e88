"""The one way to standard output and standard error, for lines and for tables.

What is printed may hold words of a document, of a spec or of a measurement. Here they lose what
would act on a terminal or in a log, whoever prints them: no other module prints.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Iterable
from typing import IO, TYPE_CHECKING, Any, cast

import click

from harness.texts.visible import inert, one_line, seen, visible

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderableType
    from rich.segment import Segment


def say(text: str, *, err: bool = False, end: str = "\n") -> None:
    """Print a text of one or more lines.

    Args:
        text: What to print; line ends in it are meant.
        err: Whether it goes to standard error.
        end: What follows it.
    """
    click.echo(
        _encodable(visible(text) + end, sys.stderr if err else sys.stdout), err=err, nl=False
    )


def say_line(text: str, *, err: bool = False) -> None:
    r"""Print one line; line ends in it were not meant, and are printed as ``\n``."""
    say(one_line(text), err=err)


def say_commands(commands: str) -> None:
    """Print workflow commands of GitHub; their messages are escaped by who makes them."""
    click.echo(_encodable(commands, sys.stdout), nl=False)


def say_crash(error: BaseException) -> None:
    """Print the traceback of a mistake of ours; what it quotes may be anybody's words."""
    say("".join(traceback.format_exception(error)), err=True, end="")


def console(*, err: bool = False) -> Console:
    """Make a console of rich that cleans whatever it is given to print.

    Args:
        err: Whether it prints to standard error.
    """
    # the stream is that of now: while a run goes on, what pytest prints is caught
    return _console_class()(file=sys.stderr if err else sys.stdout, emoji=False)


def print_lines(lines: Iterable[str | tuple[str, str]]) -> None:
    r"""Print lines as they are at whatever width, so that a log can be searched for them.

    Args:
        lines: Each as text, or as text and style; line ends within are printed as ``\n``.
    """
    out = console()
    for line in lines:
        text, style = (line, "") if isinstance(line, str) else line
        out.print(one_line(text), style=style, markup=False, highlight=False, soft_wrap=True)


_made: list[type[Console]] = []


def _console_class() -> type[Console]:
    """Derive from rich's console the first time that one is needed: importing it takes long."""
    if _made:
        return _made[0]
    from rich.console import Console
    from rich.segment import Segment

    class Cleaned(Console):
        """A console whose texts are cleaned before they are laid out, and after."""

        def render_str(self, text: str, **options: Any) -> Any:
            """Clean a text before its width is counted."""
            return super().render_str(visible(text), **options)

        def render(
            self, renderable: RenderableType, options: ConsoleOptions | None = None
        ) -> Iterable[Segment]:
            """Clean what was no plain text, such as what a bar of progress is made of."""
            for part in super().render(renderable, options):
                yield part if part.control else Segment(seen(part.text), part.style)

        @property
        def file(self) -> IO[str]:
            """Where it prints; lines that begin as commands to a log do not get there."""
            return cast("IO[str]", _Guarded(super().file))

        @file.setter
        def file(self, file: IO[str]) -> None:
            self._file = file

    _made.append(Cleaned)
    return Cleaned


class _Guarded:
    """A stream to which no line is written that a log would take as a command.

    A line may begin anywhere once a table has broken it, so this is done at the very end.
    """

    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        return self._stream.write(_encodable(inert(text), self._stream))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def _encodable(text: str, stream: Any) -> str:
    """Write by their codes what a stream's encoding lacks."""
    encoding = getattr(stream, "encoding", None) or "utf-8"
    return text.encode(encoding, "backslashreplace").decode(encoding)
