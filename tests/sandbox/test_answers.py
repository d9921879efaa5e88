"""An answer counts if it is exactly the one that is due, and its sender repeats the word."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.sandbox.answers import Exchange, ForeignAnswerError

RAISED = {"type": "E", "message": "m", "line": 3, "missing": None, "causes": ["E"]}
TEXT = st.text(st.characters(codec="utf-8"), max_size=400)
RAISES = st.none() | st.fixed_dictionaries(
    {"type": TEXT, "message": TEXT, "line": st.none() | st.integers(1, 10**6),
     "missing": st.none() | TEXT, "causes": st.lists(TEXT, max_size=20)}
)  # fmt: skip
RESULTS = st.none() | st.fixed_dictionaries({"of": TEXT, "length": st.integers(0, 10**6)})
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


def line(data):
    return json.dumps(data).encode() + b"\n"


def identity(exchange):
    return json.loads(exchange.request)["id"]


def told(exchange, raises=None, warns=(), result=None):
    answer = {"raises": raises, "warns": list(warns), "result": result}
    return line({"id": identity(exchange), **answer})


@given(RAISES, st.lists(TEXT, max_size=5), RESULTS)
def test_an_answer_counts_only_after_its_sender_repeated_the_word(raises, warns, result):
    exchange = Exchange("name", "source")
    reply = exchange.take(told(exchange, raises, warns, result))
    assert exchange.answer is None
    assert exchange.take(reply) == b""
    assert exchange.answer == {"raises": raises, "warns": warns, "result": result}


@given(st.binary() | JSON.map(line))
def test_any_other_message_is_refused_at_every_step(message):
    exchange = Exchange("name", "source")
    with pytest.raises(ForeignAnswerError):
        exchange.take(message)
    reply = exchange.take(told(exchange))
    with pytest.raises(ForeignAnswerError):
        exchange.take(message)
    exchange.take(reply)
    with pytest.raises(ForeignAnswerError):
        exchange.take(message)


@given(JSON, JSON)
def test_no_other_shape_counts_even_with_the_right_id(raises, warns):
    exchange = Exchange("name", "source")
    fine = raises is None and isinstance(warns, list)
    if fine and len(warns) <= 5 and all(isinstance(w, str) and len(w) <= 400 for w in warns):
        return
    answer = {"raises": raises, "warns": warns, "result": None}
    with pytest.raises(ForeignAnswerError):
        exchange.take(line({"id": identity(exchange), **answer}))


@given(JSON)
def test_a_result_has_a_class_and_a_length_or_there_is_none(result):
    if result is None:
        return
    exchange = Exchange("name", "source")
    with pytest.raises(ForeignAnswerError):
        exchange.take(told(exchange, result=result))
    for wrong in ({"of": "int", "length": -1}, {"of": "int", "length": True}, {"of": "int"}):
        with pytest.raises(ForeignAnswerError):
            exchange.take(told(exchange, result=wrong))


@pytest.mark.parametrize(
    "change",
    [
        {"type": 5}, {"type": None}, {"message": "x" * 4001}, {"missing": "x" * 401}, {"line": True}, {"line": 0},
        {"line": 1.5}, {"line": 1 << 40}, {"missing": 5}, {"causes": "E"}, {"causes": ["E"] * 21},
        {"causes": [None]}, {"message": "\ud800"}, {"more": 1},
    ],
)  # fmt: skip
def test_one_wrong_part_is_enough(change):
    exchange = Exchange("name", "source")
    with pytest.raises(ForeignAnswerError):
        exchange.take(told(exchange, {**RAISED, **change}))


def test_a_missing_part_is_enough():
    for name in RAISED:
        exchange = Exchange("name", "source")
        with pytest.raises(ForeignAnswerError):
            exchange.take(told(exchange, {k: v for k, v in RAISED.items() if k != name}))


def test_a_second_answer_does_not_replace_the_word():
    exchange = Exchange("name", "source")
    exchange.take(told(exchange))
    with pytest.raises(ForeignAnswerError):
        exchange.take(told(exchange))
    assert exchange.answer is None


def test_no_two_requests_share_an_id():
    assert len({identity(Exchange("name", "source")) for _ in range(100)}) == 100


def test_deep_and_long_messages_are_refused_at_once():
    exchange = Exchange("name", "source")
    for message in (b"[" * 100_000 + b"\n", b"1" * 300_000 + b"\n", b'"' + b"9" * 9999, b"\n"):
        with pytest.raises(ForeignAnswerError):
            exchange.take(message)


STEP = {
    "lines": [2, 3], "number": 4, "raises": None, "late": False, "result": None, "pictures": 1,
    "sought": ["network"], "seconds": 0.5,
}  # fmt: skip


def told_of_a_step(change):
    exchange = Exchange("name", "source", {"at": 1})
    return exchange, line({"id": identity(exchange), **STEP, **change})


def test_the_answer_to_a_step_counts_if_all_its_parts_are_right():
    exchange, message = told_of_a_step({})
    exchange.take(exchange.take(message))
    assert exchange.answer == STEP
    assert json.loads(exchange.request)["step"] == {"at": 1}


@pytest.mark.parametrize(
    "change",
    [
        {"lines": [3, 2]}, {"lines": [0, 1]}, {"lines": [1]}, {"lines": [1, True]}, {"number": -1},
        {"number": 1.0}, {"late": 1}, {"late": None}, {"pictures": -1}, {"pictures": 10**6},
        {"sought": ["x"]}, {"sought": ["network", "network"]}, {"sought": "input"}, {"more": 1},
        {"seconds": -1}, {"seconds": "1"}, {"raises": 5}, {"result": {"of": 3}}, {"warns": []},
    ],
)  # fmt: skip
def test_one_wrong_part_of_the_answer_to_a_step_is_enough(change):
    exchange, message = told_of_a_step(change)
    with pytest.raises(ForeignAnswerError):
        exchange.take(message)


def test_an_answer_to_a_piece_is_none_to_a_step():
    exchange = Exchange("name", "source", {})
    with pytest.raises(ForeignAnswerError):
        exchange.take(told(exchange))
