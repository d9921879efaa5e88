"""Every kind keeps the contract and cannot be fooled."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from pydantic import ValidationError

from harness.claims import kinds, value_text
from harness.claims.settling import settle
from harness.claims.testing import check_kind
from harness.documents import FigureError, PrintedColumn
from harness.evidence import Evidence, Failure, Request
from harness.kinds.arithmetic import evaluate
from harness.verdicts import Expectation, Verdict, Word

AT = {"lines": 3}
SUBJECT = {"id": "a", "subject": "recurrent:plain_layer"}
STATES = {"states": "it does what it says"}

NETWORK = {
    "layers": [{"class": "Dense", "settings": {"units": 1}, "weights": [[2, 1], [1]]}],
    "parameters": 3,
}

RUNS = [0.0271, 0.0264, 0.0283, 0.0275, 0.0268, 0.0279, 0.0272, 0.0277, 0.0269, 0.0281]
LOGS = [[4 * last * wave, 2 * last / wave, last] for last in RUNS for wave in (0.97, 1.03)]
GAPS = [{"loss": [3, 2.5, 1], "val_loss": [3.1, 2.8, 1.9], "mse": mse} for mse in RUNS]

HOLDING = [
    ({"kind": "typical", "at": {"lines": 3, "figure": "0.0274"}, "seeds": 10, **SUBJECT}, RUNS),
    (
        {"kind": "about", "at": {"lines": 3, "figure": "0.027"}, "seeds": 10, "margin": 0.1,
         "why": "a tenth is no difference to a reader", **SUBJECT, **STATES},
        RUNS,
    ),
    ({"kind": "curve", "at": AT, "seeds": 20, "expected": ["0.1085", "0.054", "0.0273"], **SUBJECT, **STATES}, LOGS),
    ({"kind": "trend", "at": AT, "seeds": 10, "of": "val_loss", "less": "loss", **SUBJECT, **STATES}, GAPS),
    ({"kind": "ordering", "at": AT, "seeds": 10, "ascending": ["mse", "loss[-1]"], **SUBJECT, **STATES}, GAPS),
    ({"kind": "parameters", "at": {"lines": 3, "figure": "4,908"}, **SUBJECT}, 4908),
    ({"kind": "shape", "at": {"lines": 3, "figure": "(None, 32, 3)"}, **SUBJECT}, [None, 32, 3]),
    ({"kind": "value", "at": {"lines": 3, "figure": "[[3, 12]]"}, **SUBJECT}, [[3, 12]]),
    ({"kind": "value", "at": {"lines": 3, "figure": "{'a': 1, 'b': 2}"}, **SUBJECT}, {"a": 1, "b": 2}),
    ({"kind": "value", "at": {"lines": 3, "figure": "lstm_1"}, **SUBJECT}, "lstm_1"),
    ({"kind": "value", "at": AT, "expected": None, **SUBJECT}, None),
    ({"kind": "number", "at": {"lines": 3, "figure": "0.020211367"}, **SUBJECT}, 0.0202113673),
    ({"kind": "number", "at": {"lines": 3, "figure": "219"}, **SUBJECT}, 219),
    (
        {"kind": "array", "at": {"lines": 3, "figure": "[[ 0.56430680]\n ...\n [0.42333305]]"}, **SUBJECT},
        {"array": [[0.5643068], [0.1], [0.2], [0.42333305]], "dtype": "float32"},
    ),
    ({"kind": "array", "at": {"lines": 3, "figure": "[0 0 2 7]"}, **SUBJECT}, {"array": [0, 0, 2, 7], "dtype": "int32"}),
    ({"kind": "behaviour", "at": AT, "expected": False, **SUBJECT, **STATES}, False),
    (
        {"kind": "faithful", "id": "a", "at": AT, "after": "block", "value": "model", "model": "networks:built_network"},
        {"document": NETWORK, "beside": NETWORK},
    ),
    ({"kind": "ordering", "at": AT, "ascending": ["a", "b"], **SUBJECT, **STATES}, {"a": 1, "b": 2}),
    ({"kind": "range", "at": AT, "at_least": -1, "below": 1, **SUBJECT, **STATES}, [[-1.0, 0.9]]),
    ({"kind": "range", "at": AT, "at_most": 1, **SUBJECT, **STATES}, 0.5),
    ({"kind": "arithmetic", "id": "a", "at": {"lines": 3, "figure": "0.3"}, "expression": "-0.1 + 4 / 10"}, None),
    ({"kind": "arithmetic", "id": "a", "at": {"lines": 3, "figure": "782"}, "expression": "ceil(25,000 / 32)"}, None),
    (
        {"kind": "agreement", "id": "a", "at": {"lines": 3, "figure": "0.0042"}, "relation": "rounds",
         "against": [{"lines": 9, "figure": "0.004168086219578981"}], **STATES},
        None,
    ),
    (
        {"kind": "agreement", "id": "a", "at": {"lines": 3, "figure": "2020-07-23"}, "relation": "ascending",
         "against": [{"lines": 9, "figure": "2020-07-24"}], **STATES},
        None,
    ),
    (
        {"kind": "agreement", "id": "a", "at": {"lines": 3, "figure": "[3, 12]"},
         "against": [{"lines": 9, "figure": "[3, 12]"}], **STATES},
        None,
    ),
    (
        {"kind": "history", "at": AT, "slow": True, "expected": {"loss": ["0.10", "0.0379"]}, **SUBJECT, **STATES},
        {"loss": [0.1001, 0.03788], "val_loss": [1, 2]},
    ),
    (
        {"kind": "law", "at": AT, "for_all": {"units": {"integers": [1, 9]}}, **SUBJECT, **STATES},
        {"examples": 50, "difference": 0.0, "counterexample": None},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("data", "value"), HOLDING, ids=lambda part: str(part)[:60])
def test_a_claim_that_holds_is_confirmed_and_each_of_its_mutants_refuted(data, value):
    check_kind(data, value)


def test_raises_keeps_the_contract_for_an_exception():
    data = {"kind": "raises", "at": {"lines": 3, "figure": "TypeError"}, **SUBJECT, **STATES}
    check_kind(data, failure=Failure("TypeError", "no"))


def test_raises_keeps_the_contract_for_a_call_that_works():
    check_kind({"kind": "raises", "at": AT, "expected": "nothing", **SUBJECT, **STATES}, 1)


def test_every_installed_kind_is_checked_here():
    checked = {data["kind"] for data, _ in HOLDING} | {"raises", "runs"}
    assert checked == set(kinds())


def judge(data, value) -> Verdict:
    claim = kinds()[data["kind"]].model_validate({**SUBJECT, **data})
    return claim.judge(Evidence(Request("m:f"), value))


@pytest.mark.parametrize("measured", [0.5, -0.5, 0.4999])
def test_a_trimmed_zero_in_an_array_does_not_pass_for_half_a_unit(measured):
    """A whole unit of the last digit passes in other comparators."""
    data = {"kind": "array", "at": {"lines": 1, "figure": "[0. 0.]"}}
    array = {"array": [0.0, measured], "dtype": "float64"}
    assert judge(data, array).word is Word.REFUTED


def test_a_short_element_of_an_array_is_known_to_all_its_digits():
    data = {"kind": "array", "at": {"lines": 1, "figure": "[0.1 0.25]"}}
    assert judge(data, {"array": [0.1001, 0.25], "dtype": "float64"}).word is Word.REFUTED


def test_nan_confirms_no_number():
    assert (
        judge({"kind": "number", "at": {"lines": 1, "figure": "0.1"}}, float("nan")).word
        is Word.REFUTED
    )
    array = {"array": [float("nan")], "dtype": "float64"}
    assert (
        judge({"kind": "array", "at": {"lines": 1, "figure": "[0.1]"}}, array).word is Word.REFUTED
    )


def test_nan_is_in_no_range():
    data = {"kind": "range", "at": AT, "at_least": 0, **STATES}
    assert judge(data, [float("nan"), 1.0]).word is Word.REFUTED


def test_a_range_over_nothing_is_an_error():
    assert judge({"kind": "range", "at": AT, "at_least": 0, **STATES}, []).word is Word.ERROR


def test_a_law_without_examples_is_an_error():
    data = {"kind": "law", "at": AT, "for_all": {"units": {"integers": [1, 9]}}, **STATES}
    value = {"examples": 0, "difference": 0.0, "counterexample": None}
    assert judge(data, value).word is Word.ERROR


def test_a_refuted_law_shows_its_counterexample():
    data = {"kind": "law", "at": AT, "for_all": {"units": {"integers": [1, 9]}}, **STATES}
    counterexample = {"given": {"units": 1}, "left": 3, "right": 4}
    verdict = judge(data, {"examples": 1, "difference": 0.0, "counterexample": counterexample})
    assert verdict.word is Word.REFUTED
    assert "'units': 1" in verdict.why


def test_true_is_not_one():
    assert judge({"kind": "value", "at": AT, "expected": 1}, True).word is Word.REFUTED
    assert (
        judge({"kind": "behaviour", "at": AT, "expected": True, **STATES}, 1).word is Word.REFUTED
    )


def test_an_array_with_other_elements_in_the_elision_is_confirmed_and_a_shorter_one_is_not():
    data = {"kind": "array", "at": {"lines": 1, "figure": "[1 2 ... 9]"}}
    assert judge(data, [1, 2, 7, 7, 9]).word is Word.CONFIRMED
    assert judge(data, [1, 9]).word is Word.REFUTED


@given(
    hnp.arrays(
        st.sampled_from([np.float32, np.float64]),
        hnp.array_shapes(max_dims=3, max_side=4),
        elements={"allow_nan": False, "allow_infinity": False},
    )
)
def test_every_array_is_confirmed_by_its_own_printed_form(array):
    data = {"kind": "array", "at": {"lines": 1, "figure": str(array)}}
    evidence = {"array": array.tolist(), "dtype": str(array.dtype)}
    assert judge(data, evidence).word is Word.CONFIRMED


@given(st.floats(-1e6, 1e6, allow_nan=False), st.integers(1, 9))
def test_every_number_is_confirmed_by_itself_rounded_to_any_digit(number, places):
    data = {"kind": "number", "at": {"lines": 1, "figure": f"{number:.{places}f}"}}
    assert judge(data, number).word is Word.CONFIRMED


@given(st.integers(-(10**9), 10**9), st.integers(1, 10**6), st.sampled_from("+-*/"))
def test_arithmetic_is_exact(left, right, operator):
    from fractions import Fraction

    exact = {
        "+": Fraction(left) + right,
        "-": Fraction(left) - right,
        "*": Fraction(left) * right,
        "/": Fraction(left) / right,
    }
    assert evaluate(f"{left} {operator} {right}") == exact[operator]


@pytest.mark.parametrize(
    "text",
    ["__import__('os')", "a + 1", "1 if 2 else 3", "True + 1", "'x'", "2 **", "1 / 0", "9 ** 9"],
)
def test_arithmetic_is_nothing_but_arithmetic(text):
    with pytest.raises(FigureError):
        evaluate(text)


def claim_with(**recorded):
    data = {"kind": "parameters", "at": {"lines": 3, "figure": "42"}, **SUBJECT, **recorded}
    return kinds()["parameters"].model_validate(data)


KERAS_3 = {"keras": "3.15.1"}


def settled(claim, measured, packages=KERAS_3):
    verdict, outcome = settle(claim, Evidence(Request("m:f"), measured), packages)
    return outcome.label, verdict.why


def test_an_erratum_is_strict_in_both_directions():
    claim = claim_with(erratum={"why": "the table lacks a row", "truth": 43})
    assert settled(claim, 43) == ("erratum", "the table lacks a row")
    assert settled(claim, 42)[0] == "outdated record"
    label, why = settled(claim, 44)
    assert label == "refuted"
    assert "43" in why


def test_a_drift_counts_from_its_release_on():
    claim = claim_with(drift={"since": {"keras": "3.0"}, "why": "the argument was removed"})
    assert claim.expectation_on({"keras": "2.15.0"}) is Expectation.HOLDS
    assert claim.expectation_on({"keras": "3.0.5"}) is Expectation.DRIFT
    assert settled(claim, 42, {"keras": "2.15.0"})[0] == "confirmed"
    assert settled(claim, 41, {"keras": "2.15.0"})[0] == "refuted"
    assert settled(claim, 41, KERAS_3)[0] == "drift"
    assert settled(claim, 42, KERAS_3)[0] == "outdated record"


def test_a_claim_is_either_an_erratum_or_a_drift():
    with pytest.raises(ValidationError, match="one of them"):
        claim_with(
            erratum={"why": "a reason here"},
            drift={"since": {"keras": "3.0"}, "why": "a reason here"},
        )


def test_a_path_that_leads_nowhere_is_an_error_and_not_a_refutation():
    claim = kinds()["parameters"].model_validate(
        {"kind": "parameters", "at": {"lines": 3, "figure": "42"}, "read": "layers.9.x", **SUBJECT}
    )
    verdict = claim.judge(Evidence(Request("m:f"), {"layers": [{"x": 42}]}))
    assert verdict.word is Word.ERROR


def test_a_history_says_how_many_figures_agree_and_where_the_first_does_not():
    data = {"kind": "history", "at": AT, "expected": {"loss": ["0.5", "0.25", "0.13"]}, **STATES}
    verdict = judge(data, {"loss": [0.5, 0.2501, 0.14]})
    assert verdict.word is Word.REFUTED
    assert verdict.measured == {"agree": 2, "of": 3}
    assert verdict.why == "loss 0.14 in epoch 3, printed 0.13"


LONG = {
    "kind": "history", "id": "a", "at": AT, "expected": {"loss": ["0.5", "0.3"], "val": ["0.6"]},
    **SUBJECT, **STATES,
}  # fmt: skip
REASON = "rounding of another processor reaches the printed digits"


def long_history(**figures):
    return {**LONG, "exact": {"figures": figures, "why": REASON}}


def test_a_history_is_judged_as_far_as_it_is_exact_and_counts_what_lies_beyond():
    data = long_history(loss=1, val=1)
    verdict = judge(data, {"loss": [0.5, 0.4], "val": [0.6]})
    assert verdict.word is Word.CONFIRMED
    assert verdict.measured == {"agree": 2, "of": 3}
    assert judge(data, {"loss": [0.4, 0.3], "val": [0.6]}).word is Word.REFUTED


def test_a_history_says_that_later_figures_are_not_judged():
    claim = kinds()["history"].model_validate(LONG)
    verdict = claim.compare(claim.document_value, {"loss": [0.5, 0.4], "val": [0.6]})
    assert claim.finding(verdict) == (
        "2 of 3 figures agree; how typical the others are is not judged"
    )


def test_an_exact_part_keeps_the_contract():
    check_kind(long_history(loss=2, val=0), {"loss": [0.5, 0.3], "val": [0.9]})


@pytest.mark.parametrize(
    "figures", [{"loss": 3, "val": 1}, {"loss": 1}, {"loss": 0, "val": 0}, {"loss": -1, "val": 1}]
)
def test_an_exact_part_that_is_not_there_or_empty_is_a_mistake(figures):
    with pytest.raises(ValidationError):
        kinds()["history"].model_validate(long_history(**figures))


def test_a_history_with_other_epochs_is_refuted_and_one_without_its_name_an_error():
    data = {"kind": "history", "at": AT, "expected": {"loss": ["0.5", "0.25"]}, **STATES}
    assert judge(data, {"loss": [0.5]}).why == "1 epochs of loss, printed 2"
    assert judge(data, {"val_loss": [0.5, 0.25]}).word is Word.ERROR


def claim_of(data):
    return kinds()[data["kind"]].model_validate({**SUBJECT, **data})


def test_a_history_names_the_columns_of_its_log():
    data = {"kind": "history", "at": AT, "expected": {"loss": ["0.50", "0.25"]}, **STATES}
    assert claim_of(data).columns == (PrintedColumn("loss", ("0.50", "0.25")),)


def test_an_array_may_name_the_column_that_its_numbers_stand_in():
    data = {"kind": "array", "at": {"lines": 3, "column": "loss"}, "expected": [0.5, "...", 0.25]}
    assert claim_of(data).columns == (PrintedColumn("loss", ("0.5",), is_open=True),)
    assert claim_of({**data, "at": AT}).columns == ()


def test_a_column_without_numbers_is_a_mistake():
    with pytest.raises(ValidationError, match="'column' is for a list of numbers"):
        claim_of({"kind": "value", "at": {"lines": 3, "column": "loss"}, "expected": "words"})


@pytest.mark.parametrize(
    ("data", "value", "agrees"),
    [
        ({"kind": "number", "at": {"lines": 1, "figure": "0.50"}}, 0.1234, "0.12"),
        ({"kind": "range", "at": AT, "at_least": 5, **STATES}, [1, 3], "{'at_least': 1, 'at_most': 3}"),
        ({"kind": "ordering", "at": AT, "ascending": ["a", "b"], **STATES}, {"a": 2, "b": 1}, "['b', 'a']"),
        ({"kind": "array", "at": {"lines": 1, "figure": "[0. ... 1.]"}}, [0.5, 1.0, 2.0], "[0.5, ..., 2.0]"),
    ],
)  # fmt: skip
def test_what_a_document_would_have_to_say_is_confirmed(data, value, agrees):
    claim, evidence = claim_of(data), Evidence(Request("m:f"), value)
    assert claim.judge(evidence).word is Word.REFUTED
    said = claim.agreeing_value(evidence)
    assert value_text(said) == agrees
    assert claim.judge_against(said, evidence).word is Word.CONFIRMED


def test_nothing_agrees_with_a_counterexample_or_with_passages_out_of_order():
    law = claim_of({"kind": "law", "at": AT, "for_all": {"units": {"integers": [1, 9]}}, **STATES})
    with pytest.raises(LookupError, match="no law"):
        law.agreeing_value(None)
    against = [{"lines": 5, "figure": "3"}, {"lines": 6, "figure": "2"}]
    data = {"kind": "agreement", "id": "a", "at": {"lines": 3, "figure": "4"}, "against": against}
    claim = kinds()["agreement"].model_validate({**data, "relation": "ascending", **STATES})
    with pytest.raises(LookupError, match="out of order"):
        claim.agreeing_value(None)


def test_a_wide_tolerance_is_shown_to_have_an_end():
    data = {"kind": "number", "at": {"lines": 1, "figure": "0.5"}}
    wide = claim_of({**data, "tolerance": {"absolute": 0.2, "why": "it is not seeded"}})
    assert [n.text for n in wide.mutants()] == ["0.6", "0.4", "1.1", "-0.1"]
