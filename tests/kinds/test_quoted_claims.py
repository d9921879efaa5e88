"""Claims are judged by what their figures say: bounds, units, shapes, messages, arrays."""

import math
from pathlib import Path

import pytest
from pydantic import ValidationError

from harness.claims import kinds
from harness.claims.testing import check_kind
from harness.documents import Document
from harness.evidence import Evidence, Failure, Request
from harness.verdicts import Basis, Word

SUBJECT = {"id": "a", "subject": "recurrent:plain_layer"}
STATES = {"states": "it does what it says"}


def claim(kind, figure, **keys):
    said = STATES if kind in ("range", "raises") else {}
    data = {"kind": kind, "at": {"lines": 3, "figure": figure}, **SUBJECT, **said, **keys}
    return kinds()[kind].model_validate(data)


def judged(kind, figure, value=None, failure=None, **keys):
    return claim(kind, figure, **keys).judge(Evidence(Request("m:f"), value, failure))


HOLDING = [
    ("number", "about 0.91", 0.9082),
    ("number", "70.7%", 0.707),
    ("number", "70.7%", 70.7),
    ("number", "over 90%", 0.93),
    ("number", "0.91 ± 0.02", 0.9082),
    ("number", "0.9 to 1.1", 1.0),
    ("number", "5 ms", 4.8),
    ("number", "nan", math.nan),
    ("number", "\u2212∞", -math.inf),
    ("parameters", "1.2M", 1_183_424),
    ("parameters", "1.2 million", 1_183_424),
    ("parameters", "about 25,000", 24_890),
    ("parameters", "over 1,000,000 parameters", 1_183_424),
    ("parameters", "1 183 424", 1_183_424),
    ("range", "0.9-1.1", [0.95, 1.05]),
    ("range", "[0, 1)", [0.0, 0.5]),
    ("range", "over 90%", [0.91, 0.95]),
    ("shape", "4 x 4 x 64", [4, 4, 64]),
    ("shape", "TensorShape([None, 4])", [None, 4]),
    ("shape", "(?, 4)", [None, 4]),
    ("value", "{'loss': nan}", {"loss": math.nan}),
    ("value", "inf", math.inf),
    ("value", "array([[ True, False]])", {"array": [[True, False]], "dtype": "bool"}),
    ("value", "['a' 'b']", {"array": ["a", "b"], "dtype": "<U1"}),
    ("array", "[  0. -inf]", {"array": [0.0, -math.inf], "dtype": "float32"}),
    ("array", "[nan  1.]", {"array": [math.nan, 1.0], "dtype": "float32"}),
    ("array", "array([0.5, 0.25], dtype=float32)", {"array": [0.5, 0.25], "dtype": "float32"}),
    ("array", "tf.Tensor([1 2], shape=(2,), dtype=int32)", {"array": [1, 2], "dtype": "int32"}),
    (
        "array",
        "[[ True  True False]\n [ True False False]]",
        [[True, True, False], [True, False, False]],
    ),
    ("array", "['<pad>', 'the']", ["<pad>", "the"]),
]


@pytest.mark.parametrize(("kind", "figure", "value"), HOLDING)
def test_a_claim_holds_and_each_of_its_mutants_is_refuted(kind, figure, value):
    data = {"kind": kind, "at": {"lines": 3, "figure": figure}, **SUBJECT}
    check_kind(data | (STATES if kind == "range" else {}), value)


@pytest.mark.parametrize(
    ("kind", "figure", "value"),
    [
        ("number", "about 0.88", 0.9082),
        ("number", "70.7%", 7.07),
        ("number", "0.7%", 0.7),
        ("number", "over 90%", 0.9),
        ("number", "\u22123.5", 3.5),
        ("number", "nan", 0.5),
        ("number", "0.5", math.nan),
        ("parameters", "1.2M", 1_283_424),
        ("parameters", "1,183,424", 1_183_425),
        ("range", "0.9-1.1", 0.7074),
        ("range", "under 90%", [0.5, 0.95]),
        ("shape", "(4, 64)", [None, 4, 4, 64]),
        ("shape", "(None, 64)", [None, None, 64]),
        ("shape", "(4, 4, 64)", [32, 4, 4, 64]),
        ("value", "inf", -math.inf),
        ("value", "nan", 0.0),
        ("value", "1", "1"),
        ("array", "[1 2]", ["1", "2"]),
        ("array", "['1' '2']", [1, 2]),
        ("array", "[ True False]", [1, 0]),
        ("array", "[0. inf]", [0.0, -math.inf]),
        ("array", "array([1., 2.], dtype=float32)", {"array": [1.0, 2.0], "dtype": "float64"}),
        ("array", "tf.Tensor([1 ... 2], shape=(9,), dtype=int32)", {"array": [1, 3, 2], "dtype": "int32"}),
        ("array", "[0.123456789012 0.5]", {"array": [0.123456789012, 0.500000001], "dtype": "float64"}),
    ],
)  # fmt: skip
def test_a_claim_that_does_not_hold_is_refuted(kind, figure, value):
    verdict = judged(kind, figure, value)
    assert verdict.word is Word.REFUTED
    assert verdict.why


