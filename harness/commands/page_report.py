"""Shows and writes what ``harness check`` found, also where it was interrupted."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from harness.commands import MISUSED, misuse, write
from harness.console import say, say_line
from harness.reports.page_progress import PageProgress
from harness.results.check_run import check_run, checked_pages
from harness.results.known_findings import KNOWN_FILE, KnownFindings, read_known, write_known
from harness.results.record import RunError, read_run
from harness.results.run_parts import Gap
from harness.texts.reading import is_file

if TYPE_CHECKING:
    from harness.results.checked import CheckedPage
    from harness.results.run import Run

_INTERRUPTED = 130


@dataclass(frozen=True, kw_only=True)
class ReportOptions:
    """How results are shown and where they are written; see the help of the commands."""

    json_file: Path | None = None
    out: Path | None = None
    known: Path | None = None
    because: str | None = None
    allowed: int = 0
    verbose: bool = False
    whole: bool = True

    @property
    def written(self) -> tuple[Path, ...]:
        """The files that are there, or will be, because we write them."""
        before = [*self.out.iterdir()] if self.out and self.out.is_dir() else []
        named = [path for path in (self.out, self.json_file, self.known or KNOWN_FILE) if path]
        return (*named, *before)


class PageReport:
    """Collects the checked pages of a run.

    Args:
        options: How they are shown.
        several: Whether there are several, so that each is named as soon as it is done.
    """

    def __init__(self, options: ReportOptions, *, several: bool = False) -> None:
        self.interrupted, self.progress = False, PageProgress(several=several)
        self._options = options
        self._known = known_findings(options.known, new=options.because is not None)
        self._began, self._started = time.perf_counter(), datetime.now(UTC)
        self._pages: list[CheckedPage] = []
        self._unreadable: list[str] = []

    def add(self, page: CheckedPage) -> None:
        """Take a page that is done."""
        self._pages.append(page)
        self.progress.done(page)

    def unreadable(self, why: str) -> None:
        """Note a document of a folder that cannot be read."""
        self._unreadable.append(why)

    def close(self) -> int:
        """Show and write what was found; return the exit code."""
        run = self._run()
        if self._options.because is not None:
            run = self._accepted(run, self._options.because)
        code = show_run(run, self._options)
        return _INTERRUPTED if self.interrupted else code

    def _run(self) -> Run:
        run = check_run(
            sorted(self._pages, key=lambda page: page.document),
            self._started.isoformat(timespec="seconds"),
            time.perf_counter() - self._began,
            known=self._known,
            blocked=self._options.allowed,
            whole=self._options.whole and not self.interrupted,
        )
        gaps = [Gap("", why, "repair or remove it") for why in self._unreadable]
        return replace(run, gaps=(*run.gaps, *gaps), complete=run.complete and not self.interrupted)

    def _accepted(self, run: Run, because: str) -> Run:
        """Take the findings into the file of known ones, which then counts for this run."""
        path = self._options.known or KNOWN_FILE
        self._known = self._known.accept(run, because, date.today().isoformat())
        try:
            write_known(self._known, path)
        except OSError as error:
            misuse(f"cannot write {path}: {error.strerror}")
        say_line(f"known findings in {path}", err=True)
        return self._run()


def known_findings(path: Path | None, *, new: bool = False) -> KnownFindings:
    """Read the known findings, or say what is wrong with their file.

    Args:
        path: Their file; by default the usual one, where it is there.
        new: Whether one that is named and not there yet is about to be written.
    """
    if (path is None or new) and not is_file(path or KNOWN_FILE):
        return KnownFindings()
    try:
        return read_known(path or KNOWN_FILE)
    except RunError as error:
        misuse(str(error))


def show_run(run: Run, options: ReportOptions) -> int:
    """Print what a run found and write what was asked for; return the exit code.

    Args:
        run: A run of checked documents.
        options: What was asked for.
    """
    from harness.reports.check_json import check_json
    from harness.reports.check_text import print_check

    to_stdout = options.json_file == Path("-")
    if to_stdout:
        say(check_json(run), end="")
    else:
        print_check(run, verbose=options.verbose)
    if options.json_file and not to_stdout:
        write(options.json_file, check_json(run))
    if options.out and not _write_reports(run, options.out):
        return MISUSED
    return run.exit_code


def _write_reports(run: Run, out: Path) -> bool:
    """Write the reports, unless those of a run that says more would go; return whether it could."""
    from harness.files.locking import locked
    from harness.reports.github import run_annotations, tell_actions
    from harness.reports.latest import write_reports
    from harness.reports.markdown import markdown

    try:
        with locked(out / "run.json"):
            if more := _more_in(out / "run.json", run):
                say_line(f"the reports in {out} are kept: they are of {more}", err=True)
                return True
            write_reports(run, out)
    except OSError as error:
        say_line(f"harness: cannot write reports to {out}: {error.strerror}", err=True)
        return False
    tell_actions(partial(run_annotations, run), partial(markdown, run))
    say_line(f"reports in {out}", err=True)
    return True


def _more_in(path: Path, run: Run) -> str:
    """Say what a record tells that a run does not; empty where the run may replace it."""
    if not is_file(path):
        return ""
    try:
        before = read_run(path)
    except RunError:
        return ""  # of another release, or broken: nobody can read it any more
    named = {page.document for page in checked_pages(run)}
    documents = [page.document for page in checked_pages(before)]
    lost = [name for name in documents if name not in named and is_file(Path(name))]
    if lost:
        return f"{lost[0]}, too" if len(lost) == 1 else f"{len(lost)} more documents"
    return "a run that was not interrupted" if before.complete and not run.complete else ""
