"""The key ``code`` of a spec: code blocks of the document, their repairs and data files."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any, Self

from pydantic import AfterValidator, Field, model_validator

from harness.claims.at import At
from harness.claims.cause import LineEdit
from harness.claims.paths import Below
from harness.claims.strict import Sentence, Slug, Strict
from harness.documents import Document, Span
from harness.printed.parts import ADDRESSES, LINES, TIMES, Tolerance, read_part
from harness.texts.moved import put_back

FORMER = ("number", "name", "layout", "elided", "rest", "text", "missing", "extra")
"""What ``ignore`` could once name: kinds of differences, all of which count now."""


def _part(name: str) -> str:
    read_part(name)
    return name


def _known(name: str) -> str:
    return name if name in FORMER else _part(name)


def _figures(name: str) -> str:
    if read_part(name).kind in (TIMES, ADDRESSES):
        raise ValueError(f"a tolerance is of a line, a metric or a column, not of {name}")
    return name


Ignored = dict[Annotated[str, AfterValidator(_known)], Sentence]
"""Parts of an output that are not compared, each with its reason."""


class OutputTolerance(Strict):
    """A tolerance for figures of an output, wider than their digits."""

    of: Annotated[str, AfterValidator(_figures)] | None = Field(
        None, description="A line, a metric or a column; the whole output where it is absent."
    )
    rtol: float = Field(0.0, ge=0, description="Relative tolerance.")
    atol: float = Field(0.0, ge=0, description="Absolute tolerance.")
    why: Sentence = Field(description="Why the figures may differ by that much.")

    @model_validator(mode="after")
    def _is_wider(self) -> Self:
        if not (self.rtol or self.atol):
            raise ValueError("a tolerance needs rtol or atol, greater than 0")
        return self

    @property
    def tolerance(self) -> Tolerance:
        """The tolerance as a comparison takes it."""
        return Tolerance(read_part(self.of) if self.of else None, self.rtol, self.atol)


class CodeBlock(At):
    """The lines of a code block, and where the document prints its output."""

    prints: list[At] = Field(default_factory=list, description="Where its output is printed.")
    slug: Slug | None = Field(None, description="Its name, for claims about objects `after` it.")
    needs: list[Slug] | None = Field(
        None, description="The earlier blocks whose names it uses; all of them by default."
    )

    def check_part(self, name: str | None) -> None:
        """Check that lines which a claim names are among those of the output.

        Raises:
            ValueError: They are not.
        """
        if name is None or name in FORMER or read_part(name).kind != LINES:
            return
        first, last = read_part(name).lines
        if not any(at.span[0] <= last and first <= at.span[1] for at in self.prints):
            printed = ", ".join(f"{at.span[0]}-{at.span[1]}" for at in self.prints) or "none"
            raise ValueError(f"{name} is not among the lines that the block prints: {printed}")


class Repair(LineEdit):
    """The smallest change after which a block runs."""

    why: Sentence = Field(description="What is wrong with it as printed, in one sentence.")


class Download(Strict):
    """A data file that the code would download."""

    file: Below = Field(description="Its name below the folder that HARNESS_DATA names.")
    at: Below = Field(description="Where the code looks for it, below its home.")


class Code(Strict):
    """The code of a document, run in order in one namespace."""

    blocks: Annotated[list[CodeBlock], Field(min_length=1)]
    repairs: list[Repair] = Field(default_factory=list)
    packages: list[str] = Field(default_factory=list, description="Packages that the code needs.")
    data: list[Download] = Field(default_factory=list)
    ignore: Ignored = Field(default_factory=dict, description="Parts that are not compared.")
    seconds: float = Field(60.0, gt=0, le=86_400, description="Longest time of one block.")

    def given(self, document: str) -> dict[str, Any]:
        """Write the arguments of the one request that runs all of it."""
        return {
            "document": document,
            "blocks": [
                _passage(block) | {"prints": list(map(_passage, block.prints))}
                for block in self.blocks
            ],
            "repairs": [repair.model_dump(exclude={"why"}) for repair in self.repairs],
            "packages": self.packages,
            "data": [item.model_dump() for item in self.data],
            "seconds": self.seconds,
        }

    def given_up_to(self, slug: str, document: str) -> dict[str, Any]:
        """Write the arguments of a request that runs a block, and before it what it needs.

        Raises:
            ValueError: No block has this slug, or one that it needs.
        """
        blocks = self._needed(slug)
        repairs = [repair for block in blocks for repair in self.repairs_of(block.span)]
        return self.given(document) | {
            "blocks": list(map(_passage, blocks)),
            "repairs": [repair.model_dump(exclude={"why"}) for repair in repairs],
        }

    def _needed(self, slug: str) -> list[CodeBlock]:
        """List a block and those that it needs, in the document's order."""
        named = {block.slug: index for index, block in enumerate(self.blocks) if block.slug}
        found: set[int] = set()
        open_ = [slug]
        while open_:
            name = open_.pop()
            if name not in named:
                raise ValueError(f"no block of 'code' has the slug {name!r}")
            index = named[name]
            needs = self.blocks[index].needs
            found.add(index)
            if needs is None:
                found.update(range(index))
            else:
                open_ += [need for need in needs if named.get(need) not in found]
        return [self.blocks[index] for index in sorted(found)]

    def longest(self, pieces: int) -> float:
        """Return the seconds that running so many pieces may take at most, with repairs as well."""
        return 2 * (self.seconds * pieces + 120)

    def find(self, span: Span) -> int:
        """Find a block by its lines.

        Raises:
            ValueError: No block has these lines.
        """
        spans = [block.span for block in self.blocks]
        if span not in spans:
            raise ValueError(f"no block of 'code' has the lines {span[0]} to {span[1]}")
        return spans.index(span)

    def put_back(self, document: Document) -> Document:
        """Return a document with the passages of the code at the lines that the spec names."""
        stood = [(at.span, at.digest or "") for at in self._passages]
        return replace(document, lines=put_back(document.lines, stood))

    @property
    def fixed(self) -> bool:
        """Whether every passage has its digest."""
        return all(at.digest for at in self._passages)

    def why_another(self, document: Document) -> str:
        """Say which lines of a document are not those that the code was read from; may be empty."""
        for at in self._passages:
            first, last = at.span
            there = last <= len(document.lines)
            if not there or (at.digest and document.digest(at.span) != at.digest):
                return (
                    f"lines {first}-{last} of the document at hand are not those of the spec; "
                    "see harness follow"
                )
        return ""

    @property
    def _passages(self) -> list[At]:
        return [at for block in self.blocks for at in (block, *block.prints)]

    def repairs_of(self, span: Span) -> list[Repair]:
        """List the repairs of a block."""
        return [repair for repair in self.repairs if span[0] <= repair.line <= span[1]]


def _passage(at: At) -> dict[str, Any]:
    return {"lines": list(at.span), "digest": at.digest or ""}
