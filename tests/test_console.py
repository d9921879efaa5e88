"""Only one module prints, and it escapes what would control a terminal or a log."""

import ast
from pathlib import Path

import pytest
from hypothesis import given
from rich.markup import escape
from rich.table import Table
from rich.text import Text

import harness
from harness.console import (
    console,
    print_lines,
    say,
    say_commands,
    say_crash,
    say_line,
)
from tests.reports.hostile import TEXTS, acting

PACKAGE = Path(harness.__file__).parent
PRINTING = {
    "console.py",
    "sandbox/code_cell.py",  # runs within a sandbox, where what it prints is caught
    "sandbox/code_session.py",  # likewise
    "stacks/channel.py",  # tells the keeper, within a worker, why it ends
}


def calls(file):
    """List what a file calls that prints."""
    for node in ast.walk(ast.parse(file.read_bytes())):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("rich"):
            yield from (f"import {alias.name}" for alias in node.names if alias.name == "Console")
        if isinstance(node, ast.Call):
            name = ast.unparse(node.func)
            if name in ("print", "Console", "pprint") or name.endswith((".echo", ".secho", ".Console", "print_exc", ".stdout.write", ".stderr.write")):  # fmt: skip
                yield name


def hinted(file):
    """Whether a file imports the console for type hints alone."""
    return (
        "if TYPE_CHECKING:" in file.read_text() and "from rich.console import" in file.read_text()
    )


@pytest.mark.parametrize(
    "room", sorted({p.parent.name for p in PACKAGE.rglob("*.py")} - {"models"})
)
def test_only_the_console_module_prints(room):
    for file in PACKAGE.rglob("*.py"):
        name = file.relative_to(PACKAGE).as_posix()
        if file.parent.name == room and name not in PRINTING and name != "benchmarks/scale.py":
            found = set(calls(file)) - ({"import Console"} if hinted(file) else set())
            assert not found, f"{name} prints; harness.console does"


@given(text=TEXTS)
def test_printed_text_controls_nothing(printed, text):
    for said in (say, say_line):
        assert acting(printed(said, text)) == []
        assert acting(printed(said, text, err=True)) == []
    assert acting(printed(print_lines, [text, (text, "red")])) == []


@given(text=TEXTS)
def test_one_line_is_one_line(printed, text):
    assert len(printed(say_line, text).splitlines()) == 1
    assert len(printed(print_lines, [text, text]).splitlines()) == 2


@given(text=TEXTS)
def test_a_table_controls_nothing_wherever_its_lines_break(printed, text):
    def show():
        table = Table(escape(text))
        table.add_row(escape(f"{text} ::error::x {text}"))
        table.add_row(Text(text))
        grid = Table.grid()
        grid.add_row(escape(f"aaa ::error::b {text}"))
        out = console()
        out.width = 12
        out.print(table, grid)
        out.print(escape(text))
        out.print(text, markup=False)

    assert acting(printed(show)) == []


def test_a_name_between_colons_is_no_emoji(printed):
    assert ":warning:" in printed(lambda: console().print(":warning: a"))


def test_our_own_commands_are_not_escaped(printed):
    assert printed(say_commands, "::error::x\n") == "::error::x\n"


def test_the_traceback_of_a_crash_is_escaped(printed):
    try:
        raise ValueError("\x1b[2J\n::error::x")
    except ValueError as error:
        shown = printed(say_crash, error)
    assert "test_console.py" in shown
    assert r"ValueError: \x1b[2J" in shown
    assert acting(shown) == []
