"""Parts of a run beside its results: summaries, accepted changes, answers and gaps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from pydantic import ConfigDict  # noqa: TC002 - pydantic reads the annotations

from harness.results.page_facts import STRICT as STRICT
from harness.results.page_facts import PageFacts


@dataclass(frozen=True)
class DocumentSummary:
    """What a spec says of its document as a whole.

    Args:
        spec: Name of the spec.
        document: File name of the document.
        title: What it is about.
        not_claims: How many passages state nothing to be checked.
        not_claim_lines: How many lines they have; None in an older record.
        path: Where the document lies, where that is below the folder of the run; else empty.
        page: What is known of a checked document; None for that of a spec.
    """

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    spec: str
    document: str
    title: str
    not_claims: int
    not_claim_lines: int | None = None
    path: str = ""
    page: PageFacts | None = None


@dataclass(frozen=True)
class KindSummary:
    """A kind of claim.

    Args:
        title: What such a claim states, in a sentence.
        text: What else there is to know of it; may be empty.
        weaker: Which way its terms weaken a claim, by their dotted names.
    """

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    title: str
    text: str
    weaker: dict[str, str]


@dataclass(frozen=True)
class Accepted:
    """A change that a person took into the baseline.

    Args:
        claim: ``SPEC/ID``, or the name of what else changed.
        because: The person's reason.
        date: ISO 8601, the day.
        before: What changed, as it was, by name.
        after: The same, as it is since.
    """

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    claim: str
    because: str
    date: str
    before: dict[str, Any]
    after: dict[str, Any]


@dataclass(frozen=True)
class Remedy:
    """The smallest repair of a finding, or a part of it.

    Args:
        line: The line of the document to change, where it stands now if the document is at hand,
            else as its spec names it; 0 where ``says`` stands.
        of: What to replace there; empty to put a line before it.
        to: What to write instead.
        says: What to do, where no line can be written; else empty.
        text: The whole line as the document has it; empty where it is not at hand.
    """

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    line: int = 0
    of: str = ""
    to: str = ""
    says: str = ""
    text: str = ""

    @property
    def mended(self) -> str:
        """The whole line as it should be; the new one where a line is put before it."""
        return self.text.replace(self.of, self.to, 1) if self.of else self.to

    @property
    def whole(self) -> bool:
        """Whether the line can be shown before and after."""
        return bool(self.line and (self.of in self.text if self.of else self.to))

    @property
    def brief(self) -> str:
        """The repair in one line."""
        if not self.line:
            return self.says
        if not self.of:
            return f"before line {self.line}: {self.to}"
        return f"line {self.line}: {self.of} -> {self.to}"

    @property
    def diff(self) -> list[str]:
        """The repair as a diff of the line; in one line where the document is not at hand."""
        if not self.whole:
            return [self.brief]
        if not self.of:
            return [f"before line {self.line}", f"+ {self.to}"]
        return [f"line {self.line}", f"- {self.text}", f"+ {self.mended}"]


@dataclass(frozen=True)
class Answer:
    """What a stackless subject answered.

    Args:
        value: JSON data; None where it failed.
        failure: Name of the exception; empty where there is a value.
        message: The exception's text.
        blocked: Whether something was not at hand, rather than broken.
    """

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    value: Any
    failure: str = ""
    message: str = ""
    blocked: bool = False


@dataclass(frozen=True)
class Gap:
    """Something that was asked for and could not be looked at.

    Args:
        spec: Name of the spec; empty where it is a matter of several.
        said: What was not looked at, and why, in one line.
        help: What would help.
    """

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    spec: str
    said: str
    help: str
