"""Mutation of printed output: each change of what a page prints must be a difference."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from harness.analysis.printed_mutants import (
    Edit,
    Lines,
    Mutant,
    column_mutants,
    edited,
    element_mutants,
    figure_mutants,
    row_mutants,
    word_mutants,
)
from harness.printed.comparison import compare
from harness.printed.differences import FORM, SUBSTANCE, Difference
from harness.printed.parts import DEFAULT, Part, Settings
from harness.results.mutation_result import Sampled, Survivor
from harness.texts.visible import short

SAMPLE = 40
"""How many of the mutants are judged that take a comparison each, evenly spread, of each kind."""

_STRIDE = 2
"""One line in so many is changed at once, so that the others hold their places."""

_RULES = {
    "form": "the same values written otherwise: shown as form",
    "last digit": "rounding in the last digit: shown as such",
}


@dataclass(frozen=True, slots=True)
class PrintedOutput:
    """An output as a document prints it, and as it was printed here.

    Args:
        lines: Lines of the document with their numbers.
        here: What was printed here.
        settings: What the claim leaves out, and its tolerances.
        reasons: Why, by the part of ``settings`` that is left out or has a tolerance.
        strict: Whether a difference of form is one of substance.
    """

    lines: Lines
    here: str
    settings: Settings = DEFAULT
    reasons: Mapping[Part | None, str] = field(default_factory=dict)
    strict: bool = False

    @property
    def wrong(self) -> tuple[str, ...]:
        """The kinds of differences that make the output wrong."""
        return (*SUBSTANCE, FORM) if self.strict else SUBSTANCE

    def differences(
        self, edits: Sequence[Edit] = (), settings: Settings | None = None
    ) -> tuple[Difference, ...]:
        """Compare what was printed here with the edited page.

        Args:
            edits: Changes of its lines.
            settings: How to compare instead.
        """
        return compare(edited(self.lines, edits), self.here, settings or self.settings).differences


@dataclass(frozen=True, slots=True)
class OutputMutation:
    """What became of the mutants of one output.

    Args:
        mutants: How many were judged.
        survivors: Those that make no difference of substance.
        sampled: Kinds of mutants of which only some were judged.
        differing: Figures that differ already, which have no mutants.
    """

    mutants: int = 0
    survivors: tuple[Survivor, ...] = ()
    sampled: tuple[Sampled, ...] = ()
    differing: int = 0


def examine_output(output: PrintedOutput) -> OutputMutation:
    """Judge every mutant of an output's figures and words, and a sample of those of its shape."""
    found = [*figure_mutants(output.lines), *word_mutants(output.lines)]
    known = _Places(output.differences(), output.wrong)
    apart = [item for item in found if item not in known]
    judged, sampled = list(apart), []
    for name, every in _shapes(output.lines):
        chosen = _spread(every, SAMPLE)
        judged += chosen
        if len(chosen) < len(every):
            sampled.append(Sampled(name, len(chosen), len(every)))
    alive = list(_survivors(output, judged))
    return OutputMutation(len(judged), tuple(alive), tuple(sampled), len(found) - len(apart))


def _shapes(lines: Lines) -> Iterator[tuple[str, list[Mutant]]]:
    yield "rows", list(row_mutants(lines))
    yield "elements", list(element_mutants(lines))
    yield "columns", list(column_mutants(lines))


def _survivors(output: PrintedOutput, mutants: Sequence[Mutant]) -> Iterator[Survivor]:
    unnoticed = _Judge(output, output.settings).unnoticed(mutants)
    causes: dict[Mutant, str] = {}
    for part, settings in _stricter(output.settings):
        left = [mutant for mutant in unnoticed if mutant not in causes]
        still = _Judge(output, settings).unnoticed(left)
        reason = output.reasons.get(part, "")
        causes |= {mutant: reason for mutant in left if mutant not in still}
    for mutant, shown in unnoticed.items():
        text = dict(edited(output.lines, mutant.edits)).get(mutant.line, "")
        place = f"{mutant.line}:{mutant.column + 1}"
        found = f"shown as {shown}" if shown else "no difference"
        reason = causes.get(mutant) or _RULES.get(shown, "")
        yield Survivor(f"{mutant.what}: {short(text.strip(), 60)}", found, place, reason)


