"""Findings of checked documents that a person knows and has accepted, and their file."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import ClassVar, Literal

from pydantic import ConfigDict, TypeAdapter

from harness.files.locking import locked
from harness.files.writing import write_text
from harness.results.page_facts import STRICT
from harness.results.record import read_json, record_text
from harness.results.run import DocumentSummary, Result, Run
from harness.texts.lines import text_digest
from harness.texts.plain import writable
from harness.verdicts import KNOWN

KNOWN_FORMAT = "harness-known/1"
KNOWN_FILE = Path("reports/check-known.json")
"""Where they are kept unless another file is named."""

_WHAT = "file of known findings"


@dataclass(frozen=True)
class KnownFinding:
    """A finding that a person has accepted.

    Args:
        slug: Name of the block in its document.
        block: The digest of its code.
        label: ``refuted`` or ``raises``.
        difference: A short digest of what is wrong.
        says: What was wrong, for whoever reads the file.
        because: The person's reason.
        date: ISO 8601, the day.
    """

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    slug: str
    block: str
    label: str
    difference: str
    says: str
    because: str
    date: str

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes it the same finding."""
        return self.block, self.label, self.difference


@dataclass(frozen=True)
class KnownFindings:
    """Known findings by the path of their document.

    Args:
        pages: The findings of each document.
    """

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    pages: Mapping[str, tuple[KnownFinding, ...]] = field(default_factory=dict)

    def mark(self, run: Run) -> Run:
        """Give known findings of a run their outcome, and say which are no longer there."""
        reasons = {
            (page, *item.key): item.because for page, found in self.pages.items() for item in found
        }
        named = {page.spec: page.page.document for page in run.documents if page.page}
        claims = []
        for result in run.claims:
            key = finding_key(result)
            page = named.get(result.id.partition("/")[0], "")
            because = reasons.get((page, *key)) if key else None
            claims.append(result if because is None else _accepted(result, because))
        marked = replace(run, claims=tuple(claims))
        return replace(marked, documents=tuple(self._with_gone(marked)))

    def accept(self, run: Run, because: str, date: str) -> KnownFindings:
        """Add the findings of a run; of a document that was checked whole, what is gone is dropped.

        Args:
            run: A run of checked documents.
            because: Why new ones are accepted; known ones keep their reason.
            date: ISO 8601, the day.
        """
        pages = dict(self.pages)
        for page in run.documents:
            if page.page is None:
                continue
            before = pages.get(page.page.document, ())
            gone = set(_gone(before, run, page))
            now = [i for result in run.results_of(page) for i in _finding(result, because, date)]
            kept = [item for item in before if item not in gone]
            found = {item.key: item for item in [*now, *before]}  # known ones keep their reason
            keys = dict.fromkeys(item.key for item in [*kept, *now])
            pages[page.page.document] = tuple(found[key] for key in keys)
        return KnownFindings({name: found for name, found in sorted(pages.items()) if found})

    def _with_gone(self, run: Run) -> Iterator[DocumentSummary]:
        for page in run.documents:
            known = self.pages.get(page.page.document, ()) if page.page else ()
            said = tuple(
                f"{item.slug}: no longer wrong as it was ({item.says}): remove it"
                for item in _gone(known, run, page)
            )
            facts = replace(page.page, gone=said) if page.page and said else page.page
            yield replace(page, page=facts)


def _gone(known: Sequence[KnownFinding], run: Run, page: DocumentSummary) -> Iterator[KnownFinding]:
    """List the known findings that a document does not have any more, as far as it was judged."""
    results = run.results_of(page)
    here = {finding_key(result) for result in results}
    blocks = {result.block.digest: result.outcome_entry for result in results if result.block}
    whole = run.whole and page.page is not None and page.page.complete
    for item in known:
        entry = blocks.get(item.block)
        judged = whole if entry is None else not entry.unseen
        if judged and item.key not in here:
            yield item


NOTHING_KNOWN = KnownFindings()


def finding_key(result: Result) -> tuple[str, str, str] | None:
    """Return what makes a result's finding the same in another run; None where it is no finding."""
    block = result.block
    if block is None or block.outcome not in ("refuted", "raises"):
        return None
    compared = result.compared
    wrong = compared.differences[: compared.differing] if compared else ()
    texts = [f"{item.kind}: {item.printed} / {item.here}" for item in wrong]
    digest = text_digest(texts if block.outcome == "refuted" else [block.why])
    return block.digest, block.outcome, digest


def known_in(run: Run) -> KnownFindings:
    """Return the findings that a run holds as known, with their reasons."""
    pages = {}
    for page in run.documents:
        found = [
            item
            for result in run.results_of(page)
            if result.block and result.block.known
            for item in _finding(result, result.block.known, run.started[:10])
        ]
        if page.page and found:
            pages[page.page.document] = tuple(found)
    return KnownFindings(pages)


def read_known(path: Path) -> KnownFindings:
    """Read a file of known findings.

    Raises:
        RunError: It is not there, or holds something else; the message names the place.
    """
    file = read_json(_reader(), record_text(path), str(path), KNOWN_FORMAT, _WHAT)
    return KnownFindings(file.pages)


def write_known(known: KnownFindings, path: Path) -> None:
    """Write a file of known findings, whole or not at all.

    Raises:
        OSError: The file cannot be written.
    """
    data = {"format": KNOWN_FORMAT, **writable(known)}
    with locked(path):
        write_text(path, json.dumps(data, ensure_ascii=False, indent=1) + "\n")


@dataclass(frozen=True)
class _File(KnownFindings):
    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    format: Literal["harness-known/1"] = field(kw_only=True)


@cache
def _reader() -> TypeAdapter[_File]:
    return TypeAdapter(_File)


def _accepted(result: Result, because: str) -> Result:
    block = result.block and replace(result.block, known=because)
    return replace(result, outcome=KNOWN.label, block=block)


def _finding(result: Result, because: str, date: str) -> Iterator[KnownFinding]:
    if (key := finding_key(result)) and result.block:
        says = (result.why or result.found)[:200]
        yield KnownFinding(result.block.slug, *key, says=says, because=because, date=date)
