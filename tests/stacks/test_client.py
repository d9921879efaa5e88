"""A worker that dies, hangs or writes nonsense fails one request."""

import os
import signal
import sys
import textwrap
from pathlib import Path

import pytest

from harness.evidence import Request
from harness.stacks.client import Client, WorkerDiedError
from harness.stacks.stack import Stack

ECHO = """
    import json, os, sys, time
    FACTS = {"python": "3", "tensorflow": "2.99.1", "keras": None, "numpy": "2", "device": "CPU", "seconds": 0.5}
    def say(**parts):
        print(json.dumps({"id": request["id"], **parts}), flush=True)
    for line in sys.stdin:
        request = json.loads(line)
        match request["subject"]:
            case "harness.stacks.worker:describe": say(value=FACTS, seconds=0.5)
            case "m:dies": print("last words", file=sys.stderr, flush=True); os._exit(7)
            case "m:hangs": time.sleep(60)
            case "m:babbles": print("garbage", flush=True)
            case "m:litters":
                import tempfile
                say(value=tempfile.mkstemp()[1], seconds=0.1)
            case "m:lives":
                for done in range(4):
                    say(heartbeat=["deep", "epoch", done, 4])
                    time.sleep(request["given"]["pause"])
                say(value=4, seconds=0.1)
            case "m:fails": say(failure={"type": "ValueError", "message": "no"}, seconds=0.1)
            case "m:says": print(request["given"]["line"].replace("ID", str(request["id"])), flush=True)
            case "m:late":
                say(value=1, seconds=0.1)
                time.sleep(request["given"]["pause"])
                say(value=2, seconds=0.1)
            case "m:pid": say(value=os.getpid(), seconds=0.1)
            case _: say(value=request["given"], seconds=0.25)
"""


def client(script=ECHO, limit=20.0):
    return Client([sys.executable, "-c", textwrap.dedent(script)], limit)


@pytest.fixture
def stack():
    stack = Stack(client())
    yield stack
    stack.close()


def test_a_stack_is_named_by_its_tensorflow(stack):
    assert (stack.facts.name, stack.facts.keras) == ("tf2.99", "none")


def test_an_answer_becomes_evidence(stack):
    evidence = stack.measure(Request("m:f", {"units": 3}))
    assert (evidence.value, evidence.failure, evidence.seconds) == ({"units": 3}, None, 0.25)


def test_a_failure_is_evidence(stack):
    failure = stack.measure(Request("m:fails")).failure
    assert failure is not None
    assert (failure.type, failure.message, failure.blocked) == ("ValueError", "no", False)


@pytest.mark.parametrize(
    ("subject", "words"),
    [("m:dies", "ended with 7: last words"), ("m:babbles", "answered 'garbage")],
)
def test_a_worker_that_breaks_fails_its_request_alone(stack, subject, words):
    failure = stack.measure(Request(subject)).failure
    assert failure is not None
    assert failure.type == "WorkerDied"
    assert words in failure.message
    assert stack.measure(Request("m:f", {"a": 1})).value == {"a": 1}


def test_a_worker_that_hangs_is_ended_after_its_limit():
    stack = Stack(client(limit=1.0))
    failure = stack.measure(Request("m:hangs")).failure
    assert failure is not None
    assert "no answer within 1 s" in failure.message
    stack.close()


def test_temporary_files_of_a_worker_are_removed_with_it(stack):
    left = Path(stack.measure(Request("m:litters")).value)
    assert left.exists()
    stack.close()
    assert not left.exists()
    assert not left.parent.exists()


SHAPES = [
    '{"id": ID}',
    '{"id": ID, "value": 1}',
    '{"id": 0, "value": 1, "seconds": 0.1}',
    '{"id": ID, "value": 1, "seconds": -1}',
    '{"id": ID, "value": 1, "failure": {"type": "E", "message": ""}, "seconds": 1}',
    '{"id": ID, "value": "\\ud800", "seconds": 1}',
    '{"id": ID, "heartbeat": [1, 2, 3, 4]}',
    "[]",
    "[" * 100_000,
]


@pytest.mark.parametrize("line", SHAPES)
def test_a_wrong_answer_fails_its_request_and_the_worker_is_restarted(stack, line):
    before = stack.measure(Request("m:pid")).value
    failure = stack.measure(Request("m:says", {"line": line})).failure
    assert failure is not None
    assert failure.type == "WorkerDied"
    assert failure.message.startswith("the worker answered ")
    assert len(failure.message.splitlines()) == 1
    assert stack.measure(Request("m:pid", {"again": 1})).value != before


@pytest.mark.parametrize("pause", [0.0, 0.001, 0.01, 0.1])
def test_a_late_answer_is_dropped(stack, pause):
    for number in range(8):
        late = stack.measure(Request("m:late", {"pause": pause, "number": number}))
        assert late.value == 1 or late.failure.message == "the worker answered more than once"
        assert stack.measure(Request("m:f", {"number": number})).value == {"number": number}


