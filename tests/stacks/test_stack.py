"""Stacks that answer from a record, or cannot answer."""

from dataclasses import replace

import pytest

from harness.evidence import Facts, Request
from harness.evidence.store import store_text
from harness.stacks.choice import EVIDENCE, choose
from harness.stacks.stack import AbsentStack, RecordedStack, Stack
from tests.evidence.conftest import FACTS, measured, store_of
from tests.stacks.test_client import client

ASKED = Request("harness.models.counts:dense_parameters", {"units": 3})


def test_a_record_answers_what_was_measured():
    stack = RecordedStack("tf2.15", store_of(measured(ASKED, 42)))
    assert stack.measure(ASKED).value == 42
    assert stack.facts.release == "2.15.1"


def test_a_record_does_not_answer_what_was_not_measured():
    failure = RecordedStack("tf2.15", store_of(measured(ASKED, 42))).measure(Request("m:f")).failure
    assert failure is not None
    assert (failure.blocked, failure.message) == (True, "not recorded; run tox -e tf2.15")


def test_a_record_of_other_source_is_stale_and_says_so():
    old = replace(measured(ASKED, 42), source="0" * 16)
    failure = RecordedStack("tf2.15", store_of(old)).measure(ASKED).failure
    assert failure is not None
    assert failure.blocked
    assert failure.message.startswith("stale: measured with other source")


def test_a_stack_without_a_record_has_but_a_name(tmp_path):
    stack = choose("tf2.5", recorded=True, root=tmp_path)
    assert (stack.facts.name, stack.facts.tensorflow) == ("tf2.5", "0.0")
    failure = stack.measure(ASKED).failure
    assert failure is not None
    assert failure.blocked


def test_a_record_is_found_below_the_root(tmp_path):
    (tmp_path / EVIDENCE).mkdir(parents=True)
    text = store_text(store_of(measured(ASKED, 42)))
    (tmp_path / EVIDENCE / "tf2.15.json").write_text(text, encoding="utf-8")
    stack = choose("tf2.15", recorded=True, root=tmp_path)
    assert stack.measure(ASKED).value == 42
    assert isinstance(stack.facts, Facts)
    assert stack.facts == replace(FACTS, seconds=0.0)


def test_an_absent_stack_says_what_is_missing():
    stack = AbsentStack("tf2.5", "needs Python 3.9")
    failure = stack.measure(ASKED).failure
    assert failure is not None
    assert (failure.blocked, failure.message) == (True, "needs Python 3.9")
    assert stack.facts.name == "tf2.5"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("tf2.5", "this is no tf2.5 but tf2.99"),
        (
            "tf2.99-gpu",
            "tf2.99-gpu needs a GPU that TensorFlow can use, with its driver, CUDA and cuDNN",
        ),
    ],
)
def test_an_interpreter_that_is_another_stack_measures_nothing(name, message):
    stack = Stack(client(), name)
    failure = stack.measure(ASKED).failure
    assert failure is not None
    assert (failure.blocked, failure.message) == (True, message)
    stack.close()
