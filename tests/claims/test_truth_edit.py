"""Truths are rewritten with their author's digits, and nothing else in the spec changes."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from harness.claims import load_spec
from harness.claims.truth_edit import TruthError, in_the_digits_of, with_truth
from harness.verdicts.tolerance import half_unit, within

SPEC = """\
format: harness-spec/1   # a comment
document: d.txt
title: A document of ours
claims:
  - id: sum
    kind: arithmetic
    at: {lines: 3, figure: "7"}
    expression: 2 * 3.04
    erratum: {why: two times three is six,   truth: TRUTH}  # kept

  - id: other
    kind: arithmetic
    at: {lines: 4, figure: "0.0202"}
    expression: "0.0202"
"""


@pytest.mark.parametrize(
    ("printed", "measured", "expected"),
    [
        ("0.0202", 0.02137, "0.0214"),
        ("0.667", 2 / 3, "0.667"),
        ("1.50", 1.5, "1.50"),
        ("4,321", 14354, "14,354"),
        ("4321", 4354, "4354"),
        ("1.30e-05", 0.0000123456, "1.23e-5"),
        ("-2.5", -2.25, "-2.2"),
        ("1E+3", 2345.0, "2E+3"),
    ],
)
def test_a_number_is_written_as_its_author_printed_the_one_before(printed, measured, expected):
    assert in_the_digits_of(printed, measured) == expected


@given(st.integers(0, 8), st.floats(-1e6, 1e6))
@example(1, 0.15)
def test_what_is_written_holds_to_its_printed_digits(places, measured):
    text = in_the_digits_of(f"{0:.{places}f}" if places else "0.", measured)
    assert within(measured, text, half_unit(f"{text}." if not places else text))


@pytest.mark.parametrize("truth", ["6.0", '"6.0"', "'6.0'"])
def test_nothing_but_the_number_changes(tmp_path, truth):
    file = tmp_path / "s.yaml"
    file.write_text(SPEC.replace("TRUTH", truth))
    spec = load_spec(file)
    expected = SPEC.replace("TRUTH", truth.replace("6.0", "6.1"))
    assert with_truth(spec, spec.claims[0], "erratum", 6.08) == expected


@pytest.mark.parametrize("truth", ["[6]", "true", "six"])
def test_a_truth_that_is_no_number_needs_a_person(tmp_path, truth):
    file = tmp_path / "s.yaml"
    file.write_text(
        SPEC.replace("TRUTH", truth)
        .replace("kind: arithmetic", "kind: value", 1)
        .replace("expression: 2 * 3.04", "subject: recurrent:plain_layer", 1)
    )
    spec = load_spec(file)
    with pytest.raises(TruthError, match=r"s\.yaml:9:53: the truth is no number"):
        with_truth(spec, spec.claims[0], "erratum", 6.08)


def test_a_fraction_is_not_written_for_a_whole_number():
    with pytest.raises(TruthError, match=r"is a whole number, and 6\.08 is none"):
        in_the_digits_of("6", 6.08)
