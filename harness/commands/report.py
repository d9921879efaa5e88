"""Make the site: pages of runs, claims, stacks, training logs and benchmarks."""

from __future__ import annotations

import contextlib
import gc
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import click

from harness.commands import examples, loaded, misuse
from harness.console import say_line

if TYPE_CHECKING:
    from harness.results.run import Run
    from harness.results.site_data import RecordedEvidence
    from harness.results.timings import Timings

_BENCHMARKS = Path("reports/benchmarks")
_MARK = ".harness-site"

_path = click.Path(path_type=Path)


@click.command(
    "report",
    epilog=examples(
        "report",
        "report --annotated reports/latest/page.html",
        "report reports/benchmarks/today.json",
    ),
)
@click.argument("runs", nargs=-1, type=_path)
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("reports/latest/site"),
    show_default=True,
    help="Folder of the site; replaced as a whole.",
)
@click.option(
    "--benchmarks",
    type=_path,
    help="A file written by pytest --benchmark-json; the newest in reports/benchmarks by default.",
)
@click.option(
    "--annotated",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    multiple=True,
    metavar="FILE",
    help="A page of harness show to link to; its name is the document's, or begins with it.",
)
def report_command(
    runs: tuple[Path, ...], out: Path, benchmarks: Path | None, annotated: tuple[Path, ...]
) -> None:
    """Write the site of documents, claims, stacks and benchmarks.

    The newest of RUNS is shown, the others are its history.

    RUNS are run.json files or folders with one, reports/latest by default. A file written by
    pytest --benchmark-json in their place is made into one page of its own, beside the file.
    """
    if len(runs) == 1 and (page := _page_of(runs[0])) is not None:
        say_line(f"open {page}")
        return
    with _without_garbage_collection():
        count, no_charts = _write_site(_runs(runs), out, benchmarks, annotated)
    if no_charts:
        say_line(f"without charts: {no_charts}", err=True)
    say_line(f"{count} files; open {out / 'index.html'}")


def _write_site(
    records: Sequence[Run], out: Path, benchmarks: Path | None, annotated: Sequence[Path]
) -> tuple[int, str]:
    """Write the site; return the number of its files, and why it lacks charts where it does."""
    from harness.files.locking import locked
    from harness.files.writing import write_folder
    from harness.results.site_data import SiteData
    from harness.site.pages import Site

    data = SiteData(
        runs=records,
        recorded=_recorded(records[-1]),
        timings=_timings(benchmarks),
        annotated=_addresses(records[-1], annotated, out),
    )
    site = Site(data)
    try:
        with locked(out):
            return write_folder(out, site.files(), _MARK), site.no_charts
    except OSError as error:
        misuse(f"cannot write the site to {out}: {error.strerror}")


def _page_of(file: Path) -> Path | None:
    """Write the page of a file of benchmarks, beside it; None where it is another file."""
    from harness.files.writing import write_text
    from harness.results.timings import TimingsError, read_timings
    from harness.texts.reading import is_folder

    if is_folder(file):
        return None
    try:
        timings = read_timings(file)
    except TimingsError:
        return None
    from harness.site.benchmarks_page import benchmarks_page

    page = file.with_suffix(".html")
    write_text(page, benchmarks_page(timings))
    return page


@contextlib.contextmanager
def _without_garbage_collection() -> Iterator[None]:
    """Switch the garbage collector off: all that is read is needed, and it takes a fifth longer."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


def _runs(paths: Sequence[Path]) -> list[Run]:
    """Read the runs, oldest first; the baseline is one of them where it is of the same specs."""
    from harness.analysis.run_lookup import BASELINE, LATEST
    from harness.results.baseline import read_baseline
    from harness.results.record import RunError, read_run
    from harness.site.trend import alike

    try:
        found = [(read_run(_file(path)), path) for path in paths or (LATEST,)]
        found.sort(key=lambda pair: pair[0].started)
        baseline = read_baseline(BASELINE) if BASELINE.is_file() else None
    except RunError as error:
        misuse(str(error))
    newest, file = found[-1]
    for run, other in found[:-1]:
        if not alike([run, newest]):
            misuse(f"{other} and {file} are runs of different specs; give runs of the same ones")
    records = [run for run, _ in found]
    if baseline is not None and alike([baseline, newest]):
        records = sorted([baseline, *records[:-1]], key=lambda run: run.started) + records[-1:]
    return [run for number, run in enumerate(records) if run not in records[number + 1 :]]


def _file(path: Path) -> Path:
    from harness.texts.reading import is_folder

    return path / "run.json" if is_folder(path) else path


def _recorded(run: Run) -> RecordedEvidence:
    """Gather what the run's specs and the recorded evidence add, as far as they are at hand."""
    from harness.evidence.store import StoreError
    from harness.results.site_data import NO_EVIDENCE
    from harness.stacks.choice import EVIDENCE

    claims = (claim for claim in run.claims if claim.block is None)
    named = dict.fromkeys(claim.spec.rpartition(":")[0] for claim in claims)
    files = tuple(Path(name) for name in named if _is_here(Path(name)))
    if not files:
        return NO_EVIDENCE
    from harness.analysis.provenance import gather

    try:
        return gather(loaded(files), EVIDENCE)
    except StoreError as error:
        misuse(str(error))


def _is_here(path: Path) -> bool:
    """Whether a record names a file below this folder; no other is read for its sake."""
    try:
        return Path.cwd().resolve() in path.resolve().parents and path.is_file()
    except (OSError, RuntimeError, ValueError):
        return False


def _timings(file: Path | None) -> Timings | None:
    """Read the benchmarks that the user names, or the newest there are."""
    from harness.results.timings import TimingsError, read_timings

    files = [file] if file else sorted(_BENCHMARKS.glob("*.json"))
    try:
        return max(map(read_timings, files), key=lambda timings: timings.date, default=None)
    except TimingsError as error:
        misuse(str(error))


def _addresses(run: Run, files: Sequence[Path], out: Path) -> dict[str, str]:
    """Address annotated pages, each by the document whose name its own begins with."""
    found = {}
    for file in files:
        names = [
            document.document
            for document in run.documents
            if file.name.startswith((document.document, Path(document.document).stem))
        ]
        if not names:
            misuse(f"{file} is named after no document of the run")
        found[max(names, key=len)] = quote(os.path.relpath(file, out).replace(os.sep, "/"))
    return found
