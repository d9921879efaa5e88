"""File names and links of the site's pages, all of which lie in one folder."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypeVar
from urllib.parse import quote

from harness.reports.shared import Section

_T = TypeVar("_T")

CLAIMS_A_PAGE, ROWS_A_PAGE = 25, 250
"""Claims in full, and rows of a table, on one page."""


@dataclass(frozen=True, slots=True)
class Pages:
    """One page of several that hold a long list together.

    Args:
        stem: What their file names begin with.
        total: How many things are listed in all.
        each: How many a page holds.
        number: Which of the pages this is, from 1.
        first: File name of the first page, where it is another's.
    """

    stem: str
    total: int
    each: int
    number: int = 1
    first: str = ""

    @property
    def last(self) -> int:
        """How many pages there are, one at the least."""
        return max(1, -(-self.total // self.each))

    @property
    def file(self) -> str:
        """File name of this page."""
        return self.href(self.number)

    @property
    def range(self) -> str:
        """Which of the listed things are here, counted from 1."""
        start = (self.number - 1) * self.each
        return f"{start + 1:,} to {min(start + self.each, self.total):,} of {self.total:,}"

    def href(self, number: int) -> str:
        """Name the file of another of the pages."""
        return self.first if number == 1 and self.first else _file(self.stem, number)

    def split(self, things: Sequence[_T]) -> Iterator[tuple[Pages, Sequence[_T]]]:
        """Divide things among the pages."""
        for number in range(1, self.last + 1):
            page = Pages(self.stem, self.total, self.each, number, self.first)
            yield page, things[(number - 1) * self.each : number * self.each]


class Addresses:
    """Addresses of documents and claims.

    File names are made of the names in a run so that no page leaves the folder and no two pages
    are one file.

    Args:
        sections: The documents with their claims.
    """

    def __init__(self, sections: Sequence[Section]) -> None:
        self._slugs: dict[str, str] = {}
        self._positions: dict[str, int] = {}
        for section in sections:
            spec = section.document.spec
            self._slugs[spec] = self._unused(spec)
            self._positions |= {claim.id: n for n, claim in enumerate(section.claims)}

    def _unused(self, spec: str) -> str:
        slug = re.sub(r"[^a-z0-9_-]+", "-", spec.lower())[:80].strip("-") or "document"
        taken, number, found = set(self._slugs.values()), 1, slug
        while found in taken:
            number += 1
            found = f"{slug}_{number}"
        return found

    def slug(self, spec: str) -> str:
        """Name a document within file names."""
        return self._slugs[spec]

    def document_pages(self, section: Section) -> Pages:
        """Name the pages that list a document's claims."""
        return self._pages("document", section, ROWS_A_PAGE)

    def claim_pages(self, section: Section) -> Pages:
        """Name the pages that show a document's claims in full."""
        return self._pages("claims", section, CLAIMS_A_PAGE)

    def _pages(self, kind: str, section: Section, each: int) -> Pages:
        return Pages(f"{kind}-{self.slug(section.document.spec)}", len(section.claims), each)

    def page_of(self, claim: str) -> int:
        """Return the number of the page that shows a claim in full."""
        return self._positions[claim] // CLAIMS_A_PAGE + 1

    def claim(self, claim: str) -> str:
        """Address a claim in full; empty where the run does not hold it."""
        known = claim in self._positions
        return self._at(claim, "claims", self.page_of(claim)) if known else ""

    def row(self, claim: str) -> str:
        """Address a claim's row in the list of its document."""
        return self._at(claim, "document", self._positions[claim] // ROWS_A_PAGE + 1)

    def _at(self, claim: str, kind: str, number: int) -> str:
        stem = f"{kind}-{self.slug(claim.partition('/')[0])}"
        return f"{_file(stem, number)}#{_quoted(claim)}"


@cache  # several pages link to a claim
def _quoted(claim: str) -> str:
    return quote(claim, "", errors="replace")


def _file(stem: str, number: int) -> str:
    return f"{stem}.html" if number == 1 else f"{stem}.{number}.html"
