"""A result follows from the numbers beside it, exactly."""

import pytest

from tests.kinds.judging import claim_of, verdict


@pytest.mark.parametrize(
    ("figure", "expression", "word", "measured"),
    [
        ("6", "2 * 3", "confirmed", 6),
        ("7", "2 * 3", "refuted", 6),
        ("0.33", "1 / 3", "confirmed", 1 / 3),
        ("0.34", "1 / 3", "refuted", 1 / 3),
        ("2", "7 // 3", "confirmed", 2),
        ("1", "7 % 3", "confirmed", 1),
        ("-4", "-(1 + 3)", "confirmed", -4),
        ("4", "ceil(3.1)", "confirmed", 4),
        ("782", "ceil(25,000 / 32)", "confirmed", 782),
        ("0.3", "0.1 + 0.2", "confirmed", 0.3),
    ],
)
def test_a_result_is_exact_to_its_printed_digits(figure, expression, word, measured):
    found = verdict(None, "arithmetic", figure, expression=expression)
    assert (found.word, found.measured) == (word, measured)
    assert type(found.measured) is type(measured)
    assert found.why == ("" if word == "confirmed" else f"{expression} is {measured}")


def test_it_is_stated_as_an_equation():
    assert claim_of("arithmetic", "6", expression="2 * 3").statement == "2 * 3 = 6"
    own = claim_of("arithmetic", "6", expression="2 * 3", states="Twice three is six.")
    assert own.statement == "Twice three is six."
    assert [str(other) for other in own.mutants()] == ["7", "5"]


@pytest.mark.parametrize(
    ("expression", "why"),
    [
        ("1 / 0", "'1 / 0' divides by zero"),
        ("1 % 0", "'1 % 0' divides by zero"),
        ("2 **", "'2 \\*\\*' is not arithmetic"),
        ("2 ** 3", "'2 \\*\\* 3' is not arithmetic"),
        ("a + 1", "'a' is not arithmetic"),
        ("True", "'True' is not arithmetic"),
        ("ceil(1, 2)", "is not arithmetic"),
        ("ceil(x=1)", "is not arithmetic"),
        ("floor(1)", "is not arithmetic"),
        ("+1", "'\\+1' is not arithmetic"),
        ("1j", "'1j' is not arithmetic"),
        ("1" * 501, "at most 500 characters"),
    ],
)
def test_what_is_no_arithmetic_is_a_mistake(expression, why):
    with pytest.raises(ValueError, match=why):
        claim_of("arithmetic", "6", expression=expression)
    assert claim_of("arithmetic", "1", expression="1" * 500).expression == "1" * 500
