"""The network on film reviews, trained on a few made-up ones."""

import numpy as np
import pytest

from harness.models import review_samples, review_training

pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")

KEYS = {"loss", "acc", "val_loss", "val_acc", "learning_rate"}


@pytest.fixture(autouse=True)
def _made_up(monkeypatch):
    pytest.importorskip("sklearn")
    pair = ([[1, 7], [1, 8]] * 32, np.array([1, 0] * 32))
    monkeypatch.setattr(review_samples, "load_reviews", lambda: (pair, pair))
    monkeypatch.setattr(review_training, "MAXLEN", 2)
    monkeypatch.setattr(review_training, "padded_rows", lambda rows: np.array(rows).reshape(-1, 2))
    monkeypatch.setattr(review_training, "provenance", lambda: {"origin": "rebuilt"})
    monkeypatch.setattr(review_training, "_ALL", 64)


def test_a_run_says_what_it_gave_and_what_it_is_compared_with():
    first, second = review_training.trained_reviews([0, 1], train=32, test=32, epochs=2)
    assert first.keys() >= KEYS
    assert {len(first[name]) for name in KEYS} == {2}
    assert (first["bag_of_words"], first["tested"], first["allowed"]) == (1.0, 32, 2)
    assert first["provenance"] == "rebuilt"
    assert first["loss"] != second["loss"]


def test_a_seed_gives_the_same_again_with_others_or_without():
    both = review_training.trained_reviews([0, 1], train=32, test=32, epochs=1)
    (alone,) = review_training.trained_reviews([1], train=32, test=32, epochs=1)
    assert list(both)[1] == alone


def test_the_callbacks_do_what_their_documentation_says():
    (run,) = review_training.trained_reviews([0], train=32, test=32, epochs=40)
    rule = run["documented"]
    assert (run["epochs"], run["learning_rate"]) == (rule["epochs"], rule["learning_rates"])


def test_what_callbacks_did_is_read_from_a_run():
    acts = review_training._acts([0.5, 0.4, 0.6, 0.6, 0.6, 0.6, 0.6], [1e-3] * 4 + [5e-4] * 3)
    assert acts == {"epochs": 7, "after_best": 5, "slowed": 5, "waited": 3, "factor": 0.5}


def test_a_rate_that_never_fell_has_no_epoch_of_its_fall():
    acts = review_training._acts([0.5, 0.4], [1e-3] * 2)
    assert (acts["slowed"], acts["waited"], acts["factor"]) == (None, None, None)


def test_full_training_takes_all_reviews(monkeypatch):
    asked = []
    monkeypatch.setattr(review_training, "_trained", lambda sample, plan: asked.append(plan) or {})
    (run,) = review_training.trained_reviews([3], full=True, folder="kept")
    assert (run["allowed"], asked[0].epochs, asked[0].folder) == (500, 500, "kept/3")


def test_an_interrupted_log_has_the_figures_of_both_calls():
    (run,) = review_training.interrupted_log([0], batches=1, again=1)
    assert run.keys() == {"loss", "acc", "loss_again", "acc_again", "loss_anew"}
    assert all(np.isfinite(value) for value in run.values())
