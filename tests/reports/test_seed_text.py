"""What reports say of random results."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from harness.cli import main
from harness.reports.markdown import markdown
from harness.reports.seed_text import SEED_HEAD, error_text, number_text, percentile_text, seed_rows
from harness.results.record import read_run
from tests.sample_run import claim

LATEST = Path("reports/latest/run.json")


@pytest.fixture
def judged(seed_project):
    CliRunner().invoke(main, ["verify", "--recorded", "--stack", "tf2.21"])
    return read_run(LATEST)


def test_every_claim_about_seeds_has_a_row_with_what_its_verdict_rests_on(judged):
    rows = {row[0]: row[1:] for row in seed_rows(judged)}
    assert len(rows) == 9  # and one of which no run is recorded
    assert rows["page/small-loss"] == (
        "0.0212",
        "0.0236",
        "12th",
        "40%",
        "✓ confirmed",
        "tf2.21-jax, 16 seeds",
    )
    assert rows["page/deep-about"][3] == "margin 15%"
    assert rows["page/gap-widens"][1] == "so in 12 of 12 seeds"


def test_the_table_stands_in_the_summary_of_a_ci_step_where_a_run_has_such_claims(judged, record):
    assert f"### Random results\n\n| {' | '.join(SEED_HEAD)} |" in markdown(judged)
    assert "Random results" not in markdown(record)


def test_the_record_holds_percentile_and_error_as_numbers(judged):
    measured = {c["id"]: c["measured"] for c in json.loads(LATEST.read_text())["claims"]}
    first = measured["page/small-loss"]
    assert first["low"] < first["from"] < first["median"] < first["to"] < first["high"]
    assert 0 < first["percentile"] < 50
    assert (first["relative"], first["seeds"]) == (True, 16)
    assert first["offset"] == pytest.approx(0.4, abs=0.05)
    assert measured["page/deep-below-small"]["medians"].keys() == {
        "deep.val_loss[-1]",
        "small.val_loss[-1]",
    }


def test_the_stack_that_trained_is_that_of_the_evidence(judged):
    assert {c.stack for c in judged.claims if c.verdict != "blocked"} == {"tf2.21-jax"}


@pytest.mark.parametrize(
    "measured", [{}, {"offset": None}, {"offset": "∞"}, {"offset": float("nan")}]
)
def test_what_is_no_number_in_a_record_is_left_out(measured):
    assert (error_text(measured), percentile_text(measured), number_text(measured, "offset")) == (
        "",
        "",
        "",
    )


def test_claims_of_other_kinds_with_a_value_named_seeds_have_no_row(record):
    odd = claim(0, "confirmed", kind="value", measured={"seeds": 3})
    assert list(seed_rows(replace(record, claims=(odd,)))) == []
