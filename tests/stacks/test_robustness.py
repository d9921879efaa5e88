"""The real worker with subjects that kill, crash, exit, hang, print and use up memory."""

import os
import sys
from pathlib import Path

import pytest

from harness.evidence import Request
from harness.stacks.client import Client
from harness.stacks.stack import Stack

ROOT = Path(__file__).parents[2]
TENSORFLOW = """
__version__ = "2.99.1"
class keras:
    __version__ = "2.99.0"
class config:
    list_physical_devices = staticmethod(lambda kind: [])
"""
"""Starting the worker again takes no seconds with this in TensorFlow's place."""


@pytest.fixture
def stack(tmp_path):
    (tmp_path / "tensorflow.py").write_text(TENSORFLOW)
    path = os.pathsep.join([str(tmp_path), str(ROOT)])
    stack = Stack(Client(limit=8.0, environment={"PYTHONPATH": path}))
    yield stack
    stack.close()


def ask(stack, name, **given):
    return stack.measure(Request(f"tests.stacks.deadly:{name}", given))


@pytest.mark.parametrize(
    ("name", "kind", "words"),
    [
        ("killed", "WorkerDied", "was ended by SIGKILL, perhaps for want of memory"),
        ("crashed", "WorkerDied", "was ended by SIGABRT"),
        ("vanished", "WorkerDied", "ended with 0"),
        ("stuck", "WorkerDied", "no answer within 8 s"),
        ("left", "SystemExit", "enough"),
        ("greedy", "", "emory"),
        ("endless", "NotJSONError", "JSON data or arrays"),
    ],
)
@pytest.mark.skipif(sys.platform != "linux", reason="signals and limits are Linux's")
def test_a_deadly_subject_fails_its_own_request_alone(stack, name, kind, words):
    assert ask(stack, "harmless", number=1).value == 1
    failure = ask(stack, name).failure
    assert failure is not None
    assert failure.type == kind or not kind
    assert words in f"{failure.type}: {failure.message}"
    assert ask(stack, "harmless", number=2).value == 2


def test_output_of_a_subject_fails_no_request(stack):
    assert ask(stack, "babbling").value == 7
    assert ask(stack, "harmless").value == 1


def test_a_stack_describes_itself(stack):
    facts = stack.facts
    assert facts.name == "tf2.99-legacy"
    assert facts.threads >= 1
    assert facts.cpu
    assert facts.python == ".".join(map(str, sys.version_info[:3]))
