"""Compare two runs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from harness.commands import documents_option, examples, loaded, misuse, write
from harness.console import say, say_commands

if TYPE_CHECKING:
    from harness.results.change import Comparison
    from harness.results.run import Run

_FORMATS = ("text", "markdown", "github", "junit", "sarif")


@click.command(
    "compare",
    epilog=examples("compare", "compare tf2.15 tf2.21", "compare main --format markdown"),
)
@click.argument("base", required=False)
@click.argument("head", required=False)
@documents_option
@click.option(
    "--format", "kind", type=click.Choice(_FORMATS), default="text", help="What to write."
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="File for it; the terminal by default.",
)
def compare_command(
    base: str | None, head: str | None, documents: Path | None, kind: str, out: Path | None
) -> None:
    """Compare two runs, and say what is worse, weakened or added.

    Each is a run record or a folder that holds one, a recorded stack such as tf2.15, or a revision
    of git, for the baseline it holds. BASE is reports/baseline by default, HEAD reports/latest.

    Exit code: 1 if a verdict got worse and its spec does not expect it, or if a claim was weakened
    or removed and this was not accepted; 2 if a run cannot be read.
    """
    found = _compared(base, head, documents)
    if out is not None:
        write(out, _text(found, kind))
    elif kind == "text":
        _print(found)
    elif kind == "github":
        say_commands(_text(found, kind))
    else:
        say(_text(found, kind), end="")
    sys.exit(found.exit_code)


def _compared(base: str | None, head: str | None, documents: Path | None) -> Comparison:
    from harness.analysis.comparison import NotComparable, compare_runs
    from harness.analysis.run_lookup import BASELINE, LATEST, run_named
    from harness.evidence.store import StoreError
    from harness.results.record import RunError

    if base is None and not BASELINE.exists():
        misuse(f"no {BASELINE} yet; 'harness accept --added' begins one with the latest run")
    try:
        before = run_named(base or str(BASELINE), lambda: loaded((), documents), documents)
        after = run_named(head or str(LATEST), lambda: loaded((), documents), documents)
        return compare_runs(before, after, _accepted(after))
    except (RunError, StoreError, NotComparable) as error:
        misuse(str(error))


def _accepted(head: Run) -> Run | None:
    """Find the baseline that belongs to a run: itself, or the one of this checkout."""
    from harness.analysis.run_lookup import BASELINE
    from harness.results.baseline import read_baseline

    if head.accepted or not BASELINE.exists():
        return head if head.accepted else None
    return read_baseline(BASELINE)


def _print(found: Comparison) -> None:
    """Print for a person, and tell GitHub where it runs there."""
    from harness.reports.changes import changes_markdown, print_changes
    from harness.reports.github import change_annotations, tell_actions

    print_changes(found)
    tell_actions(change_annotations(found), changes_markdown(found))


def _text(found: Comparison, kind: str) -> str:
    from harness.reports.changes import changes_markdown, changes_text
    from harness.reports.github import change_annotations
    from harness.reports.junit import junit_changes
    from harness.reports.sarif import sarif_changes

    writers = {
        "text": changes_text,
        "markdown": changes_markdown,
        "github": change_annotations,
        "junit": junit_changes,
        "sarif": sarif_changes,
    }
    return writers[kind](found)
