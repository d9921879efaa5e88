"""A line of a worker is the answer or a heartbeat of the open request, or it is refused."""

import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.sandbox.answers import ForeignAnswerError, read_answer

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=6,
)
FAILURE = {"type": "ValueError", "message": "no", "blocked": False, "traceback": ""}


def line(**parts):
    return json.dumps(parts).encode() + b"\n"


@pytest.mark.parametrize(
    "parts",
    [
        {"value": None},
        {"value": [float("nan"), "\U0001f600"]},
        {"failure": FAILURE},
        {"failure": {"type": "E", "message": ""}},
        {"value": 1, "spoilt": "a thread lives on"},
    ],
)
def test_an_answer_is_read(parts):
    found = read_answer(line(id=3, **parts, seconds=0.5), 3)
    assert json.dumps(found) == json.dumps({"id": 3, **parts, "seconds": 0.5})


def test_a_heartbeat_is_read():
    assert read_answer(line(id=3, heartbeat=["a", "b", 1, 2]), 3)["heartbeat"] == ["a", "b", 1, 2]


@pytest.mark.parametrize(
    "parts",
    [
        {"id": 4, "value": 1, "seconds": 0.5},
        {"id": True, "value": 1, "seconds": 0.5},
        {"id": "1", "value": 1, "seconds": 0.5},
        {"value": 1, "seconds": 0.5},
        {"id": 1, "value": 1},
        {"id": 1, "seconds": 1},
        {"id": 1, "value": 1, "failure": FAILURE, "seconds": 0.5},
        {"id": 1, "value": 1, "seconds": 0.5, "more": 1},
        {"id": 1, "value": 1, "seconds": -1},
        {"id": 1, "value": 1, "seconds": float("nan")},
        {"id": 1, "value": 1, "seconds": float("inf")},
        {"id": 1, "value": 1, "seconds": True},
        {"id": 1, "value": 1, "seconds": "1"},
        {"id": 1, "value": 1, "seconds": 1, "spoilt": 1},
        {"id": 1, "value": "\ud800", "seconds": 1},
        {"id": 1, "value": {"\udfff": 1}, "seconds": 1},
        {"id": 1, "failure": "no", "seconds": 1},
        {"id": 1, "failure": {"type": "E"}, "seconds": 1},
        {"id": 1, "failure": {**FAILURE, "blocked": 1}, "seconds": 1},
        {"id": 1, "failure": {**FAILURE, "why": "x"}, "seconds": 1},
        {"id": 1, "heartbeat": ["a", "b", 1]},
        {"id": 1, "heartbeat": ["a", "b", 1, 2.0]},
        {"id": 1, "heartbeat": ["a", "b", 1, True]},
        {"id": 1, "heartbeat": ["a", 2, 1, 1]},
        {"id": 1, "heartbeat": ["a", "b", 1, 2], "seconds": 1},
        {"id": 1, "heartbeat": None},
    ],
)
def test_a_line_of_another_shape_or_id_is_refused(parts):
    with pytest.raises(ForeignAnswerError):
        read_answer(line(**parts), 1)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\n",
        b"garbage\n",
        b"\xff\xfe\n",
        b'{"id": 1, "value": 1, "seconds": 1}',
        b'{"id": 1, "value": ' + b"[" * 100_000 + b"\n",
        b'{"id": 1, "value": ' + b"9" * 5000 + b', "seconds": 1}\n',
        b'{"id": 1, "value": 1, "seconds": 1%s}\n' % (b"0" * 400),
        b"[1]\n",
    ],
)
def test_a_line_that_cannot_be_parsed_is_refused(raw):
    with pytest.raises(ForeignAnswerError):
        read_answer(raw, 1)


@given(JSON | st.dictionaries(st.sampled_from(["id", "value", "seconds", "heartbeat"]), JSON))
def test_any_json_is_read_or_refused(parts):
    with contextlib.suppress(ForeignAnswerError):
        assert read_answer(json.dumps(parts).encode() + b"\n", 1)["id"] == 1


@given(st.binary())
def test_random_bytes_are_refused(raw):
    with pytest.raises(ForeignAnswerError):
        read_answer(raw, 1)
