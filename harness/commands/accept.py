"""Take changes into the accepted run."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from harness.commands import examples, loaded, misuse
from harness.console import say_line

if TYPE_CHECKING:
    from harness.results.run import Run


@click.command(
    "accept",
    epilog=examples(
        'accept keras-recurrent/plain-total --because "the erratum was repaired"',
        'accept --added --because "claims of the new chapter"',
    ),
)
@click.argument("claims", nargs=-1)
@click.option("--because", required=True, metavar="REASON", help="Why the change is meant.")
@click.option(
    "--added", is_flag=True, help="Accept new claims; create the baseline if there is none."
)
@click.option(
    "--blocked", is_flag=True, help="List every newly blocked claim as known to be blocked."
)
@click.option("--write", is_flag=True, help="Write the number measured last as the claim's truth.")
@click.option(
    "--run",
    "latest",
    type=click.Path(path_type=Path),
    help="The run that has the changes; reports/latest by default.",
)
def accept_claims_command(
    claims: tuple[str, ...],
    because: str,
    added: bool,
    blocked: bool,
    write: bool,
    latest: Path | None,
) -> None:
    """Take changes of claims into the accepted run, with a reason.

    The accepted run is reports/baseline. A claim is named SPEC/ID, as `harness compare` lists it;
    changes are accepted one by one. A newly blocked claim is listed as known to be blocked here;
    one that is no longer blocked is taken off that list. With --write, the recorded truth of one
    claim is replaced by the measured value, with as many digits as before.
    """
    if [bool(claims), added, blocked].count(True) != 1:
        misuse(
            "name the claims, or say --added for those that the baseline does not know, or "
            "--blocked for those that are newly blocked"
        )
    if write and len(claims) != 1:
        misuse("--write rewrites the truth of one claim at a time")
    from harness.analysis.acceptance import AcceptError, checked_reason
    from harness.analysis.comparison import NotComparable
    from harness.analysis.run_lookup import BASELINE
    from harness.claims.truth_edit import TruthError
    from harness.files.locking import locked
    from harness.results.record import RunError

    try:
        checked_reason(because)
        run = _read(latest)
        if not (added or BASELINE.exists()):
            misuse(f"no {BASELINE} yet; 'harness accept --added' begins one with the latest run")
        with locked(BASELINE):  # what others accept meanwhile would be lost otherwise
            if blocked:
                said = _block(run, because)
            else:
                said = _add(run, because) if added else _accept(run, claims, because, write)
    except (AcceptError, NotComparable, RunError, TruthError) as error:
        misuse(str(error))
    except OSError as error:
        misuse(f"cannot write {error.filename or BASELINE}: {error.strerror}")
    say_line(said)


def _read(latest: Path | None) -> Run:
    from harness.analysis.run_lookup import LATEST
    from harness.results.record import read_run
    from harness.texts.reading import is_folder

    path = latest or LATEST
    return read_run(path / LATEST.name if is_folder(path) else path)


def _add(latest: Run, because: str) -> str:
    from harness.analysis.acceptance import accept_added
    from harness.analysis.run_lookup import BASELINE
    from harness.reports.shared import claim_count
    from harness.results.baseline import read_baseline

    before = read_baseline(BASELINE) if BASELINE.exists() else None
    baseline, count = accept_added(before, latest, because, _today())
    _save(baseline, {})
    outside = len(latest.by_id.keys() - baseline.by_id.keys() - {*baseline.blocked})
    rest = f"; {outside} that fail or were not looked at stay outside" if outside else ""
    if before is None and baseline.blocked:
        rest = f"; {len(baseline.blocked)} listed as known to be blocked{rest}"
    return f"{count} added to {BASELINE}, which holds {claim_count(len(baseline.claims))}{rest}"


def _block(latest: Run, because: str) -> str:
    from harness.analysis.acceptance import accept_blocked
    from harness.analysis.run_lookup import BASELINE
    from harness.reports.shared import claim_count
    from harness.results.baseline import read_baseline

    baseline, count = accept_blocked(read_baseline(BASELINE), latest, because, _today())
    _save(baseline, {})
    total = len(baseline.blocked)
    return f"{claim_count(count)} listed in {BASELINE} as known to be blocked, {total} in all"


def _accept(latest: Run, claims: tuple[str, ...], because: str, write: bool) -> str:
    from dataclasses import replace

    from harness.analysis.acceptance import accept
    from harness.analysis.run_lookup import BASELINE
    from harness.results.baseline import read_baseline

    texts: dict[Path, str] = {}
    if write:
        from harness.analysis.acceptance import rewritten

        spec, text, record = rewritten(loaded(()), latest, claims[0])
        latest = replace(latest, claims=tuple((latest.by_id | {record.id: record}).values()))
        texts[spec.file] = text
    baseline = accept(read_baseline(BASELINE), latest, claims, because, _today())
    _save(baseline, texts)
    written = "".join(f"; wrote {file}" for file in texts)
    return f"accepted in {BASELINE}: {', '.join(claims)}{written}"


def _save(baseline: Run, texts: dict[Path, str]) -> None:
    """Write the baseline, and the specs that belong to it, together."""
    from harness.analysis.run_lookup import BASELINE
    from harness.files.writing import write_together
    from harness.results.baseline import baseline_text

    write_together({**texts, BASELINE: baseline_text(baseline)})


def _today() -> str:
    return datetime.now(UTC).date().isoformat()
