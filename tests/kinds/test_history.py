"""A log agrees figure by figure, and says of the first that does not what was measured there."""

import pytest

from tests.kinds.judging import claim_of, verdict

LOG = {"loss": ["0.5", "0.25"], "acc": ["0.91", "0.92"]}
AGREES = {"loss": [0.5, 0.25], "acc": [0.91, 0.92]}


@pytest.mark.parametrize(
    ("measured", "why"),
    [
        ({**AGREES, "loss": [0.5, 0.12345678]}, "loss 0.123457 in epoch 2, printed 0.25"),
        ({**AGREES, "acc": ["many", 0.92]}, "acc many in epoch 1, printed 0.91"),
        ({**AGREES, "acc": [True, 0.92]}, "acc True in epoch 1, printed 0.91"),
        ({**AGREES, "acc": [0.91]}, "1 epochs of acc, printed 2"),
        ({**AGREES, "acc": [0.91, 0.92, 0.93]}, "3 epochs of acc, printed 2"),
        (AGREES, ""),
    ],
)
def test_the_first_figure_that_differs_is_named_with_its_epoch(measured, why):
    found = verdict(measured, "history", expected=LOG)
    assert found.why == why
    assert found.word == ("refuted" if why else "confirmed")
    assert found.measured["of"] == 4


@pytest.mark.parametrize("measured", [3, None, {}, {"loss": [0.5, 0.25]}, {**AGREES, "acc": 0.91}])
def test_a_log_without_a_list_for_each_name_is_an_error(measured):
    found = verdict(measured, "history", expected=LOG)
    assert found.word == "error"
    assert found.why.startswith("no ")


@pytest.mark.parametrize("expected", [{}, [], "0.5", {"loss": []}, {"loss": "0.5"}])
def test_a_log_has_figures_for_each_name(expected):
    with pytest.raises(ValueError, match="list of figures"):
        claim_of("history", expected=expected)


def test_all_figures_are_judged_where_nothing_says_how_far():
    said = claim_of("history", expected=LOG)
    assert said.near_misses() == []
    assert {name: len(figures) for name, figures in said.mutants()[-1].items()} == {
        "loss": 1,
        "acc": 1,
    }
