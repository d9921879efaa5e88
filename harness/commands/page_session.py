"""What ``harness check`` does once its arguments are read: run pages, or read what others ran."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from harness.checking.labels import PageLabels
from harness.checking.page import DocumentPage
from harness.checking.reruns import RerunError, read_rerun, stored_only
from harness.commands import misuse
from harness.commands.page_report import PageReport, ReportOptions
from harness.commands.page_targets import PageTarget
from harness.console import say_crash
from harness.documents import DocumentError, Span
from harness.documents.given_blocks import parse_ranges

if TYPE_CHECKING:
    from harness.checking.page_check import CheckSettings


_Ranges = Sequence[tuple[Span, Span | None]]


@dataclass(frozen=True, kw_only=True)
class PageOptions(ReportOptions):
    """What ``harness check`` was asked for; see its help."""

    reruns: tuple[Path, ...]
    lines: str | None
    python: Path | None
    seconds: float
    fast: bool
    seeds: int | None
    form: str | None
    no_cache: bool
    slots: int | None
    trust: bool


def check_reruns(path: Path, options: PageOptions) -> int:
    """Compare a notebook with copies of it that others executed; return the exit code.

    Args:
        path: The notebook.
        options: What was asked for.
    """
    report = PageReport(options)
    _refuse_same([path, *options.reruns])
    try:
        page = stored_only(DocumentPage.read(path))
        executions = [read_rerun(page, rerun) for rerun in options.reruns]
    except (DocumentError, RerunError) as error:
        misuse(str(error))
    report.add(PageLabels(page, executions, options.form == "strict").checked())
    return report.close()


def check_targets(targets: Sequence[PageTarget], options: PageOptions) -> int:
    """Run documents and compare what they print; return the exit code.

    Args:
        targets: The documents.
        options: What was asked for.
    """
    from harness.checking.page_check import PageCheck, run_page
    from harness.checking.page_slots import PageSlots
    from harness.checking.schedule import run_staged
    from harness.engine.cores import cores

    report = PageReport(options, several=len(targets) > 1)
    ranges = _ranges(options.lines)
    pages, slots = _pages(targets, report, ranges), options.slots or cores()
    settings = _settings(options)
    executor = PageSlots(slots, report.progress.block)
    try:
        with report.progress:
            checks = (PageCheck(page, settings) for page in pages)
            for result in run_staged(checks, run_page, executor, slots):
                report.add(result.checked)
                if result.error:
                    say_crash(result.error)
    except KeyboardInterrupt:
        report.interrupted = True
    finally:
        executor.shutdown(wait=False, cancel_futures=True)
    return report.close()


def _settings(options: PageOptions) -> CheckSettings:
    """Translate what was asked for; an interpreter that is named has to be there."""
    from harness.checking.cache import ExecutionCache
    from harness.checking.interpreters import InterpreterError, find_interpreter
    from harness.checking.page_check import CheckSettings
    from harness.stacks.trust import ConfigurationError, configured

    try:
        python = find_interpreter(str(options.python)).path if options.python else None
        trusted = options.trust or configured()
    except (InterpreterError, ConfigurationError) as error:
        misuse(str(error))
    return CheckSettings(
        python=python,
        seconds=options.seconds,
        trusted=trusted,
        fast=options.fast,
        strict=options.form == "strict",
        seeds=options.seeds or 0,
        cache=None if options.no_cache else ExecutionCache(),
        written=options.written,
    )


def _refuse_same(paths: Sequence[Path]) -> None:
    """Refuse a rerun that is the page itself, or is given twice: it would confirm everything."""
    seen: dict[Path, Path] = {}
    for path in paths:
        if before := seen.get(path.resolve()):
            what = "the page itself" if before == paths[0] else "given twice"
            misuse(f"{path} is {what}; a rerun is another execution, in a file of its own")
        seen[path.resolve()] = path


def _ranges(text: str | None) -> _Ranges:
    try:
        return parse_ranges(text) if text else ()
    except ValueError as error:
        misuse(f"--lines: {error}")


def _pages(
    targets: Sequence[PageTarget], report: PageReport, ranges: _Ranges
) -> Iterator[DocumentPage]:
    """Read the documents: first those that are named, so that none of them is missed in the end."""
    named = {target.path: _read_named(target.path, ranges) for target in targets if target.named}
    return _read_pages(targets, named, report)


def _read_named(path: Path, ranges: _Ranges) -> DocumentPage:
    try:
        return DocumentPage.read(path, ranges)
    except DocumentError as error:
        misuse(str(error))
    except ValueError as error:
        misuse(f"--lines: {path}: {error}")


def _read_pages(
    targets: Sequence[PageTarget], named: dict[Path, DocumentPage], report: PageReport
) -> Iterator[DocumentPage]:
    """Yield the documents that have code, one after the other: many need not fit into memory."""
    for target in targets:
        if target.named:
            yield named.pop(target.path)
            continue
        try:
            page = DocumentPage.read(target.path)
        except DocumentError as error:
            report.unreadable(str(error))
            continue
        if page.blocks:
            yield page
