"""The script that trains both sentiment systems."""

import runpy
from pathlib import Path

import pytest
from click.testing import CliRunner

from harness.models import review_training, subword_training
from harness.subject import Unavailable

SCRIPT = Path(__file__).parents[2] / "examples" / "reviews" / "train.py"
RUN = {"loss": [0.6, 0.5], "tested": 1000, "chance": 0.5, "bag_of_words": 0.85}


@pytest.fixture
def train():
    names = runpy.run_path(str(SCRIPT))
    return lambda *given: CliRunner().invoke(names["main"], given)


@pytest.fixture
def imdb(monkeypatch):
    def trained(seeds, full=False, folder=None):
        for seed in seeds:
            yield {**RUN, "accuracy": 0.8 + seed / 1000, "provenance": "rebuilt"}

    monkeypatch.setattr(review_training, "trained_reviews", trained)


@pytest.mark.usefixtures("imdb")
def test_accuracy_is_said_with_what_one_more_run_would_give(train):
    done = train("imdb")
    assert done.exit_code == 0
    lines = done.output.splitlines()
    assert lines[0].startswith(
        "seed 0: 0.8000 of 1,000 test reviews (counting words 0.8500, chance"
    )
    assert lines[8:] == [
        "accuracy: 0.8035 in the median of 8 seeds",
        "19 of 20 further runs: 0.7974 to 0.8097",
        "counting words: 0.8500, better with 8 of 8 seeds",
        "chance: 0.5000",
        "reviews: rebuilt",
    ]


@pytest.mark.usefixtures("imdb")
def test_few_seeds_have_no_interval(train):
    assert "further runs" not in train("imdb", "--seeds", "7").output


def test_the_other_system_is_right_where_outputs_from_0_on_are_positive(train, monkeypatch):
    run = {**RUN, "at_zero": 0.82, "at_half": 0.81}
    monkeypatch.setattr(subword_training, "trained_subwords", lambda seed, **_: dict(run))
    assert "seed 0: 0.8200 of" in train("subwords", "--seeds", "1").output


def test_without_reviews_it_says_what_to_do(train, monkeypatch):
    def trained(seeds, **_):
        raise Unavailable("the IMDB reviews; put imdb.npz into a folder")
        yield

    monkeypatch.setattr(review_training, "trained_reviews", trained)
    done = train("imdb")
    assert done.exit_code == 4
    assert done.output == "needed: the IMDB reviews; put imdb.npz into a folder\n"
