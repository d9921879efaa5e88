"""Comparing printed figures, beside splitting the same text at its blanks."""

import time

import pytest

from harness.benchmarks.pairs import take_turns
from harness.benchmarks.printouts import PRINTOUTS, drawn_figures
from harness.printed.outputs import compare_outputs
from harness.printed.screen import numbered

FIGURES = 100_000
PAIRS = 3


@pytest.mark.parametrize("way", PRINTOUTS)
def test_a_hundred_thousand_figures_are_compared_in_a_second(way, benchmark):
    figures = drawn_figures(FIGURES)
    page = [tuple(line) for line in numbered(PRINTOUTS[way](figures))]
    figures[FIGURES // 2] = 0.5
    here = PRINTOUTS[way](figures)

    def compare():
        assert len(compare_outputs(page, here).substance) == 1

    clock = time.process_time
    pairs = benchmark.pedantic(take_turns, args=(compare, here.split, PAIRS, clock), rounds=1)
    benchmark.extra_info.update(ratio=pairs.ratio, compare=pairs.first, split=pairs.second)
    assert min(pairs.first) < 1
