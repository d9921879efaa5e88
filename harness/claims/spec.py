"""Specs: YAML files, each with the claims of one document."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, JsonValue, model_validator

from harness.claims.at import At, Located
from harness.claims.cause import SharedCause
from harness.claims.claim import Claim
from harness.claims.code_blocks import FORMER, Code
from harness.claims.paths import Relative, root_of
from harness.claims.releases import Release
from harness.claims.shared_subject import SharedSubject
from harness.claims.shown_outputs import ShownOutput, shown_outputs
from harness.claims.strict import Sentence, Slug, Strict
from harness.documents import Document, Span, find_document

SPEC_FORMAT = "harness-spec/1"


class NotClaim(Located):
    """Lines of a document that state nothing to be checked."""

    reason: Sentence = Field(description="Why nothing there is a claim.")


class Declared(At):
    """Where a document names the release of TensorFlow, the day, or the device it was made with."""

    figure: str = Field(description="The release, the day or the sign, exactly as printed there.")
    before: Release | None = Field(None, description="First release that came out after that day.")
    device: Literal["CPU", "GPU"] | None = Field(None, description="The device this shows.")
    why: Sentence | None = Field(None, description="How that follows, in one sentence.")

    @model_validator(mode="after")
    def _says_one_thing(self) -> Self:
        if self.before and self.device:
            raise ValueError("'before' and 'device' are two declarations; write two")
        if bool(self.before or self.device) != bool(self.why):
            raise ValueError("'why' goes with 'before' or with 'device', and they with it")
        if not self.why and not self.release:
            raise ValueError("the figure names no release, and there is no 'before' or 'device'")
        return self

    @property
    def release(self) -> str:
        """The release without its patch; empty where the figure is none."""
        found = None if self.why else re.search(r"\d+\.\d+", self.figure)
        return found.group() if found else ""


class Page(Strict):
    """The keys of a spec, before its claims are read by kind."""

    format: Literal["harness-spec/1"]
    document: Relative = Field(
        min_length=1,
        description="The document: a path (with `/`) is relative to the spec; a plain name is "
        "looked for in --documents; a document with `code` goes by its plain name.",
    )
    title: Sentence = Field(description="What the document is about, in our own words.")
    code: Code | None = Field(None, description="Its code blocks, for claims of kind runs.")
    stackless: bool = Field(False, description="True if no claim of this spec needs TensorFlow.")
    declares: list[Declared] = Field(default_factory=list)
    causes: dict[Slug, SharedCause] = Field(
        default_factory=dict, description="Reasons that several claims share, by name."
    )
    subjects: dict[Slug, SharedSubject] = Field(
        default_factory=dict, description="Subjects that several claims share, by name."
    )
    claims: Annotated[list[dict[str, JsonValue]], Field(min_length=1)]
    not_claims: list[NotClaim] = Field(default_factory=list)
    naked: int = Field(0, ge=0, description="Lines not covered yet; the number may only fall.")


@dataclass(frozen=True)
class Spec:
    """The claims of one document.

    Args:
        file: The YAML file, as the user named it.
        document: File name of the document.
        title: What it is about.
        claims: Its claims, in the spec's order.
        not_claims: Lines that state nothing to be checked.
        code: Its code blocks; None where no claim is about them.
        lines: Line of the spec at which each claim begins, by id; counted from 1.
        naked: How many lines of the document state something but have no claim yet.
        beside: The document's own place, where the spec names it by a path.
        declares: Where the document names the release, the day or the device it was made with.
    """

    file: Path
    document: str
    title: str
    claims: tuple[Claim, ...]
    not_claims: tuple[NotClaim, ...]
    lines: dict[str, int]
    naked: int = 0
    code: Code | None = None
    beside: Path | None = None
    declares: tuple[Declared, ...] = ()

    @property
    def name(self) -> str:
        """The file's name without its ending."""
        return self.file.stem

    def find_document(self, folder: Path | None) -> Document | None:
        """Read the document, from where the spec says or else from a folder; None if absent.

        Args:
            folder: The folder of the documents; None where there is none.

        Raises:
            DocumentError: The file is there but cannot be read, or it lies elsewhere: of a spec's
                own path outside its project, of a name outside the folder.
        """
        if self.beside is None:
            return find_document(self.document, folder)
        return find_document(self.document, self.beside.parent, root_of(self.file))

    def on_document(self, folder: Path | None, *, strict: bool = False) -> Spec:
        """Give its claims the document, for those that compare its lines; once, before judging.

        Args:
            folder: The folder of the documents; None where there is none.
            strict: Whether a difference of form is a difference, too.

        Raises:
            DocumentError: The document is there but cannot be read, or lies elsewhere.
        """
        if self.code is None:
            return self
        return self.with_lines(self.find_document(folder), strict=strict)

    def with_lines(self, document: Document | None, *, strict: bool = False) -> Spec:
        """Give its claims a copy of the document; see ``on_document``.

        Passages of its code that moved are put back to the lines that the spec names, which are
        those that evidence refers to.
        """
        shown: dict[Span, ShownOutput] = {}
        if document is not None and self.code is not None:
            shown = shown_outputs(document, self.code)
            document = self.code.put_back(document)
        claims = (claim.on_document(document, strict=strict) for claim in self.claims)
        return replace(
            self, claims=tuple(claim.with_shown(shown.get(claim.at.span)) for claim in claims)
        )

    @property
    def notices(self) -> list[str]:
        """What the spec says that has no effect any more, a sentence each."""
        found = {name for ignored in self._ignored for name in ignored if name in FORMER}
        if not found:
            return []
        names = ", ".join(sorted(found))
        notice = (
            f"{self.file}: 'ignore: {names}' leaves nothing out any more; values are compared as "
            "values, and a difference that does not count is named: timing, address, line N, "
            "lines N-M, metric NAME or column NAME"
        )
        return [notice]

    @property
    def _ignored(self) -> list[dict[str, str]]:
        own: list[dict[str, str]] = [getattr(claim, "ignore", {}) for claim in self.claims]
        return [*own, self.code.ignore] if self.code else own
