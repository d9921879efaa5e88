"""Mutation of printed output: each change of what a page prints must be a difference."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from harness.analysis.printed_mutants import (
    Edit,
    Mutant,
    PrintedLines,
    column_mutants,
    edited,
    element_mutants,
    figure_mutants,
    row_mutants,
    word_mutants,
)
from harness.printed.output_differences import (
    FORM,
    SUBSTANCE,
    Difference,
    LeftOut,
    OutputComparison,
)
from harness.printed.outputs import compare_outputs
from harness.printed.parts import DEFAULT, Part, Settings
from harness.results.mutation_result import Sampled, Survivor
from harness.texts.visible import short

MOST_SHAPES = 40
"""How many of the mutants are judged that take a comparison each, evenly spread, of each kind."""

MOST_FIGURES = 2_000
"""How many figures and words are changed; of 200 figures and more only some, evenly spread."""

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
        lines: PrintedLines of the document with their numbers.
        here: What was printed here.
        settings: What the claim leaves out, and its tolerances.
        reasons: Why, by the part of ``settings`` that is left out or has a tolerance.
        strict: Whether a difference of form is one of substance.
    """

    lines: PrintedLines
    here: str
    settings: Settings = DEFAULT
    reasons: Mapping[Part | None, str] = field(default_factory=dict)
    strict: bool = False

    @property
    def wrong(self) -> tuple[str, ...]:
        """The kinds of differences that make the output wrong."""
        return (*SUBSTANCE, FORM) if self.strict else SUBSTANCE

    def comparison(
        self, edits: Sequence[Edit] = (), settings: Settings | None = None
    ) -> OutputComparison:
        """Compare what was printed here with the edited page.

        Args:
            edits: Changes of its lines.
            settings: How to compare instead.
        """
        return compare_outputs(edited(self.lines, edits), self.here, settings or self.settings)


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
    known = _Places(output.comparison().differences)
    apart = [item for item in found if known.kind(item, output.wrong) not in output.wrong]
    judged, sampled = [], []
    for name, every, most in (("figures and words", apart, MOST_FIGURES), *_shapes(output.lines)):
        chosen = _spread(every, most)
        judged += chosen
        if len(chosen) < len(every):
            sampled.append(Sampled(name, len(chosen), len(every)))
    alive = list(_survivors(output, judged))
    return OutputMutation(len(judged), tuple(alive), tuple(sampled), len(found) - len(apart))


def _shapes(lines: PrintedLines) -> Iterator[tuple[str, list[Mutant], int]]:
    yield "rows", list(row_mutants(lines)), MOST_SHAPES
    yield "elements", list(element_mutants(lines)), MOST_SHAPES
    yield "columns", list(column_mutants(lines)), MOST_SHAPES


def _survivors(output: PrintedOutput, mutants: Sequence[Mutant]) -> Iterator[Survivor]:
    unnoticed = _Judge(output, output.settings).unnoticed(mutants)
    causes: dict[Mutant, str] = {}
    for part, settings in _stricter(output.settings):
        left = [mutant for mutant in unnoticed if mutant not in causes]
        still = _Judge(output, settings).unnoticed(left)
        reason = output.reasons.get(part, "")
        # without the part it would be a difference, or at least shown
        causes |= {mutant: reason for mutant in left if still.get(mutant) != ""}
    for mutant, shown in unnoticed.items():
        text = dict(edited(output.lines, mutant.edits)).get(mutant.line, "")
        place = f"{mutant.line}:{mutant.column + 1}"
        reason = causes.get(mutant) or _RULES.get(shown, shown)
        says = f"{mutant.what}: {short(text.strip(), 60)}" if text else mutant.what
        yield Survivor(says, f"shown as {shown}" if shown else "no difference", place, reason)


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
        self._known = self._compared(())

    def unnoticed(self, mutants: Sequence[Mutant]) -> dict[Mutant, str]:
        """Find the mutants that make no difference of substance.

        Mutants of different lines are compared together, so that the time is linear; whatever then
        seems unnoticed is compared alone.

        Returns:
            As what they are shown all the same, by mutant; empty where they are not.
        """
        found: dict[Mutant, str] = {}
        for batch in _batches(mutants):
            shown = self._reported(batch) if len(batch) > 1 else {}
            for mutant in batch:
                kind = shown.get(mutant) or self._alone(mutant)
                if kind not in self._output.wrong:
                    found[mutant] = kind
        return found

    def _reported(self, batch: Sequence[Mutant]) -> dict[Mutant, str]:
        """Compare mutants together; return the kind of the difference at the place of each."""
        edits = [edit for mutant in batch for edit in mutant.edits]
        places = _Places(self._compared(edits).differences)
        return {mutant: places.kind(mutant, self._output.wrong) for mutant in batch}

    def _alone(self, mutant: Mutant) -> str:
        """Compare a mutant alone; return what kind of difference it makes, a wrong one first."""
        shown = self._shown(self._compared(mutant.edits))
        return min(shown, key=lambda kind: kind not in self._output.wrong, default="")

    def _shown(self, now: OutputComparison) -> list[str]:
        """Return the kinds of differences that are new or gone, and what else is left out now."""
        before, after = map(_unplaced, (self._known.differences, now.differences))
        kinds = [item.kind for item in (*(after - before), *(before - after))]
        left_out = _counted(now.left_out) - _counted(self._known.left_out)
        return kinds + [f"left out: {why}" for _, _, why in left_out]

    def _compared(self, edits: Sequence[Edit]) -> OutputComparison:
        return self._output.comparison(edits, self._settings)


def _unplaced(differences: Sequence[Difference]) -> Counter[Difference]:
    """Count differences without their places in the document, which a dropped row shifts."""
    return Counter(item._replace(line=0, column=0, part="", note="") for item in differences)


def _counted(left_out: Sequence[LeftOut]) -> Counter[tuple[int, str, str]]:
    return Counter((item.number, item.what, item.why) for item in left_out)


class _Places:
    """Where differences lie in the document."""

    def __init__(self, differences: Sequence[Difference]) -> None:
        self._by_line: dict[int, list[Difference]] = {}
        for item in differences:
            self._by_line.setdefault(item.line, []).append(item)

    def kind(self, mutant: Mutant, first: Sequence[str]) -> str:
        """Return the kind of a difference at the place of a mutant; empty where there is none.

        Args:
            mutant: The mutant.
            first: Kinds that go before others.
        """
        kinds = [
            item.kind
            for item in self._by_line.get(mutant.line, ())
            if item.column <= mutant.column < item.column + max(len(item.printed), 1)
        ]
        return min(kinds, key=lambda kind: kind not in first, default="")


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
