"""Print the JSON Schema of specs."""

from __future__ import annotations

import click


@click.command("schema")
def command() -> None:
    """Print the JSON Schema of specs, for editors."""
    from harness.claims.schema import schema_text

    click.echo(schema_text(), nl=False)
