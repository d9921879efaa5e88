"""Subjects that kill, block or flood their worker."""

import os
import signal
import sys
import time

import numpy as np


def harmless(number=1):
    return number


def killed():
    os.kill(os.getpid(), signal.SIGKILL)


def crashed():
    os.abort()


def left():
    sys.exit("enough")


def vanished():
    os._exit(0)


def stuck():
    time.sleep(60)


def babbling():
    print("garbage")  # noqa: T201 - it must not reach the answers
    os.write(1, b"more garbage\n")
    return 7


def greedy():
    """Ask for four times the machine's memory, and use it."""
    size = 4 * os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return float(np.ones(size // 8)[0])


def endless():
    return {"a": object()}
