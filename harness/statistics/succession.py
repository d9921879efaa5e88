"""How often something happens from seed to seed, decided as soon as the seeds tell.

The evidence is an e-process: its expected value is at most 1 at every number of seeds as long as
the share is not beyond the bound, so that looking after each seed does not raise the error rate
(Ville's inequality; Waudby-Smith and Ramdas, J. R. Stat. Soc. B 86, 2024).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log

ERROR_RATE = 0.01
_BETS = 32


@dataclass(frozen=True)
class Succession:
    """Whether something happened, seed after seed.

    Args:
        happened: One truth value a seed.
        above: Share of seeds beyond which it must happen to be the rule.
    """

    happened: tuple[bool, ...]
    above: float = 0.5

    @property
    def shown(self) -> int:
        """The number of seeds after which it is shown to be the rule; 0 where it is not."""
        return _first(self.happened, self.above)

    @property
    def disproved(self) -> int:
        """The number of seeds after which its opposite is shown; 0 where it is not.

        The opposite is that it happens in less than half of all seeds.
        """
        return _first([not item for item in self.happened], 0.5)

    @property
    def text(self) -> str:
        """How often it happened."""
        return f"{sum(self.happened)} of {len(self.happened)} seeds"


def _first(happened: Sequence[bool], bound: float) -> int:
    """Count the seeds until the share is shown to be above the bound; 0 where it never is.

    Half of the stake is on certainty, which gains most where all seeds agree; the other half is
    spread evenly over the shares above the bound.
    """
    shares = [bound + (1 - bound) * (index + 0.5) / _BETS for index in range(_BETS)]
    stakes = [(1.0, log(0.5)), *((share, log(0.5 / _BETS)) for share in shares)]
    for number, item in enumerate(happened, 1):
        stakes = [
            (share, worth + log(share / bound if item else (1 - share) / (1 - bound)))
            for share, worth in stakes
            if item or share < 1
        ]
        if sum(exp(worth) for _, worth in stakes) >= 1 / ERROR_RATE:
            return number
    return 0