def _stricter(settings: Settings) -> Iterator[tuple[Part | None, Settings]]:
    """Take away one part that is left out, or one tolerance, at a time."""
    for part in settings.ignore:
        yield part, settings._replace(ignore=tuple(p for p in settings.ignore if p != part))
    for tolerance in settings.tolerances:
        rest = tuple(other for other in settings.tolerances if other != tolerance)
        yield tolerance.part, settings._replace(tolerances=rest)


class _Judge:
    """Compares mutants of one output.

    Args:
        output: The output.
        settings: How it is compared.
    """

    def __init__(self, output: PrintedOutput, settings: Settings) -> None:
        self._output, self._settings = output, settings
        self._known = self._differences(())

    def unnoticed(self, mutants: Sequence[Mutant]) -> dict[Mutant, str]:
        """Find the mutants that make no difference of substance.

        Mutants of different lines are compared together, so that the time is linear; whatever then
        seems unnoticed is compared alone.

        Returns:
            The kind of the difference that they make, or an empty text, by mutant.
        """
        found = {}
        for mutant in [item for batch in _batches(mutants) for item in self._passing(batch)]:
            changed = _changes(self._known, self._differences(mutant.edits))
            if not any(kind in self._output.wrong for kind in changed):
                found[mutant] = changed[0] if changed else ""
        return found

    def _passing(self, batch: Sequence[Mutant]) -> Iterator[Mutant]:
        """Find the mutants of a batch at whose place no difference is reported."""
        if len(batch) == 1:
            yield from batch
            return
        edits = [edit for mutant in batch for edit in mutant.edits]
        reported = _Places(self._compared(edits), self._output.wrong)
        yield from (mutant for mutant in batch if mutant not in reported)

    def _differences(self, edits: Sequence[Edit]) -> Counter[Difference]:
        # places in the document shift with what is dropped there
        found = self._compared(edits)
        return Counter(item._replace(line=0, column=0, part="", note="") for item in found)

    def _compared(self, edits: Sequence[Edit]) -> tuple[Difference, ...]:
        return self._output.differences(edits, self._settings)


def _changes(known: Counter[Difference], now: Counter[Difference]) -> list[str]:
    """Return the kinds of differences that are new or gone, those that are gone last."""
    return [item.kind for item in (now - known)] + [item.kind for item in (known - now)]


class _Places:
    """Where differences of some kinds lie in the document."""

    def __init__(self, differences: Sequence[Difference], kinds: Sequence[str]) -> None:
        self._by_line: dict[int, list[Difference]] = {}
        for item in differences:
            if item.kind in kinds:
                self._by_line.setdefault(item.line, []).append(item)

    def __contains__(self, mutant: Mutant) -> bool:
        return any(
            item.column <= mutant.column < item.column + max(len(item.printed), 1)
            for item in self._by_line.get(mutant.line, ())
        )


def _batches(mutants: Sequence[Mutant]) -> Iterator[list[Mutant]]:
    """Group mutants so that no two in a group change the same line or neighbouring ones."""
    by_line: dict[int, list[Mutant]] = {}
    for mutant in mutants:
        if len(mutant.edits) > 1 or mutant.edits[0].text is None:
            yield [mutant]  # it changes the shape
        else:
            by_line.setdefault(mutant.line, []).append(mutant)
    for offset in range(_STRIDE):
        columns = [found for line, found in by_line.items() if line % _STRIDE == offset]
        for group in zip_longest(*columns):
            yield [mutant for mutant in group if mutant is not None]


def _spread(items: list[Mutant], most: int) -> list[Mutant]:
    """Choose some, evenly spread; all where there are no more."""
    return [items[i * len(items) // most] for i in range(most)] if len(items) > most else items
