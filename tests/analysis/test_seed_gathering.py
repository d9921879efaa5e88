"""Recorded runs of claims about random results."""

import math

import pytest

from harness.analysis.provenance import gather
from harness.claims import load_specs
from harness.statistics.contrast import Scale
from tests.seed_project import answer, write_evidence


def gathered(folder):
    return gather(load_specs([folder / "specs" / "page.yaml"]), folder / "reports/evidence").random


@pytest.fixture
def found(seed_project):
    return gathered(seed_project)


def test_figures_stand_beside_the_runs_of_their_seeds_and_the_stack_that_trained(found):
    first = found.figures[0]
    assert [figure.claim.name for figure in found.figures] == [
        "small-loss",
        "deep-loss",
        "wide-prediction",
        "deep-about",
    ]
    assert first.runs == tuple(answer("small", seed)["val_loss"][-1] for seed in range(16))
    assert (first.printed, first.claim.stack) == ("0.0212", "tf2.21-jax")
    assert first.ends == pytest.approx((0.02115, 0.02125))
    assert [figure.claim.outcome for figure in found.figures[:2]] == ["confirmed", "refuted"]


def test_a_log_has_the_band_and_the_median_of_its_seeds(found):
    (curve,) = found.curves
    measured = curve.claim.measured
    assert len(curve.printed) == 20
    order = zip(measured["low"], measured["median"], measured["high"], strict=True)
    assert all(low < middle < high for low, middle, high in order)


def test_orders_are_compared_seed_by_seed(found):
    deep, _, predictions, gap = found.effects
    ratios = [
        answer("small", seed)["val_loss"][-1] / answer("deep", seed)["val_loss"][-1]
        for seed in range(12)
    ]
    assert deep.contrast.values == pytest.approx(ratios)
    assert (deep.contrast.beyond, deep.contrast.followed) == (1.25, 12)
    assert predictions.contrast.scale is Scale.SHARE
    assert gap.contrast.scale is Scale.RISE
    assert [effect.compared for effect in (deep, gap)] == [
        "deep.val_loss[-1] < small.val_loss[-1]",
        "val_loss less loss rises",
    ]


def test_what_no_stack_has_runs_of_is_named_with_the_reason(found):
    assert found.unmeasured == {
        "page/not-recorded": "not recorded; run harness verify --stack tf2.21 --seeds --record"
    }


def test_runs_that_diverged_are_kept_and_judged_by_nobody(seed_project):
    def lost(network, seed):
        whole = answer(network, seed)
        return whole | {"val_loss": [math.nan] * 20} if seed == 3 else whole

    write_evidence(seed_project, lost)
    found = gathered(seed_project)
    assert math.isnan(found.figures[0].runs[3])
    assert {row.claim.outcome for row in [*found.figures[:2], *found.curves]} == {"undecided"}
    assert found.figures[0].claim.measured.keys() == {"median", "from", "to", "seeds"}
    assert found.curves[0].claim.measured.keys() == {"median", "seeds"}
    assert (len(found.effects[0].contrast.values), found.effects[0].contrast.seeds) == (11, 12)
