"""A session of a comparison keeps to one core while it is timed."""

import os
import threading
from pathlib import Path

import pytest

from harness.benchmarks.timed_session import staying_on


def cores():
    """The cores that each thread of this process may run on."""
    return [os.sched_getaffinity(int(thread.name)) for thread in Path("/proc/self/task").iterdir()]


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="the system chooses the core")
def test_all_threads_stay_on_one_core_while_they_are_timed():
    before, over = os.sched_getaffinity(0), threading.Event()
    thread = threading.Thread(target=over.wait)
    thread.start()
    try:
        with staying_on(min(before)):
            assert set(map(frozenset, cores())) == {frozenset({min(before)})}
        assert set(map(frozenset, cores())) == {frozenset(before)}
    finally:
        over.set()
        thread.join()


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="nothing tells where threads run")
def test_without_a_chosen_core_threads_stay_where_they_are():
    before = cores()
    with staying_on(None):
        assert cores() == before
