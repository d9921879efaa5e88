"""What came of comparing what a page prints for a block."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from harness.checking.page_outputs import PrintedPart
from harness.checking.seed_spread import FigureSpread, spread_text
from harness.printed.output_differences import MISSING, OutputComparison
from harness.verdicts import Word

REFUTED, RANDOM = "refuted", "random"


@dataclass
class JudgedOutput:
    """What came of comparing the parts of a block's output.

    Args:
        found: The comparison of all parts together, without what varies.
        texts: The lines that are compared.
        varied: How many figures vary, by the reason.
        drawn: Whether all parts are pictures.
        seeded: Whether what differs from the page is another value with another seed.
        spreads: What other seeds say of the page's figures.
    """

    found: OutputComparison = field(default_factory=lambda: OutputComparison(0, 0, ()))
    texts: list[str] = field(default_factory=list)
    varied: Counter[str] = field(default_factory=Counter)
    drawn: bool = True
    seeded: bool = False
    spreads: list[FigureSpread] = field(default_factory=list)

    @property
    def lacks(self) -> bool:
        """Whether the page prints more than was printed here, and nothing else differs."""
        return {item.kind for item in self.found.substance} == {MISSING}

    def by_seeds(self, said: str = "") -> tuple[str, str]:
        """Label it by what other seeds print; ``said`` comes before the reason."""
        word, why = spread_text(self.spreads)
        label = REFUTED if word is Word.REFUTED else RANDOM
        return label, "; ".join(filter(None, [said, why]))

    def add(self, found: OutputComparison, varied: Counter[str], part: PrintedPart) -> None:
        """Add what came of a part."""
        mine = self.found
        self.found = OutputComparison(
            mine.figures + found.figures,
            mine.equal + found.equal,
            (*mine.differences, *found.differences),
            (*mine.left_out, *found.left_out),
        )
        self.texts += [text for _, text in part.written]
        self.varied += varied
        self.drawn = self.drawn and part.drawn
