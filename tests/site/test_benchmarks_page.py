"""The page of the benchmarks, alone: times, limits, charts, and texts from outside."""

import re

import pytest

from harness.results.timings import Timing, Timings
from harness.site.benchmarks_page import benchmarks_page
from tests.sample_run import NASTY


def timing(name, **extra):
    return Timing(name, "a-group", 1e-3, 2e-3, 3e-3, 4e-3, 5e-3, 7, extra)


def limited(name, binds, ratio=2.0, layer="LSTM"):
    return timing(name, limit=1e-3, ratio=ratio, binds=binds, layer=layer)


def page(*timings):
    return benchmarks_page(Timings("b.json", "2026-01-01T10:00", {"processor": NASTY}, timings))


def test_each_layer_has_its_distances_with_what_binds():
    found = page(
        limited("a", "call"), limited("b", "arithmetic", 1.25), limited("c", "steps", layer="GRU")
    )
    assert "LSTM beside its limits" in found
    assert "GRU beside its limits" in found
    rows = re.findall(r'<th scope="row">([abc])</th>.*?<td>(\w+)</td></tr>', found)
    assert rows == [("a", "call"), ("b", "arithmetic"), ("c", "steps")]
    assert '<td class="number">1.25</td><td>arithmetic</td>' in found
    assert found.count('<svg class="plot"') == 3  # two layers, and the group of times


def test_times_without_a_limit_are_shown_as_before():
    found = page(timing("a", ratio=2))
    assert "beside its limits" not in found
    assert "ratio 2" in found
    assert found.count('<svg class="plot"') == 1


def test_the_chart_names_what_binds_and_has_ids_of_its_own():
    found = page(limited("a", "call"), limited("b", "steps"))
    drawing = re.search(r'<svg class="plot".*?</svg>', found, re.DOTALL)[0]
    assert {"call", "steps", "time over limit"} <= set(re.findall(r">([a-z ]+)<", drawing))
    assert set(re.findall(r'\bid="([\w-]+?)-', drawing)) == {"limits"}


@pytest.mark.parametrize("binds", [NASTY, "", "something else"])
def test_what_a_file_says_is_written_as_text(binds):
    found = page(limited(NASTY, binds, layer=NASTY))
    assert "<script" not in found


def test_the_same_benchmarks_make_the_same_bytes():
    assert page(limited("a", "call")) == page(limited("a", "call"))
