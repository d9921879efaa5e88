"""What of a printed output was compared, and what came of it: the part that reports show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from harness.printed.output_differences import (
    EXTRA,
    FORM,
    MISSING,
    SUBSTANCE,
    TEXT,
    VALUE,
    Difference,
    LeftOut,
    OutputComparison,
)

if TYPE_CHECKING:
    from pydantic import ConfigDict

MOST_SHOWN = 50
"""The most differences that a run record lists; their number is exact however many there are."""

_LONGEST = 60
_NAMED_PARTS = ("line ", "lines ", "metric ", "column ")
_NAMED = 3
"""How many differences a reason names."""

_STRICT: ConfigDict = {"extra": "forbid", "strict": True}


@dataclass(frozen=True)
class Omission:
    """Something that was not compared.

    Args:
        number: How many figures, or lines where it has none.
        what: What it is, such as ``times`` or ``metric loss``.
        why: Why it was not compared.
        line: Line of the document where the first of it stands.
    """

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    number: int
    what: str
    why: str
    line: int

    def __str__(self) -> str:
        joint = " of " if self.what.startswith(_NAMED_PARTS) else " "
        count = f"{self.number}{joint}" if self.number else ""
        return f"{count}{self.what} ({self.why})" if self.why else f"{count}{self.what}"


@dataclass(frozen=True)
class ShownDifference:
    """One difference, its texts cut to what a report shows.

    Args:
        kind: Its kind, such as ``value``, ``missing`` or ``form``.
        line: Line of the document.
        column: Where it begins in that line, counted from 0.
        printed: What the document prints; empty where nothing of it is there.
        here: What was printed here; empty where nothing of it is here.
        here_line: Line of what was printed here.
        here_column: Where it begins in that line, counted from 0.
        part: The named part that it lies in; empty for none.
        note: The form rule, or more about it; may be empty.
    """

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    kind: str
    line: int
    column: int
    printed: str
    here: str
    here_line: int
    here_column: int
    part: str
    note: str

    @classmethod
    def of(cls, found: Difference) -> ShownDifference:
        """Cut the texts of a difference to what a report shows."""
        return cls(**found._replace(printed=_cut(found.printed), here=_cut(found.here))._asdict())

    def __str__(self) -> str:
        return self.said(f"line {self.line}")

    def said(self, place: str) -> str:
        """Say what differs, in a clause.

        Args:
            place: What to call its line.
        """
        there = f"{self.printed} there, " if self.printed else ""
        nothing = self.note if self.note and not self.printed else "nothing here"
        here = f"{self.here} here" if self.here else nothing
        part = f" ({self.part})" if self.part else ""
        kind = "" if self.kind in (VALUE, TEXT, MISSING, EXTRA) else f" ({self.kind})"
        return f"{place}: {there}{here}{kind}{part}"


@dataclass(frozen=True)
class Compared:
    """What of an output was compared with the document, and what came of it.

    Args:
        lines: How many lines that are not blank the document prints.
        figures: How many figures of the document were compared.
        equal: How many of them are the same, digit by digit.
        last_digit: How many figures differ by rounding in their last digit.
        tolerated: How many figures differ within a tolerance of the spec.
        form: How many places are written otherwise, with the same values.
        forms: How often each form rule applied, by its note.
        differing: How many differences make the output wrong.
        left_out: What was not compared.
        differences: The first differences, those that make the output wrong before the others.
    """

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    lines: int
    figures: int
    equal: int
    last_digit: int
    tolerated: int
    form: int
    differing: int
    forms: dict[str, int] = field(default_factory=dict)
    left_out: tuple[Omission, ...] = ()
    differences: tuple[ShownDifference, ...] = ()

    @classmethod
    def of(
        cls,
        found: OutputComparison,
        lines: int,
        *,
        strict: bool,
        reasons: Mapping[str, str],
        most: int = MOST_SHOWN,
    ) -> Compared:
        """Keep what reports show of a comparison.

        Args:
            found: The comparison.
            lines: How many lines that are not blank the document prints.
            strict: Whether a difference of form makes the output wrong.
            reasons: Why the spec leaves parts out, by their names.
            most: The most differences that are kept.
        """
        kinds = (*SUBSTANCE, FORM) if strict else SUBSTANCE
        wrong = [item for item in found.differences if item.kind in kinds]
        others = [item for item in found.differences if item.kind not in kinds]
        return cls(
            lines=lines,
            figures=found.figures,
            equal=found.equal,
            last_digit=len(found.last_digit),
            tolerated=len(found.tolerated),
            form=len(found.form),
            differing=len(wrong),
            forms=dict(Counter(item.note for item in found.form if item.note)),
            left_out=tuple(_omission(item, reasons) for item in found.left_out),
            differences=tuple(map(ShownDifference.of, [*wrong, *others][:most])),
        )

    @property
    def sentence(self) -> str:
        """What was compared, and what was not, in a few words."""
        return "; ".join(self._clauses())

    @property
    def wrong(self) -> str:
        """The first differences that make the output wrong, and how many more there are."""
        return self.wrong_at(lambda line: f"line {line}")

    def wrong_at(self, place: Callable[[int], str]) -> str:
        """Say the same, with other names for lines of the document.

        Args:
            place: Names a line.
        """
        shown = self.differences[: min(self.differing, _NAMED)]
        more = self.differing - len(shown)
        said = [item.said(place(item.line)) for item in shown]
        return "; ".join([*said, *([f"{more} more"] if more else [])])

    def _clauses(self) -> Iterator[str]:
        yield self._agreement
        if self.differing:
            yield f"{self.differing} differ{'s' if self.differing == 1 else ''}"
        if self.last_digit:
            yield f"{self.last_digit} in the last digit"
        if self.tolerated:
            yield f"{self.tolerated} within the tolerance of the spec"
        if self.form:
            notes = ", ".join(map(form_since, self.forms))
            yield f"{self.form} written otherwise{f' ({notes})' if notes else ''}"
        if self.left_out:
            yield f"left out: {', '.join(map(str, self.left_out))}"

    @property
    def _agreement(self) -> str:
        if not self.figures:
            lines = "1 line" if self.lines == 1 else f"{self.lines} lines"
            if self.left_out:
                return f"no figure was compared, only the shape of {lines}"
            return f"{lines} of text {'compared' if self.differences else 'as printed'}"
        some = f"{self.equal} of " if self.equal != self.figures else ""
        return f"{some}{self.figures} figure{'' if self.figures == 1 else 's'} as printed"


def form_since(name: str) -> str:
    """Name a form, and the release that brought it, such as ``sets since Python 3.8``."""
    from harness.printed.forms import form_named  # takes long to import

    form = form_named(name)
    return f"{name} since {form.since}" if form and form.since else name


def _omission(item: LeftOut, reasons: Mapping[str, str]) -> Omission:
    return Omission(item.number, item.what, reasons.get(item.what, item.why), item.line)


def _cut(text: str) -> str:
    flat = " ".join(text.split()) if "\n" in text else text
    return flat if len(flat) <= _LONGEST else f"{flat[: _LONGEST - 1]}…"
