"""Every command line of the harness in the documentation is one that it takes."""

import re
from pathlib import Path

import click
import pytest

from harness.cli import main

ROOT = Path(__file__).parents[2]
PAGES = [
    *ROOT.glob("*.md"),
    *(ROOT / "docs").glob("*.md"),
    *(ROOT / "examples").rglob("*.md"),
]
LINE = re.compile(r"(?:`|^    (?:\S*/)?)harness ([a-z]+)((?: [^`#\n]*)?)", re.MULTILINE)


def lines():
    """List what is written as a command line; the changelog may name what is gone."""
    for page in PAGES:
        if page.name != "CHANGELOG.md":
            for name, rest in LINE.findall(page.read_text("utf-8")):
                yield pytest.param(name, rest, id=f"{page.name}: {name}{rest}".strip())


@pytest.mark.parametrize(("name", "rest"), [*lines()])
def test_a_command_line_of_the_documentation_exists(name, rest):
    command = main.get_command(click.Context(main), name)
    assert command is not None
    known = {option for parameter in command.params for option in parameter.opts}
    assert set(re.findall(r"(?<!\S)\[?(--?[a-z-]+)", rest)) <= {*known, "--help"}
