"""Each subject gets its own outcome in every order, and leaves nothing running."""

import contextlib
import random
import sys
import time
import uuid
from pathlib import Path

import pytest

from harness.stacks.client import Client
from tests.stacks.misbehaving import RIGHT

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="what they do is Linux's")


def outcome(answer):
    return answer["failure"]["type"] if "failure" in answer else answer["value"]


def running(mark):
    """List the processes with a variable in their environment that only this test has set."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if mark.encode() in (process / "environ").read_bytes():
                found.append((process / "cmdline").read_bytes().decode())
    return [command for command in found if command]


@pytest.fixture
def mark():
    mark = f"MISBEHAVING={uuid.uuid4()}"
    yield mark
    assert running(mark) == []


@pytest.fixture
def client(mark):
    name, _, value = mark.partition("=")
    client = Client(limit=20.0, environment={"PYTHONPATH": str(ROOT), name: value})
    yield client
    start = time.monotonic()
    client.close()
    assert time.monotonic() - start < 15  # the limit of a request is longer


def order(how):
    names = list(RIGHT)
    if how == "backwards":
        names.reverse()
    elif how != "forwards":
        random.Random(how).shuffle(names)
    return names


@pytest.mark.parametrize("how", ["forwards", "backwards", 1, 2, 3])
def test_every_subject_gets_its_own_outcome_in_every_order(client, how):
    found = {n: outcome(client.ask(f"tests.stacks.misbehaving:{n}", {})) for n in order(how)}
    assert found == RIGHT


def test_processes_of_a_subject_end_with_its_answer(client, mark):
    for name in ("leaves_a_child", "leaves_a_daemon", "leaves_a_command", "leaves_a_thread"):
        client.ask(f"tests.stacks.misbehaving:{name}", {})
        commands = running(mark)
        assert [c for c in commands if "sleep" in c] == []
        assert len(commands) <= 2, commands  # the keeper and at most one worker


def test_no_subject_inherits_the_random_state_of_another(client):
    drawn = [client.ask("random:random", {})["value"] for _ in range(2)]
    client.ask("random:seed", {"a": 1})
    drawn.append(client.ask("random:random", {})["value"])
    client.ask("random:seed", {"a": 1})
    drawn.append(client.ask("random:random", {})["value"])
    client.ask("numpy.random:seed", {"seed": 1})
    drawn.append(client.ask("numpy.random:rand", {})["value"])
    client.ask("numpy.random:seed", {"seed": 1})
    drawn.append(client.ask("numpy.random:rand", {})["value"])
    assert len(set(drawn)) == len(drawn)
