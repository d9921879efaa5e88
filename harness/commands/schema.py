"""Print the JSON Schema of specs."""

from __future__ import annotations

import click

from harness.commands import examples
from harness.console import say


@click.command("schema", epilog=examples("schema > specs/schema.json"))
def schema_command() -> None:
    """Print the JSON Schema of specs, for editors."""
    from harness.claims.json_schema import schema_text

    say(schema_text(), end="")
