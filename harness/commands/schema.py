"""Print the JSON Schema of specs, or of what came of checking documents."""

from __future__ import annotations

import click

from harness.commands import examples
from harness.console import say


@click.command(
    "schema", epilog=examples("schema > specs/schema.json", "schema --check > check.schema.json")
)
@click.option("--check", is_flag=True, help="The format harness-check/1 in place of specs.")
def schema_command(check: bool) -> None:
    """Print the JSON Schema of specs, for editors."""
    from harness.claims.json_schema import schema_text
    from harness.results.check_document import check_schema

    say(check_schema() if check else schema_text(), end="")
