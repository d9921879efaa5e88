"""Take changes into the accepted run."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from harness.commands import loaded, misuse
from harness.reports.saying import say_line

if TYPE_CHECKING:
    from harness.reports.record import RunRecord


@click.command("accept")
@click.argument("claims", nargs=-1)
@click.option("--because", required=True, metavar="REASON", help="Why the change is meant.")
@click.option("--added", is_flag=True, help="Take in what is new; without a baseline, begin it.")
@click.option("--write", is_flag=True, help="Write the number measured last as the claim's truth.")
@click.option(
    "--run",
    "latest",
    type=click.Path(path_type=Path),
    help="The run that has the changes; reports/latest by default.",
)
def command(
    claims: tuple[str, ...], because: str, added: bool, write: bool, latest: Path | None
) -> None:
    """Take the latest state of CLAIMS into the accepted run, reports/baseline.

    A claim is named SPEC/ID, as `harness compare` lists it; there is no way to accept all. With
    --write, the recorded truth of one claim becomes what was measured, in its author's digits.
    """
    if bool(claims) == added:
        misuse("name the claims, or say --added for those that the baseline does not know")
    if write and len(claims) != 1:
        misuse("--write rewrites the truth of one claim at a time")
    from harness.claims.truths import TruthError
    from harness.reports.accepting import AcceptError
    from harness.reports.comparing import NotComparable
    from harness.reports.locking import locked
    from harness.reports.record import RecordError
    from harness.verification.runs import BASELINE

    try:
        run = _read(latest)
        if not (added or BASELINE.exists()):
            misuse(f"no {BASELINE} yet; 'harness accept --added' begins one with the latest run")
        with locked(BASELINE):  # what others accept meanwhile would be lost otherwise
            said = _add(run, because) if added else _accept(run, claims, because, write)
    except (AcceptError, NotComparable, RecordError, TruthError) as error:
        misuse(str(error))
    except OSError as error:
        misuse(f"cannot write {error.filename or BASELINE}: {error.strerror}")
    say_line(said)


def _read(latest: Path | None) -> RunRecord:
    from harness.reports.record import read_record
    from harness.verification.runs import LATEST
    from harness.verification.variables import is_folder

    path = latest or LATEST
    return read_record(path / LATEST.name if is_folder(path) else path)


def _add(latest: RunRecord, because: str) -> str:
    from harness.reports.accepting import accept_added
    from harness.reports.record import read_record
    from harness.verification.runs import BASELINE

    before = read_record(BASELINE) if BASELINE.exists() else None
    baseline, count = accept_added(before, latest, because, _today())
    _save(baseline, {})
    outside = len(latest.by_id.keys() - baseline.by_id.keys())
    rest = f"; {outside} that fail or were not looked at stay outside" if outside else ""
    return f"{count} added to {BASELINE}, which holds {len(baseline.claims)} claims{rest}"


def _accept(latest: RunRecord, claims: tuple[str, ...], because: str, write: bool) -> str:
    from dataclasses import replace

    from harness.reports.accepting import accept
    from harness.reports.record import read_record
    from harness.verification.runs import BASELINE

    texts: dict[Path, str] = {}
    if write:
        from harness.verification.truths import rewritten

        spec, text, record = rewritten(loaded(()), latest, claims[0])
        latest = replace(latest, claims=tuple((latest.by_id | {record.id: record}).values()))
        texts[spec.file] = text
    baseline = accept(read_record(BASELINE), latest, claims, because, _today())
    _save(baseline, texts)
    written = "".join(f"; wrote {file}" for file in texts)
    return f"accepted in {BASELINE}: {', '.join(claims)}{written}"


def _save(baseline: RunRecord, texts: dict[Path, str]) -> None:
    """Write the baseline, and the specs that belong to it, together."""
    from harness.reports.record import record_text
    from harness.reports.writing import write_together
    from harness.verification.runs import BASELINE

    write_together({**texts, BASELINE: record_text(baseline)})


def _today() -> str:
    return datetime.now(UTC).date().isoformat()
