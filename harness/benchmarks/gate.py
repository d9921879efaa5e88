"""The gate: rounds are played until each benchmark is decided or the time is used up."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from math import exp
from statistics import median

from harness.benchmarks.costs import block_costs, round_numbers
from harness.benchmarks.noise import Activity, has_two_modes, noise_notes
from harness.benchmarks.timed_process import SessionEndedError
from harness.benchmarks.timed_round import RoundPlan, RoundTimes, play_round
from harness.results.bench_run import BenchResult, BenchRun
from harness.statistics.slowdown import LOOK_ROUNDS, MARGIN, Decision, Slowdown, SuiteTest

Numbers = dict[str, list[float]]


@dataclass
class Gathered:
    """What the rounds so far gave.

    Attributes:
        differences: The log ratios of head to base, one a round, by benchmark.
        controls: Those of one base to the other.
        seconds: What a call takes on base, one a round.
        margins: The slow-down that matters.
        gaps: What cannot be compared, and why.
        rounds: How many rounds were played.
    """

    differences: Numbers = field(default_factory=lambda: defaultdict(list))
    controls: Numbers = field(default_factory=lambda: defaultdict(list))
    seconds: Numbers = field(default_factory=lambda: defaultdict(list))
    margins: dict[str, float] = field(default_factory=dict)
    gaps: dict[str, str] = field(default_factory=dict)
    rounds: int = 0

    def take(self, times: RoundTimes) -> None:
        """Add a round."""
        self.rounds += 1
        self.gaps |= {name: f"only {side} has it" for name, side in times.absent.items()}
        self.gaps |= times.failures
        if times.leaks:
            self.gaps[times.leaks[0]] = (
                f"base ran this and {len(times.leaks) - 1} more of head's files: it was not base"
            )
        for name, blocks in times.blocks.items():
            costs = [block_costs(process) for process in zip(*blocks, strict=True)]
            difference, control = round_numbers(costs)
            self.differences[name].append(difference)
            self.controls[name].append(control)
            self.seconds[name].append(exp(median(costs[0])))
            self.margins.setdefault(name, times.margins.get(name, MARGIN))


@dataclass(frozen=True)
class GateWatch:
    """Who is told how far the gate has come.

    Args:
        started: Told that a round begins: its number, and how many benchmarks are open (0 before
            the first).
        looked: Told what is settled after a look: the rounds, and the words by benchmark.
    """

    started: Callable[[int, int], None] = lambda *_: None
    looked: Callable[[int, dict[str, Decision]], None] = lambda *_: None


def compare_live(
    plan: RoundPlan, watch: GateWatch | None = None, most: int = LOOK_ROUNDS[-1]
) -> BenchRun:
    """Compare head with base, live.

    What is known counts where the time is used up or the user interrupts.

    Args:
        plan: The sides, their benchmarks, and the time.
        watch: Who is told about it.
        most: Rounds to play at most.
    """
    start, before = time.monotonic(), Activity.now()
    gathered, watch = Gathered(), watch or GateWatch()
    suite, why = _play_all(plan, gathered, watch, most)
    seconds = time.monotonic() - start
    notes = [*noise_notes(before, Activity.now(), seconds), *_mode_notes(gathered)]
    return BenchRun(
        plan.sides[0].label,
        plan.sides[-1].label,
        list(_results(gathered, suite, why)),
        [f"{name}: {reason}" for name, reason in gathered.gaps.items()],
        notes,
        gathered.rounds,
        seconds,
    )


def _play_all(
    plan: RoundPlan, gathered: Gathered, watch: GateWatch, most: int
) -> tuple[SuiteTest, str]:
    """Play rounds, and look where a look is due; say why the rest stays undecided."""
    suite, look, lasted = SuiteTest({}), 0, 0.0
    why = (
        f"{most} rounds do not tell"
        if most >= LOOK_ROUNDS[0]
        else f"{LOOK_ROUNDS[0]} rounds are needed"
    )
    try:
        while gathered.rounds < most and not _in_vain(gathered, suite):
            plan.left_for(lasted)
            watch.started(gathered.rounds + 1, len(suite.open))
            first = gathered.rounds == 0
            times = play_round(plan if first else replace(plan, saved=None), list(suite.settled))
            gathered.take(times)
            lasted = times.seconds
            if first:
                suite = SuiteTest(gathered.margins)
            if gathered.rounds == LOOK_ROUNDS[look]:
                _look(suite, look, gathered, watch)
                look += 1
    except TimeoutError:
        why = "the time is used up"
    except KeyboardInterrupt:
        why = "it was interrupted"
    except SessionEndedError as error:
        gathered.gaps["a session"] = str(error)
        why = "a session ended"
    if look < len(LOOK_ROUNDS) and suite.open:
        _look(suite, look, gathered, watch)
    return suite, why


def _in_vain(gathered: Gathered, suite: SuiteTest) -> bool:
    """Whether no benchmark is left that can be compared."""
    return gathered.rounds > 0 and not set(suite.open) - gathered.gaps.keys()


def _look(suite: SuiteTest, look: int, gathered: Gathered, watch: GateWatch) -> None:
    suite.look(look, gathered.differences, gathered.controls)
    watch.looked(gathered.rounds, dict(suite.settled))


def _results(gathered: Gathered, suite: SuiteTest, why: str) -> Iterator[BenchResult]:
    for name, differences in gathered.differences.items():
        word = suite.settled.get(name, Decision.UNDECIDED)
        reason = {
            Decision.UNDECIDED: why,
            Decision.INVALID: "two processes of base differ as if one were another code",
        }.get(word, "")
        slowdown = Slowdown.of(word, differences)
        seconds = median(gathered.seconds[name])
        yield BenchResult(name, slowdown, gathered.margins[name], seconds, reason)


def _mode_notes(gathered: Gathered) -> Iterator[str]:
    for name, controls in gathered.controls.items():
        if has_two_modes(controls):
            yield f"{name}: processes of the same code run at either of two speeds"
