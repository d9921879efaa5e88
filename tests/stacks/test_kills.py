"""After any process is killed at any time no request hangs and nothing is left behind."""

import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import pytest

from harness.stacks import keeper_process
from harness.stacks.client import Client
from tests.stacks.test_misbehaving import ROOT, mark, running  # noqa: F401 - a fixture

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are found in /proc")

BUSY, DAEMON = "tests.stacks.misbehaving:patient", "tests.stacks.misbehaving:works_with_others"
KILLS = range(10)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Where temporary folders are made, and are gone in the end."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    yield tmp_path
    assert list(tmp_path.glob("harness-worker-*")) == []


@pytest.fixture
def client(folder, mark):  # noqa: F811 - the fixture
    name, _, value = mark.partition("=")
    client = Client(limit=20.0, environment={"PYTHONPATH": str(ROOT), name: value})
    yield client
    client.close()


def processes(mark, word):  # noqa: F811 - the same
    """Find processes of this test by a word of their command lines."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if mark.encode() in (process / "environ").read_bytes():
                line = (process / "cmdline").read_bytes().decode()
                found += [int(process.name)] if word in line else []
        except OSError:
            continue
    return found


def kill_after(seconds, mark, word):  # noqa: F811 - the same
    def kill():
        time.sleep(seconds)
        for process in processes(mark, word):
            os.kill(process, signal.SIGKILL)

    thread = threading.Thread(target=kill)
    thread.start()
    return thread


@pytest.mark.parametrize("word", ["harness.stacks.worker", "keeper.keep_worker"])
def test_a_killed_process_fails_at_most_the_open_request(client, mark, word):  # noqa: F811
    for number in KILLS:
        assert client.ask(BUSY, {}).get("value") == 1
        killer = kill_after(random.Random(number).uniform(0, 0.3), mark, word)
        answer = client.ask(DAEMON, {"seconds": 0.15})
        killer.join()
        assert answer.get("value") == 1 or answer["failure"]["type"] == "WorkerDied"
        assert client.ask(BUSY, {}).get("value") == 1


def test_a_stopped_keeper_is_continued(client):
    assert client.ask("tests.stacks.misbehaving:stops_its_keeper", {}).get("value") == 1
    assert client.ask(BUSY, {}).get("value") == 1


ASKING = """
import sys, tempfile
tempfile.tempdir = sys.argv[2]
from harness.stacks.client import Client
client = Client(limit=20.0)
while True:
    client.ask("tests.stacks.misbehaving:works_with_others", {"seconds": 0.1})
    print("answered", flush=True)
"""


def asking(folder, mark):  # noqa: F811 - the fixture
    name, _, value = mark.partition("=")
    return subprocess.Popen(
        [sys.executable, "-c", ASKING, "", str(folder)],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT), name: value},
    )


def wait_until(condition, seconds=10.0):
    deadline = time.monotonic() + seconds
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert condition()


@pytest.mark.parametrize("number", KILLS)
def test_nothing_survives_its_client(folder, mark, number):  # noqa: F811 - the fixture
    with asking(folder, mark) as process:
        assert process.stdout.readline() == b"answered\n"
        time.sleep(random.Random(number).uniform(0, 0.5))
        process.kill()
        process.stdout.close()
    wait_until(lambda: running(mark) == [])
    wait_until(lambda: list(folder.iterdir()) == [])


def test_leftovers_of_client_and_keeper_are_removed_at_the_next_start(folder, mark, monkeypatch):  # noqa: F811
    with asking(folder, mark) as process:
        assert process.stdout.readline() == b"answered\n"
        time.sleep(0.1)
        os.kill(process.pid, signal.SIGSTOP)
        for each in [*processes(mark, "keeper.keep_worker"), process.pid]:
            os.kill(each, signal.SIGKILL)
        process.stdout.close()
    (left,) = folder.glob("harness-worker-*")
    keeper_process.sweep_workers()
    assert not left.exists()
    wait_until(lambda: running(mark) == [])


def test_the_folder_of_a_running_client_is_kept(client, folder):
    client.ask(BUSY, {})
    (own,) = folder.glob("harness-worker-*")
    keeper_process.sweep_workers()
    assert own.exists()


def test_an_interrupt_ends_the_worker_and_the_next_request_starts_another(client, mark):  # noqa: F811
    client.ask(BUSY, {})
    timer = threading.Timer(0.2, os.kill, (os.getpid(), signal.SIGINT))
    timer.start()
    with pytest.raises(KeyboardInterrupt):
        client.ask(DAEMON, {"seconds": 5.0})
    timer.join()
    assert running(mark) == []
    assert client.ask(BUSY, {}).get("value") == 1
