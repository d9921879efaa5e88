"""Compare two runs, or two files of benchmarks."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from harness.commands import documents_option, examples, loaded, misuse, write
from harness.console import say, say_commands

if TYPE_CHECKING:
    from harness.results.bench_run import BenchRun
    from harness.results.change import Comparison
    from harness.results.run import Run

_FORMATS = ("text", "markdown", "github", "junit", "sarif")


@click.command(
    "compare",
    epilog=examples(
        "compare",
        "compare tf2.15 tf2.21",
        "compare main --format markdown",
        "compare old.json new.json",
    ),
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
    """Compare two runs, and say what is worse, weakened, added or newly blocked.

    Each is a run record or a folder that holds one, a recorded stack such as tf2.15, or a revision
    of git, for the baseline it holds. BASE is reports/baseline by default, HEAD reports/latest.

    Two JSON files of pytest-benchmark are compared by their shortest times: REGRESSED where the
    same code was never seen to differ so much, else UNDECIDED, unless head is so much quicker that
    it is OK. 'harness bench --against' tells far more.

    Exit code: 1 if a verdict got worse and its spec does not expect it, or if a claim was weakened
    or removed and this was not accepted; 2 if a run cannot be read; 4 if nothing is worse than that
    claims are blocked which the baseline does not list as blocked. Of benchmarks: 1 if one is
    REGRESSED; 4 if one is UNDECIDED or could not be compared.
    """
    if base and head and (times := _times(base, head)):
        from harness.commands.bench import report_bench

        _tell(_bench_texts(times), kind, out, lambda: report_bench(times))
        sys.exit(times.exit_code)
    found = _compared(base, head, documents)
    _tell(_texts(found), kind, out, lambda: _print(found))
    sys.exit(found.exit_code)


def _tell(
    texts: Mapping[str, Callable[[], str]], kind: str, out: Path | None, show: Callable[[], None]
) -> None:
    """Write what was asked for to a file, or print it."""
    if kind not in texts:
        misuse(f"benchmarks have no {kind} report; there are {', '.join(texts)}")
    if out is not None:
        write(out, texts[kind]())
    elif kind == "text":
        show()
    elif kind == "github":
        say_commands(texts[kind]())
    else:
        say(texts[kind](), end="")


def _times(base: str, head: str) -> BenchRun | None:
    """Compare two files of pytest-benchmark; None where neither is one."""
    from harness.benchmarks.saved_times import looks_saved

    saved = [looks_saved(Path(name)) for name in (base, head)]
    if saved[0] != saved[1]:
        times, other = (base, head) if saved[0] else (head, base)
        misuse(f"{times} holds results of pytest-benchmark, and {other} does not")
    if not saved[0]:
        return None
    from harness.benchmarks.bank import same_code_ratio
    from harness.benchmarks.saved_times import SavedError, compare_saved, read_saved

    try:
        old, new = read_saved(Path(base)), read_saved(Path(head))
        return compare_saved(old, new, (base, head), same_code_ratio())
    except SavedError as error:
        misuse(str(error))


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
    tell_actions(partial(change_annotations, found), partial(changes_markdown, found))


def _texts(found: Comparison) -> dict[str, Callable[[], str]]:
    from harness.reports.changes import changes_markdown, changes_text
    from harness.reports.github import change_annotations
    from harness.reports.junit import junit_changes
    from harness.reports.sarif import sarif_changes

    return {
        "text": partial(changes_text, found),
        "markdown": partial(changes_markdown, found),
        "github": partial(change_annotations, found),
        "junit": partial(junit_changes, found),
        "sarif": partial(sarif_changes, found),
    }


def _bench_texts(run: BenchRun) -> dict[str, Callable[[], str]]:
    from harness.reports.bench_text import bench_annotations, bench_junit, bench_markdown

    return {
        "text": partial(bench_markdown, run),
        "markdown": partial(bench_markdown, run),
        "github": partial(bench_annotations, run),
        "junit": partial(bench_junit, run),
    }
