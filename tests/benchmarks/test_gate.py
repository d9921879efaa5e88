"""The gate: when it stops, what it leaves out, what it says of what it could not compare."""

import random
import time

import pytest

from harness.benchmarks import gate
from harness.benchmarks.gate import GateWatch, compare_live
from harness.benchmarks.timed_process import SessionEndedError, Side
from harness.benchmarks.timed_round import RoundPlan, RoundTimes
from harness.statistics.slowdown import Decision

pytest.importorskip("scipy")


class Rounds:
    """Stands in for rounds of processes: each call returns the next one."""

    def __init__(self, slower=1.0, spread=0.005, base_again=1.0):
        self.slower, self.spread, self.base_again = slower, spread, base_again
        self.draw, self.settled, self.saved = random.Random(1), [], []
        self.failures, self.absent, self.leaks = {}, {}, []
        self.stop_at, self.error = None, None

    def __call__(self, plan, settled=()):
        self.settled.append(list(settled))
        self.saved.append(plan.saved)
        if len(self.settled) == self.stop_at:
            raise self.error
        names = [name for name in ("a", "b") if name not in settled]
        return RoundTimes(
            {name: self.blocks(self.slower if name == "a" else 1.0) for name in names},
            {"b": 0.2},
            self.failures,
            self.absent,
            self.leaks,
            seconds=10.0,
        )

    def blocks(self, slower):
        levels = [0.001 * (1 + self.draw.gauss(0, self.spread)) for _ in range(3)]
        times = [levels[0], levels[1] * self.base_again, levels[2] * slower]
        return [[[(seconds, seconds)] * 3 for seconds in times]] * 5


@pytest.fixture
def played(tmp_path, monkeypatch):
    def play(rounds, deadline=float("inf"), most=16, watch=None):
        monkeypatch.setattr(gate, "play_round", rounds)
        sides = [Side("main", "python", tmp_path)] * 2 + [Side("head", "python", tmp_path)]
        plan = RoundPlan(sides, [], tmp_path, saved=tmp_path, deadline=deadline)
        run = compare_live(plan, watch, most)
        return run, {result.name: result for result in run.results}

    return play


def test_a_slow_down_is_found_with_its_size(played):
    run, found = played(Rounds(slower=1.1))
    assert found["a"].decision == Decision.REGRESSED
    assert found["a"].slowdown.change == pytest.approx(0.1, abs=0.02)
    assert found["b"].decision == Decision.OK
    assert run.exit_code == 1
    assert run.headline == "head against main: 1 REGRESSED, 1 OK"


def test_the_same_code_is_ok(played):
    run, found = played(Rounds())
    assert {result.decision for result in found.values()} == {Decision.OK}
    assert run.exit_code == 0
    assert found["a"].seconds == pytest.approx(0.001, rel=0.05)


def test_what_is_settled_is_left_out_of_later_rounds(played):
    rounds = Rounds(slower=1.02, spread=0.002)
    _, found = played(rounds)
    assert found["b"].slowdown.rounds == 4
    assert ["b"] in rounds.settled or found["a"].slowdown.rounds == 4
    assert rounds.settled[0] == []


def test_a_benchmark_s_own_margin_is_used(played):
    _, found = played(Rounds())
    assert (found["a"].margin, found["b"].margin) == (0.05, 0.2)


def test_times_are_saved_once(played, tmp_path):
    rounds = Rounds()
    played(rounds)
    assert rounds.saved == [tmp_path, None, None, None]


def test_two_bases_that_differ_make_the_run_invalid(played):
    run, found = played(Rounds(base_again=1.3, slower=1.5))
    assert found["a"].decision == Decision.INVALID
    assert "two processes of base differ" in found["a"].why
    assert run.exit_code == 4


def test_what_does_not_fit_into_the_time_is_undecided(played):
    """A round takes ten seconds, and there are five left after the first."""
    run, found = played(Rounds(), deadline=time.monotonic() + 5)
    assert run.rounds == 1
    assert found["a"].decision == Decision.UNDECIDED
    assert found["a"].why == "the time is used up"
    assert run.exit_code == 4


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (KeyboardInterrupt(), "it was interrupted"),
        (SessionEndedError("head: it fell"), "a session ended"),
    ],
)
def test_what_is_known_counts_when_a_run_ends_early(played, error, why):
    rounds = Rounds(slower=3.0, spread=0.08)
    rounds.stop_at, rounds.error = 6, error
    run, found = played(rounds)
    assert found["a"].decision == Decision.REGRESSED
    assert run.rounds == 5
    assert (found["b"].decision, found["b"].why) == (Decision.UNDECIDED, why)


def test_one_round_decides_nothing(played):
    _, found = played(Rounds(slower=3.0), most=1)
    assert found["a"].decision == Decision.UNDECIDED
    assert found["a"].why == "4 rounds are needed"


def test_what_could_not_be_compared_is_not_green(played):
    rounds = Rounds()
    rounds.failures, rounds.absent = {"c": "failed on main: no such layer"}, {"d": "head"}
    run, _ = played(rounds)
    assert list(run.gaps) == ["d: only head has it", "c: failed on main: no such layer"]
    assert run.exit_code == 4


def test_a_base_that_ran_head_s_sources_is_told(played):
    rounds = Rounds()
    rounds.leaks = ["/here/layer.py", "/here/other.py"]
    run, _ = played(rounds)
    assert run.gaps == ["/here/layer.py: base ran this and 1 more of head's files: it was not base"]


def test_who_watches_is_told_of_rounds_and_looks(played):
    started, looked = [], []
    watch = GateWatch(
        lambda number, still: started.append((number, still)),
        lambda rounds, settled: looked.append((rounds, dict(settled))),
    )
    played(Rounds(), watch=watch)
    assert started[:2] == [(1, 0), (2, 2)]
    assert looked[0] == (4, dict.fromkeys("ab", Decision.OK))
