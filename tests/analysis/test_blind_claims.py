"""Claims that cannot fail, and claims that no stack decides, are found; good ones are not."""

import pytest

from harness.analysis.blind_claims import why_alone, why_empty
from harness.claims.registry import kinds
from harness.evidence import Evidence, Request


def claim(kind, subject="recurrent:plain_layer", **terms):
    data = {"kind": kind, "id": "a", "at": {"lines": 1}, "states": "A statement of ours.", **terms}
    return kinds()[kind].model_validate({**data, **({"subject": subject} if subject else {})})


def empty(claim, value):
    return why_empty(claim, Evidence(Request("m:f"), value))


def law(**terms):
    return claim("law", **{"for_all": {"units": {"integers": [1, 8]}}, **terms})


FOUND = {"examples": 50, "difference": 0.0, "counterexample": None}


@pytest.mark.parametrize(
    ("hollow", "value"),
    [
        (claim("range", at_least=-1e300, at_most=1e300), [0.5, 0.9]),
        (claim("number", at={"lines": 1, "figure": "0.5"}, tolerance={"absolute": 0.6, "why": "it is not seeded"}), 0.5),
        (claim("array", at={"lines": 1, "figure": "[...]"}), [1.0, 2.0]),
        (law(examples=1), FOUND),
        (law(for_all={"units": {"integers": [3, 3]}}), FOUND),
        (law(for_all={"text": {"text": "ab", "longest": 0}}), FOUND),
        (law(for_all={"x": {"lists": {"floats": [0.0, 1.0]}, "sizes": [0, 0]}}), FOUND),
    ],
)  # fmt: skip
def test_a_claim_that_nothing_could_refute_is_empty(hollow, value):
    assert empty(hollow, value)


@pytest.mark.parametrize(
    ("good", "value"),
    [
        (claim("range", at_least=0.0, at_most=1.0), [0.5, 0.9]),
        (claim("range", above=0.5), 0.9),
        (claim("number", at={"lines": 1, "figure": "0.5"}), 0.5),
        (claim("array", at={"lines": 1, "figure": "[1. ... 3.]"}), [1.0, 2.0, 3.0]),
        (claim("value", at={"lines": 1, "figure": "42"}), 42),
        (claim("behaviour", at={"lines": 1, "figure": "x"}, expected=True), True),
        (claim("ordering", ascending=["a", "b"]), {"a": 1, "b": 2}),
        (claim("ordering", ascending=["a", "b"], seeds=8), [{"a": 1, "b": 2}] * 8),
        (claim("typical", at={"lines": 1, "figure": "0.5"}, seeds=8), [0.45, 0.5, 0.55, 0.48] * 2),
        (claim("trend", of="b", less="a", seeds=8), [{"a": [3, 2, 1], "b": [4, 4, 4]}] * 8),
        (claim("raises", expected="nothing"), [2, 20]),
        (claim("behaviour", at={"lines": 1, "figure": "x"}, expected=[[]]), [[]]),
        (claim("shape", at={"lines": 1, "figure": "()"}), []),
        (law(within=1e-5), FOUND),
    ],
)
def test_a_claim_that_can_fail_is_not_empty(good, value):
    assert not empty(good, value)


@pytest.fixture
def subjects(tmp_path, monkeypatch):
    """A project with subjects that echo, compute, and use a stack."""
    package = tmp_path / "echoing"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "plain.py").write_text("import math\n\n\ndef same(x):\n    return math.floor(x)\n")
    (package / "stacked.py").write_text("import tensorflow as tf\n\n\ndef same(x):\n    return int(tf.constant(x))\n")  # fmt: skip
    monkeypatch.syspath_prepend(tmp_path)
    return "echoing"


def alone(subject, figure, given):
    return why_alone(claim("value", subject, at={"lines": 1, "figure": figure}, given=given))


def test_a_claim_that_compares_its_figure_with_its_own_argument_is_alone(subjects):
    assert alone(f"{subjects}.plain:same", "42", {"x": 42}).endswith("an argument of its own")


def test_a_subject_of_python_alone_asks_no_stack(subjects):
    assert "Python alone" in alone(f"{subjects}.plain:same", "42", {"x": 41})


def test_a_subject_that_uses_tensorflow_is_not_alone(subjects):
    assert not alone(f"{subjects}.stacked:same", "42", {"x": 42})


def test_arithmetic_and_stackless_claims_are_alone():
    at = {"lines": 1, "figure": "4"}
    arithmetic = claim("arithmetic", "", at=at, expression="2 + 2")
    assert why_alone(arithmetic) == "the document is compared with itself"
    assert why_alone(claim("value", at=at, stackless=True)) == "the project itself is measured"
