"""The figures of a log are judged one by one, up to where the spec says that they are the same."""

import pytest

from tests.kinds.judging import claim_of, verdict

LOG = {"loss": ["0.50", "0.25"]}
FIRST = {"figures": {"loss": 1}, "why": "the rounding of the processor grows"}


@pytest.mark.parametrize(
    ("losses", "why"),
    [
        ([0.5, 0.25], ""),
        ([0.5, 0.3], "loss 0.3 in epoch 2, printed 0.25"),
        ([0.6, 0.3], "loss 0.6 in epoch 1, printed 0.50"),
        ([0.5, 1234567.891], "loss 1.23457e+06 in epoch 2, printed 0.25"),
        ([0.5, "x"], "loss x in epoch 2, printed 0.25"),
        ([0.5, 0.25, 0.1], "3 epochs of loss, printed 2"),
    ],
)
def test_the_first_figure_that_differs_is_the_reason(losses, why):
    found = verdict({"loss": losses}, "history", expected=LOG)
    assert (found.word, found.why) == ("refuted" if why else "confirmed", why)


@pytest.mark.parametrize(
    ("losses", "word", "says"),
    [
        ([0.5, 0.25], "confirmed", "2 of 2 figures agree"),
        ([0.5, 0.3], "confirmed", "1 of 2 figures agree; how typical the others are is not judged"),
        ([0.6, 0.25], "refuted", "1 of 2 figures agree; how typical the others are is not judged"),
    ],
)
def test_figures_behind_those_that_are_exact_are_counted_and_not_judged(losses, word, says):
    claim = claim_of("history", expected=LOG, exact=FIRST)
    found = verdict({"loss": losses}, "history", expected=LOG, exact=FIRST)
    assert (found.word, claim.measured_text(found.measured)) == (word, says)


@pytest.mark.parametrize("figures", [{"loss": 3}, {"mae": 1}, {"loss": 0}, {}])
def test_exact_figures_are_some_of_those_that_are_printed(figures):
    with pytest.raises(ValueError, match="'exact'"):
        claim_of("history", expected=LOG, exact={**FIRST, "figures": figures})
