"""The command line `harness`; each command is a file of `harness/commands/`."""

from __future__ import annotations

import errno
import sys
from importlib import import_module
from typing import Any

import click

from harness.console import say_crash, say_line

_GROUPS = {
    "Check documents": ("check", "merge"),
    "Measure and judge": ("verify", "matrix"),
    "Read the results": ("show", "report", "compare", "accept"),
    "Time": ("bench",),
    "Write and check specs": ("list", "follow", "coverage", "mutate", "code", "schema"),
}
"""The commands as `harness --help` lists them."""

_FORMER = {
    "annotate": ("show",),
    "anchor": ("follow",),
    "origin": ("matrix", "--origin"),
    "blocks": ("matrix", "--blocks"),
}
"""Names of commands before 0.1.0, each with the words that replace it; they go with 0.2.0."""

_BROKEN, _INTERRUPTED = 3, 130


class _Commands(click.Group):
    """Commands that are imported when they are run, or when their help is shown."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return [name for names in _GROUPS.values() for name in names]

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in self.list_commands(ctx):
            return None
        module = vars(import_module(f"harness.commands.{name}"))
        return next(found for found in module.values() if isinstance(found, click.Command))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, also by the name that it had before."""
        if args and args[0] in _FORMER:
            today = _FORMER[args[0]]
            say_line(f"'harness {args[0]}' is now 'harness {' '.join(today)}'", err=True)
            args = [*today, *args[1:]]
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands in groups, each with the first sentence of its help."""
        for title, names in _GROUPS.items():
            found = [(name, self.get_command(ctx, name)) for name in names]
            width = formatter.width - 6 - max(map(len, self.list_commands(ctx)))
            rows = [(name, command.get_short_help_str(width)) for name, command in found if command]
            with formatter.section(title):
                formatter.write_dl(rows)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; where our own code breaks, show where and exit with 3."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except KeyboardInterrupt:
            sys.exit(_INTERRUPTED)
        except Exception as error:
            if isinstance(error, OSError) and error.errno == errno.EPIPE:
                raise  # the reader of the output closed it: click ends without a message
            say_crash(error)
            sys.exit(_BROKEN)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="claims-harness", prog_name="harness")
def main() -> None:
    """Check whether what machine-learning documents claim is true."""
