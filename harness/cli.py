"""The command line: a command for each file of `harness/commands/`."""

from __future__ import annotations

import errno
import sys
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import click

from harness import commands
from harness.console import say_crash

_BROKEN, _INTERRUPTED = 3, 130


class _Commands(click.Group):
    """Commands that are imported when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return sorted(module.name for module in iter_modules(commands.__path__))

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in self.list_commands(ctx):
            return None
        found: click.Command = import_module(f"harness.commands.{name}").command
        return found

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; where our own code breaks, show where and end with 3."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except KeyboardInterrupt:
            sys.exit(_INTERRUPTED)
        except Exception as error:
            if isinstance(error, OSError) and error.errno == errno.EPIPE:
                raise  # whoever read the output has seen enough: click ends quietly
            say_crash(error)
            sys.exit(_BROKEN)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="claims-harness", prog_name="harness")
def main() -> None:
    """Check whether what machine-learning documents claim is true."""
