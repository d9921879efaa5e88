"""What checking a page costs beside running it once, in ratios of processor time of one machine."""

import os
import sys
from pathlib import Path

import pytest

from tests.foreign.cost import least, may_group
from tests.foreign.many import main as make_pages

pytestmark = pytest.mark.skipif(not may_group(), reason="no control groups of version 2 here")

TIMES = 2
RUN = """
import json, sys
for cell in json.load(open(sys.argv[1]))["cells"]:
    exec(cell["source"], globals())
"""


@pytest.fixture
def page(tmp_path):
    make_pages(tmp_path / "pages", 4)
    return tmp_path / "pages" / "page003.ipynb"


def check(page, cache, *options):
    command = [sys.executable, "-m", "harness", "check", str(page), *options]
    return least(command, TIMES, env={**os.environ, "HARNESS_CACHE": str(cache)})["cpu"]


def test_a_check_takes_little_more_than_its_three_runs(page, tmp_path, benchmark):
    """A plain process has no kernel to start, so that this is stricter than beside nbval."""
    cache, python = tmp_path / "cache", [sys.executable, "-c", RUN, str(page)]
    checked = benchmark.pedantic(check, args=(page, cache, "--no-cache"), rounds=1)
    bare = least(python, TIMES)["cpu"]
    benchmark.extra_info.update(check=checked, bare=bare, ratio=checked / bare)
    assert checked <= 3.3 * bare + check(Path(__file__).parent / "tiny.md", cache)


def test_an_unchanged_page_costs_a_fraction_of_a_run(page, tmp_path, benchmark):
    cache = tmp_path / "cache"
    fresh = check(page, cache, "--no-cache")
    check(page, cache)
    again = benchmark.pedantic(check, args=(page, cache), rounds=1)
    benchmark.extra_info.update(fresh=fresh, again=again, ratio=again / fresh)
    assert again <= 0.6 * fresh
