"""The sandboxes of a slot can be closed while they run."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from harness.checking.page_slots import PageSlots, held, tell


class Box:
    """Something that runs until it is closed."""

    def __init__(self):
        self.open, self.closed = threading.Event(), threading.Event()

    def run(self):
        with held(self):
            self.open.set()
            return self.closed.wait(10)

    def close(self):
        self.closed.set()


def test_runs_that_are_going_on_end_where_nobody_waits_for_them():
    slots, boxes = PageSlots(2), [Box(), Box()]
    running = [slots.submit(box.run) for box in boxes]
    for box in boxes:
        assert box.open.wait(10)
    slots.shutdown(wait=False, cancel_futures=True)
    assert [future.result(10) for future in running] == [True, True]


def test_a_sandbox_that_opens_too_late_is_closed_at_once():
    slots, go, box = PageSlots(1), threading.Event(), Box()

    def late():
        go.wait(10)
        return box.run()

    running = slots.submit(late)
    slots.shutdown(wait=False)
    go.set()
    assert running.result(10)


def test_what_has_ended_is_not_closed_again():
    slots, box = PageSlots(1), Box()
    box.closed.set()
    assert slots.submit(box.run).result(10)
    box.closed.clear()
    slots.shutdown(wait=False)
    assert not box.closed.is_set()


def test_waiting_for_the_runs_closes_nothing():
    box = Box()
    with PageSlots(1) as slots:
        running = slots.submit(box.run)
        assert box.open.wait(10)
        threading.Timer(0.05, box.closed.set).start()
    assert running.result()


def test_a_slot_tells_of_its_blocks():
    told = []
    with PageSlots(1, lambda *what: told.append(what)) as slots:
        slots.submit(tell, "a.md", "plain", 1, 3).result()
    assert told == [("a.md", "plain", 1, 3)]


@pytest.mark.parametrize("executor", [PageSlots, ThreadPoolExecutor])
def test_nobody_has_to_listen(executor):
    box = Box()
    box.closed.set()
    with executor(1) as slots:
        slots.submit(tell, "a.md", "plain", 1, 3).result()
        assert slots.submit(box.run).result(10)
