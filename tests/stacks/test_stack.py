"""Live stacks, and stacks that cannot be had."""

import pytest

from harness.evidence import Request
from harness.stacks.stack import AbsentStack, Stack
from tests.stacks.test_client import client

ASKED = Request("harness.models.counts:dense_parameters", {"units": 3})


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


def test_a_closed_stack_measures_nothing_and_starts_no_worker():
    stack = Stack(client())
    stack.close()
    failure = stack.measure(ASKED).failure
    assert failure is not None
    assert (failure.blocked, failure.message) == (True, "the run was ended")
    assert stack.facts.tensorflow == "0.0"
