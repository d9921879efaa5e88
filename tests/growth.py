"""How much longer something takes with a longer text; the clock counts this process alone.

Tests that ask carry the mark ``growth``: a clock has no place in the default run. `tox -e growth`.
"""

import gc
import time

UNITS = [
    "a", "1", "/a", "a_", "_", "_1", "1,", "1,111", "[", "(", "]", " ", "\t", "1e", "-", ".", "`", "<a", "![",
    "](", "[](", "http://", "# ", "a #", "é", "A1a", "aB", "=", "a=", "a ", "1.", "1-", "-1", "|", "```", "\n",
    "a\n", "In [1]:\n", "In [1]:\nx\n\n", "```python\n", "```python\n>>>\n", "    a\n", "%%x\n", "def ", "0x",
    "\x1b[", "1%", "1 ", "(1,", "[1 ", "...", "\u0301\u0316", "x\u0301", "{", "'", "loss ", "loss: 1 ",
]  # fmt: skip
"""What texts are made of that have harmed readers of text: each over and over."""

SMALL, TIMES, ENOUGH = 20_000, 8, 0.25
"""Characters of the shorter text, how much longer the other is, and seconds that no growth hurts."""


def seconds(function, *arguments, times=3):
    """Take the least of a few times, so that a busy machine does not count."""
    found = []
    gc.freeze()  # what pytest holds is not looked through again while the clock runs
    for _ in range(times):
        start = time.process_time()
        function(*arguments)
        found.append(time.process_time() - start)
        if found[-1] < ENOUGH:
            break
    gc.unfreeze()
    return min(found)


def is_linear(function, unit, small=SMALL):
    """Whether a text eight times as long takes at most about eight times as long."""
    for _ in range(6):  # the two are timed side by side, as a machine is busy for a while
        short = seconds(function, unit * (small // len(unit)), times=1)
        long = seconds(function, unit * (TIMES * small // len(unit)), times=1)
        if long < ENOUGH or long < 3 * TIMES * max(short, 0.005):
            return True
    return False
