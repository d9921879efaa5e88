"""Hand-made pairs of outputs, each with its right answer, are answered rightly."""

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from harness.printed.outputs import compare_outputs
from harness.printed.screen import numbered

PAIRS = YAML(typ="safe").load(Path(__file__).with_name("pairs.yaml").read_text("utf-8"))


def answer_of(comparison):
    """Name what a comparison says, in the words of the pairs."""
    if comparison.substance:
        return "differs"
    if comparison.last_digit:
        return "last digit"
    return "form" if comparison.form else "same"


def as_list(answer):
    return answer if isinstance(answer, list) else [answer]


def compared(pair):
    return compare_outputs([tuple(line) for line in numbered(pair["page"])], pair["here"])


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair["id"])
def test_a_pair_gets_its_right_answer(pair):
    comparison = compared(pair)
    assert answer_of(comparison) in as_list(pair["answer"]), (pair["why"], comparison.differences)


@pytest.mark.parametrize("pair", [p for p in PAIRS if "kind" in p], ids=lambda pair: pair["id"])
def test_a_difference_has_its_right_kind(pair):
    comparison = compared(pair)
    found = {difference.kind for difference in comparison.substance}
    assert found & set(pair["kind"]), (pair["why"], comparison.differences)


@pytest.mark.parametrize(
    "pair",
    [p for p in PAIRS if "..." not in p["page"] and "one_way" not in p],
    ids=lambda p: p["id"],
)
def test_a_pair_turned_round_is_confirmed_or_not_as_before(pair):
    answers = as_list(pair["answer"])
    if answers != ["form", "differs"]:
        turned = compared({"page": pair["here"], "here": pair["page"]})
        assert bool(turned.substance) == ("differs" in answers), (pair["why"], turned.differences)


@pytest.mark.parametrize("side", ["page", "here"])
@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair["id"])
def test_each_side_of_a_pair_is_equal_to_itself(pair, side):
    comparison = compared({"page": pair[side], "here": pair[side]})
    assert comparison.differences == ()
    assert comparison.equal == comparison.figures
