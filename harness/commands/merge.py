"""Make one run of several: of shards that were checked on different machines."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from harness.commands import (
    blocked_option,
    every_block_option,
    examples,
    json_option,
    misuse,
)


@click.command("merge", epilog=examples("merge shard1/run.json shard2/run.json --out merged"))
@click.argument(
    "runs", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="RUN.json..."
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    help="Folder for the run record and the reports.",
)
@json_option
@click.option(
    "--known",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="File of known findings; by default those count that the runs know.",
)
@blocked_option
@every_block_option
def merge_command(
    runs: tuple[Path, ...],
    out: Path,
    json_file: Path | None,
    known: Path | None,
    allowed: int,
    verbose: bool,
) -> None:
    """Make one run of several, such as shards of `harness check`.

    The records are those that `harness check --out` wrote. Of a document that several hold, the
    latest check counts. The exit code is that of `check`.
    """
    from harness.commands.page_report import ReportOptions, known_findings, show_run
    from harness.results.record import RunError, read_run
    from harness.results.run_merging import merge_runs

    try:
        merged = merge_runs(
            [read_run(path / "run.json" if path.is_dir() else path) for path in runs],
            known=known_findings(known) if known else None,
            blocked=allowed,
        )
    except (RunError, ValueError) as error:
        misuse(str(error))
    options = ReportOptions(json_file=json_file, out=out, allowed=allowed, verbose=verbose)
    sys.exit(show_run(merged, options))
