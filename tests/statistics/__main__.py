"""The error rates of all judges by simulation, stated beside actual: ``python -m tests.statistics``.

The last rows take real runs for the documented figure, each in turn, and others for the seeds.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from random import Random

import click
from rich.console import Console
from rich.table import Table
from scipy.stats import binomtest

from harness.claims import load_specs
from harness.engine.replay import EvidenceReplay
from harness.statistics.about import judge_about
from harness.statistics.curve import FEWEST_CURVES, judge_curve
from harness.statistics.outcome import judge_outcome
from harness.statistics.ranking import judge_ranking
from harness.statistics.tendency import judge_tendency
from harness.verdicts import Verdict, Word
from tests.statistics.worlds import WORLDS, World, log_normal

ROOT = Path(__file__).parents[2]
WRONG, EPOCHS, MOST_SEEDS, MARGIN = 1.5, 20, 40, 0.1
ENOUGH = 64
"""Real seeds of one network from which rates are worth naming."""


def outcome(world: World, size: int, random: Random, off: float) -> Verdict:
    said = world(random) * off
    return judge_outcome((said, said), [world(random) for _ in range(size)]).verdict


def curve(world: World, size: int, random: Random, off: float) -> Verdict:
    rows = [[world(random) for _ in range(EPOCHS)] for _ in range(size + 1)]
    return judge_curve([*rows[0][:-1], rows[0][-1] * off], rows[1:])


def about(world: World, size: int, random: Random, off: float) -> Verdict:
    """A true figure is just inside of the margin here, where a wrong verdict is most likely."""
    figure = 0.00275 * (off if off != 1 else 1 + MARGIN * 0.999)
    return judge_about(figure, MARGIN, [world(random) for _ in range(size)])


def ordering(world: World, size: int, random: Random, off: float) -> Verdict:
    """A true order is none at all here, so that whatever is shown is wrong."""
    pairs = [(world(random), world(random) * off) for _ in range(size)]
    return judge_ranking([a for a, _ in pairs], [b for _, b in pairs])


def trend(world: World, size: int, random: Random, off: float) -> Verdict:
    """As for an order: there is no tendency, unless the figures grow by ``off`` in all."""
    rows = [
        [world(random) * (1 + (off - 1) * epoch / EPOCHS) for epoch in range(EPOCHS)]
        for _ in range(size)
    ]
    return judge_tendency(rows)


Trial = Callable[[World, int, Random, float], Verdict]
JUDGES: tuple[tuple[str, Trial, float, tuple[int, ...], Word, Word], ...] = (
    ("outcome", outcome, 0.05, (8, 16, 64), Word.REFUTED, Word.REFUTED),
    ("curve", curve, 0.05, (FEWEST_CURVES, 39), Word.REFUTED, Word.REFUTED),
    ("about", about, 0.05, (16,), Word.REFUTED, Word.REFUTED),
    ("ordering", ordering, 0.02, (16, MOST_SEEDS), Word.CONFIRMED, Word.CONFIRMED),
    ("trend", trend, 0.02, (16,), Word.CONFIRMED, Word.CONFIRMED),
)
"""Each judge with its stated rate, its numbers of runs, the wrong verdict on what is true, and the
right one on what is wrong (an order and a trend are shown where there is none, and where there is
one; both directions can be shown, at 1 % each)."""


@click.command()
@click.option("--trials", default=1000, help="How many documents each rate is counted over.")
def main(trials: int) -> None:
    """Print how often each judge errs."""
    table = Table(
        "judge", "runs of", "seeds", "stated", "wrong on true", "wrong noticed", "undecided"
    )
    for name, trial, stated, sizes, mistake, right in JUDGES:
        for world_name, world in WORLDS.items():
            if name in ("about", "trend") and world is not log_normal:
                continue
            for size in sizes:
                true = _words(trial(world, size, Random(n), 1.0) for n in range(trials))
                false = _words(trial(world, size, Random(n), WRONG) for n in range(trials))
                wrong = true[mistake] + (true[Word.REFUTED] if name in ("ordering", "trend") else 0)
                table.add_row(
                    name, world_name, str(size), f"{stated:.0%}", _rate(wrong, trials),
                    _rate(false[right], trials), f"{true[Word.UNDECIDED] / trials:.1%}",
                )  # fmt: skip
    for name, runs in _real_runs():
        table.add_row(*_real_row(name, runs))
    Console().print(table)


def _words(found: Iterable[Verdict]) -> Counter[Word]:
    return Counter(verdict.word for verdict in found)


def _rate(count: int, of: int) -> str:
    low, high = binomtest(count, of).proportion_ci(method="exact")
    return f"{count / of:.1%} ({low:.1%} to {high:.1%})"


def _real_runs() -> list[tuple[str, list[float]]]:
    """Read the final losses of networks that were trained with many seeds."""
    replay = EvidenceReplay.read("tf2.21", ROOT / "reports" / "evidence")
    claims = [c for spec in load_specs((ROOT / "specs").glob("*.yaml")) for c in spec.claims]
    found: dict[str, list[float]] = {}
    for claim in claims:
        if claim.kind == "typical" and claim.seeds >= ENOUGH and not claim.sides:
            evidence = replay.answer(claim)
            if evidence is not None and evidence.failure is None:
                found.setdefault(f"{claim.id}", claim.measured(evidence))
    return list(found.items())


def _real_row(name: str, runs: list[float]) -> list[str]:
    """Take each run for the documented one, and 16 others, drawn by chance, for the seeds."""
    random, true, false = Random(1), Counter[Word](), Counter[Word]()
    rounds = [(at, figure) for at, figure in enumerate(runs) for _ in range(16)]
    for at, figure in rounds:
        others = random.sample(runs[:at] + runs[at + 1 :], 16)
        true[judge_outcome((figure, figure), others).verdict.word] += 1
        false[judge_outcome((figure * WRONG,) * 2, others).verdict.word] += 1
    count = len(rounds)
    rates = [f"{words[Word.REFUTED] / count:.1%}" for words in (true, false)]
    size = f"16 of {len(runs)}"
    return ["outcome", name, size, "5%", *rates, f"{true[Word.UNDECIDED] / count:.1%}"]


if __name__ == "__main__":
    main()
