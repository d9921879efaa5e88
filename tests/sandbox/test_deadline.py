"""A deadline interrupts code, several times if need be, and leaves no timer behind."""

import signal
import time

import pytest

from harness.sandbox.deadline import Deadline, OutOfTimeError

pytestmark = pytest.mark.skipif(
    not hasattr(signal, "setitimer"), reason="this system has no such timer"
)


def test_what_ends_in_time_is_not_interrupted():
    deadline = Deadline()
    before = signal.getsignal(signal.SIGALRM)
    assert deadline.run(5.0, lambda: 3) == 3
    assert not deadline.passed
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
    assert signal.getsignal(signal.SIGALRM) is before


def test_what_sleeps_is_interrupted():
    deadline = Deadline()
    with pytest.raises(OutOfTimeError):
        deadline.run(0.05, lambda: time.sleep(60))
    assert deadline.passed


def test_what_catches_it_is_interrupted_again():
    def stubborn():
        for _ in range(3):
            try:
                time.sleep(60)
            except BaseException:  # noqa: BLE001 - the fact itself
                continue

    deadline = Deadline()
    deadline.run(0.05, stubborn)
    assert deadline.passed


def test_code_that_sets_a_timer_of_its_own_keeps_it():
    def own():
        signal.signal(signal.SIGALRM, lambda *_: None)
        signal.setitimer(signal.ITIMER_REAL, 50.0, 7.0)

    before = signal.getsignal(signal.SIGALRM)
    try:
        Deadline().run(5.0, own)
        assert signal.getitimer(signal.ITIMER_REAL)[1] == 7.0
        assert Deadline().run(0.01, lambda: 4) == 4
        assert signal.getitimer(signal.ITIMER_REAL)[1] == 7.0
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