def test_the_last_key_says_that_a_number_is_in_percent():
    assert judged("number", "0.7%", {"percent": 0.7}, read="percent").word is Word.CONFIRMED
    assert judged("number", "70.7%", {"percent": 0.707}, read="percent").word is Word.REFUTED


def test_the_bounds_of_a_figure_count_beside_those_of_the_spec():
    verdict = judged("range", "0.9-1.1", 0.7074, at_least=0.09, at_most=1.1)
    assert verdict.word is Word.REFUTED
    assert verdict.why == "the page says 0.9-1.1, measured 0.7074 to 0.7074 (1 number)"
    assert judged("range", "0.9-1.1", 0.95, at_least=0.96).word is Word.REFUTED
    assert judged("range", "0.5", 0.1, at_least=-0.5, at_most=0.5).word is Word.CONFIRMED


def test_a_shape_without_the_batch_is_confirmed_with_a_note():
    verdict = judged("shape", "(4, 4, 64)", [None, 4, 4, 64])
    assert verdict.word is Word.CONFIRMED
    assert verdict.why == "the page leaves out the axis of the batch"


def test_a_shape_that_the_spec_itself_states_is_whole():
    data = {"kind": "shape", "at": {"lines": 3}, "expected": [4, 64], **SUBJECT}
    shape = kinds()["shape"].model_validate(data)
    assert shape.judge(Evidence(Request("m:f"), [None, 4, 64])).word is Word.REFUTED


def test_a_rounded_count_is_confirmed_as_printed_and_a_whole_one_exactly():
    assert judged("parameters", "1.2M", 1_183_424).basis is Basis.AS_PRINTED
    assert judged("parameters", "1,183,424", 1_183_424).basis is Basis.EXACT


@pytest.mark.parametrize("figure", ["1.5", "70%", "5 ms", "nan", "many"])
def test_what_counts_nothing_is_no_count_of_parameters(figure):
    with pytest.raises(ValidationError):
        claim("parameters", figure)


def test_a_figure_and_the_value_beside_it_must_agree():
    claim("number", "70.7%", expected=0.707)
    claim("parameters", "1.2M", expected=1_183_424)
    claim("value", "nan", expected="nan")
    for kind, figure, expected in [("number", "0.5", 0.51), ("parameters", "1.2M", 1_283_424)]:
        with pytest.raises(ValidationError, match="the figure reads"):
            claim(kind, figure, expected=expected)


MESSAGE = "shapes (2,3) and (2,3)\n   not aligned: <object at 0x7f1234567890>"


@pytest.mark.parametrize(
    ("figure", "word"),
    [
        ("ValueError", "confirmed"),
        ("ValueError: shapes (2,3) and (2,3) not aligned: <object at 0x7fffffffffff>", "confirmed"),
        ("numpy.exceptions.ValueError: shapes (2,3) and (2,3)", "confirmed"),
        ("ValueError: shapes (2,3) and...", "confirmed"),
        ("ValueError: shapes (2,3)", "refuted"),
        ("ValueError: shapes (2,4) and (2,3) not aligned: <object at 0x7fffffffffff>", "refuted"),
        ("TypeError: shapes (2,3) and (2,3)", "refuted"),
    ],
)
def test_a_message_is_compared_where_the_page_prints_one(figure, word):
    verdict = judged("raises", figure, failure=Failure("ValueError", MESSAGE))
    assert verdict.word == word


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("ValueError: shapes (2,3) and (2,3)", "confirmed"),
        ("  ValueError: shapes (2,4) and (2,3)", "refuted"),
        ("It ends in a ValueError: shapes differ.", "confirmed"),
    ],
)
def test_a_message_behind_the_figure_at_the_begin_of_a_line_is_compared(line, word):
    page = Document("d.txt", Path("d.txt"), ("", "", line))
    made = claim("raises", "ValueError").on_document(page)
    found = Evidence(Request("m:f"), None, Failure("ValueError", MESSAGE))
    assert made.judge(found).word == word


def test_raises_keeps_the_contract_with_a_message():
    data = {"kind": "raises", "at": {"lines": 3, "figure": "ValueError: no"}, **SUBJECT, **STATES}
    check_kind(data, failure=Failure("ValueError", "no"))


def test_a_history_holds_where_its_log_prints_nan():
    data = {"kind": "history", "at": {"lines": 3}, "expected": {"loss": ["0.5", "nan"]}}
    log = kinds()["history"].model_validate({**data, **SUBJECT, **STATES})
    assert log.judge(Evidence(Request("m:f"), {"loss": [0.5, math.nan]})).word is Word.CONFIRMED
    assert log.judge(Evidence(Request("m:f"), {"loss": [0.5, 0.4]})).word is Word.REFUTED


def test_a_range_whose_figure_falls_is_refused():
    with pytest.raises(ValidationError, match="does not rise"):
        claim("range", "1.1-0.9", at_least=0.9, at_most=1.1)


def test_a_shape_may_part_thousands_between_its_signs():
    assert judged("shape", "25,000 x 256", [25_000, 256]).word is Word.CONFIRMED
    assert judged("shape", "25,000 x 256", [25, 256]).word is Word.REFUTED
