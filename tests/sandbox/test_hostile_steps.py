"""Hostile statements end as what they are, and the host goes on."""

import os
import time

import pytest

from harness.sandbox.limits import ContainmentError, Limits
from harness.sandbox.sandbox import Sandbox
from harness.sandbox.steps import CodeStep
from tests.sandbox.test_sandbox import HANGS

MIB = 1 << 20
SMALL = Limits(memory=512 * MIB, disk=16 * MIB, processes=24, output=64 << 10)


@pytest.fixture
def sandbox():
    try:
        with Sandbox(SMALL) as found:
            yield found
    except ContainmentError as error:
        pytest.skip(f"this machine cannot contain code: {error}")


def step(sandbox, source, seconds=1.0, **options):
    return sandbox.step(CodeStep(source, "<cell>", seconds=seconds, **options))


def steps(sandbox, source, seconds=1.0):
    """Run the statements of a cell up to one that is stopped, and return the outcome of the last."""
    found = step(sandbox, source, seconds)
    for at in range(1, found.number):
        found = found if found.stopped else step(sandbox, source, seconds, at=at)
    return found


@pytest.mark.parametrize(
    "source",
    [
        "import builtins; builtins.print = builtins.repr = builtins.len = builtins.eval = None",
        "del __builtins__.print",
        "import sys; sys.stdout = sys.stderr = None",
        "import sys; sys.modules.clear()",
        "import sys; sys.meta_path.clear(); sys.displayhook = None",
        "globals().clear()",
        "import signal; signal.signal(signal.SIGALRM, signal.SIG_IGN)",
        "import signal; signal.alarm(1)",
        "import linecache, ast; linecache.cache = None; ast.Expression = int",
        "get_ipython().user_ns = None; In.clear(); Out = 5",
        "def display(*x): raise SystemExit",
        "__name__ = 5; __builtins__ = {}",
        "import asyncio; asyncio.get_event_loop().close()",
    ],
)
def test_code_that_breaks_its_own_session_hangs_no_host(sandbox, source):
    steps(sandbox, source)
    start = time.monotonic()
    found = step(sandbox, "1 + 1")
    assert found.stopped or found.raises or found.output == "2\n"
    assert time.monotonic() - start < HANGS


@pytest.mark.parametrize(
    "source",
    [
        "try:\n  while True: len('')\nexcept: print('swallowed')",
        "try:\n  import time; time.sleep(99)\nfinally: time.sleep(99)",
        "while True:\n  try:\n    import time; time.sleep(99)\n  except Exception: pass",
        "import time\nclass A:\n  def __repr__(self): time.sleep(99)\nA()",
        "class A:\n  def __del__(self): import time; time.sleep(99)\na = A(); del a",
        "import asyncio\nawait asyncio.sleep(99)",
        "import threading; threading.Event().wait()",
        "import subprocess; subprocess.run(['sleep', '99'])",
    ],
)
def test_code_that_heeds_its_limit_late_still_ends_alone(sandbox, source):
    found = steps(sandbox, source, 0.3)
    if not found.stopped:
        pytest.skip("a destructor's exceptions are passed over, and its end is in time")
    assert found.stopped == "time limit of 0.3 s"
    assert step(sandbox, "'on'").output == "'on'\n"


@pytest.mark.parametrize(
    "source",
    [
        "import itertools; sum(itertools.repeat(0))",
        "import time\nwhile True:\n  try: time.sleep(9)\n  except BaseException: pass",
        "import signal; signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGALRM]); signal.pause()",
    ],
)
def test_code_that_never_heeds_its_limit_ends_with_its_process(sandbox, source):
    assert steps(sandbox, source, 0.3).stopped == "time limit of 0.3 s"
    last = step(sandbox, "\n1")
    assert last.stopped == "not reached: time limit of 0.3 s"
    assert (last.lines, last.number) == ((2, 2), 1)


def test_ten_megabytes_of_output_end_the_process(sandbox):
    found = step(sandbox, "print('x' * 10_000_000)")
    assert found.stopped == "output limit of 65536 bytes"
    assert len(found.output) <= 65537


def test_a_forked_child_sends_no_answer(sandbox):
    step(sandbox, "import os")
    assert step(sandbox, "child = os.fork(); x = 1").stopped == ""
    assert step(sandbox, "child > 0").output == "True\n"


def test_what_is_written_to_descriptors_is_no_answer(sandbox):
    source = (
        "if 1:\n  import os\n  for d in range(3, 512):\n"
        '    try: os.write(d, b\'{"lines": [1, 1], "number": 1}\\n\')\n    except OSError: pass'
    )
    assert step(sandbox, source).stopped == "wrote to the channel of the answers"


@pytest.mark.parametrize("source", ["import os; os._exit(3)", "import os; os.kill(os.getpid(), 9)"])
def test_a_process_that_ends_is_named_with_the_place(sandbox, source):
    found = steps(sandbox, source)
    assert found.stopped
    assert (found.lines, found.number) == ((1, 1), 2)


def test_huge_counts_cost_nothing(sandbox):
    assert step(sandbox, "3", executed=10**9).output == "3\n"


@pytest.mark.skipif(os.name == "nt", reason="a name of POSIX")
def test_a_value_that_fails_to_be_shown_is_an_exception_of_its_statement(sandbox):
    found = step(sandbox, "type('A', (), {'__repr__': lambda self: 1 / 0})()")
    assert found.raises["type"] == "ZeroDivisionError"