def test_a_worker_that_ends_between_requests_fails_none(stack):
    worker = stack.measure(Request("m:pid")).value
    os.kill(worker, signal.SIGKILL)
    assert stack.measure(Request("m:f", {"a": 1})).value == {"a": 1}


def test_a_worker_broken_by_earlier_requests_fails_no_later_one():
    breaking = ECHO.replace(
        'case "m:pid":',
        'case "m:f" if broken: os._exit(3)\n            case "m:breaks": broken = True; say(value=1, seconds=0.1)\n            case "m:pid":',
    )
    stack = Stack(
        client(breaking.replace("    for line in", "    broken = False\n    for line in"))
    )
    assert stack.measure(Request("m:breaks")).value == 1
    assert stack.measure(Request("m:f", {"a": 1})).value == {"a": 1}
    stack.close()


def test_the_stack_is_described_once(stack):
    assert stack.facts.tensorflow == "2.99.1"
    stack.measure(Request("m:dies"))
    assert stack.measure(Request("m:f", {"a": 1})).value == {"a": 1}
    counting = client(ECHO.replace("value=FACTS", "value=dict(FACTS, seconds=time.time())"))
    first = counting.describe()
    counting.ask("m:dies", {})
    counting.ask("m:f", {})
    assert counting.describe() is first
    counting.close()


def test_arguments_that_cannot_be_sent_fail_their_request(stack):
    for given in ({"a": 10**5000}, {"a": b"x"}, {"a": object()}):
        answer = stack.client.ask("m:f", given)
        assert "its arguments cannot be sent" in answer["failure"]["message"]
    assert stack.measure(Request("m:f", {"a": 1})).value == {"a": 1}


def test_a_worker_that_cannot_be_found_is_an_error():
    absent = Client(["/no/such/python"], 5.0)
    assert "the worker cannot start" in absent.ask("m:f", {})["failure"]["message"]
    absent.close()


def test_a_worker_that_leaves_its_channel_open_and_ends_is_noticed():
    leaving = ECHO.replace(
        'case "m:hangs": time.sleep(60)',
        'case "m:hangs":\n                if os.fork(): os._exit(4)\n                time.sleep(60)',
    )
    stack = Stack(client(leaving))
    failure = stack.measure(Request("m:hangs")).failure
    assert failure is not None
    assert "ended with 4" in failure.message
    stack.close()


def test_heartbeats_reach_the_listener_and_are_no_answers(stack):
    heard = []
    stack.listen(lambda *sign: heard.append(sign))
    assert stack.measure(Request("m:lives", {"pause": 0.0})).value == 4
    assert heard == [("deep", "epoch", done, 4) for done in range(4)]


def test_the_limit_counts_from_the_last_heartbeat():
    stack = Stack(client(limit=2.0))
    assert stack.measure(Request("m:lives", {"pause": 0.8})).value == 4
    failure = stack.measure(Request("m:lives", {"pause": 30.0})).failure
    assert failure is not None
    assert "no answer within 2 s" in failure.message
    stack.close()


def test_a_stack_without_tensorflow_blocks_and_says_how_to_get_it():
    stack = Stack(client(ECHO.replace('"2.99.1"', "None")))
    failure = stack.measure(Request("m:f")).failure
    assert failure is not None
    assert failure.blocked
    assert "claims-harness[stack]" in failure.message
    stack.close()


def test_a_stack_that_is_not_there_has_no_facts():
    stack = Stack(client("raise SystemExit(3)"))
    assert stack.facts.name == "no stack"
    without = Stack(client(ECHO.replace('"2.99.1"', "None")))
    assert (without.facts.name, without.facts.python) == ("no stack", "3")
    stack.close()
    without.close()


def test_a_worker_that_cannot_start_is_an_error_and_not_a_hang():
    stack = Stack(client("import sys; sys.exit('no such thing')"))
    failure = stack.measure(Request("m:f")).failure
    assert failure is not None
    assert "no such thing" in failure.message
    with pytest.raises(WorkerDiedError):
        _ = client("raise SystemExit(3)").describe()
    stack.close()


def test_a_closed_client_starts_no_worker():
    closed = client()
    closed.close()
    assert closed.ask("m:f", {})["failure"]["message"] == "the run was ended"
    with pytest.raises(WorkerDiedError, match="the run was ended"):
        closed.describe()


def test_a_worker_that_cannot_be_started_is_no_answer(monkeypatch):
    def refused(*arguments):
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr("harness.stacks.client.KeeperProcess", refused)
    failure = client().ask("m:f", {})["failure"]
    assert failure["type"] == "WorkerDied"
    assert "no worker can be started" in failure["message"]
