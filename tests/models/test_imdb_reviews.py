"""The document on film reviews classified by a recurrent network."""

import numpy as np
import pytest
from tensorflow import keras

from harness.models import imdb_reviews
from harness.subject import Unavailable


def test_the_loader_asks_for_the_archive():
    assert imdb_reviews.origin().endswith("/imdb.npz")


def test_the_loader_is_left_as_it_was():
    names = keras.datasets.imdb.load_data.__globals__
    before = names["get_file"]
    imdb_reviews.origin()
    assert names["get_file"] is before


def test_labels_are_listed_once(monkeypatch):
    halves = [(None, np.array([1, 0, 1])), (None, np.array([0]))]
    monkeypatch.setattr(imdb_reviews, "load_reviews", lambda: halves)
    assert imdb_reviews.labels() == {"train": [0, 1], "test": [0]}


def test_the_parts_are_those_of_the_archive(monkeypatch, tmp_path):
    np.savez(tmp_path / "imdb.npz", x_train=[1], y_train=[1], x_rest=[1], y_rest=[0])
    monkeypatch.setenv("HARNESS_DATA", str(tmp_path))
    assert imdb_reviews.parts() == ["rest", "train"]


def test_without_the_archive_nobody_knows_its_parts(monkeypatch, tmp_path):
    monkeypatch.setenv("HARNESS_DATA", str(tmp_path))
    with pytest.raises(Unavailable, match=r"imdb\.npz"):
        imdb_reviews.parts()


def test_an_untrained_network_is_undecided(monkeypatch):
    rows = np.empty(32, dtype=object)
    rows[:] = [[1, number] for number in range(2, 34)]
    labels = np.arange(32) % 2
    monkeypatch.setattr(imdb_reviews, "load_reviews", lambda: ((rows, labels), None))
    layers = [
        {"Embedding": [100, 4]},
        {"SimpleRNN": 3},
        {"Dense": [1, {"activation": "sigmoid"}]},
    ]
    measured = imdb_reviews.untrained(layers, seeds=[0, 1], batches=1)
    assert measured["losses"] == pytest.approx([np.log(2)] * 2, abs=0.3)
    assert 0 < measured["outputs"][0] < measured["outputs"][1] < 1


def test_an_output_fits_labels_of_as_many_classes_alone():
    assert imdb_reviews.trained_on(classes=3, units=3) > 0
    with pytest.raises(ValueError, match="shape"):
        imdb_reviews.trained_on(classes=3, units=2)


# Keras 3 converts its variables in a way that NumPy 2 has deprecated
pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")

STOPPING = {"EarlyStopping": {"monitor": "val_loss", "patience": 5}}
PLATEAU = {
    "ReduceLROnPlateau": {"monitor": "val_loss", "patience": 3, "factor": 0.5, "min_lr": 1e-4}
}


def test_early_stopping_stops_and_leaves_the_learning_rate_alone():
    measured = imdb_reviews.run_callbacks(STOPPING)
    assert measured["stopped"]
    assert measured["epochs"] == 6
    assert not measured["learning_rate_changed"]
    assert measured["first_change"] is None


def test_early_stopping_waits_while_losses_fall():
    measured = imdb_reviews.run_callbacks(STOPPING, [5.0, 4.0, 3.0, 2.0, 1.0, 0.5, 0.4, 0.3])
    assert not measured["stopped"]
    assert measured["epochs"] == 8


def test_a_plateau_lowers_the_learning_rate_to_its_floor():
    measured = imdb_reviews.run_callbacks(PLATEAU)
    assert not measured["stopped"]
    assert measured["first_change"] == 4
    assert list(dict.fromkeys(measured["learning_rates"])) == [
        0.001,
        0.0005,
        0.00025,
        0.000125,
        0.0001,
    ]


def test_a_rate_is_lowered_before_training_stops():
    measured = imdb_reviews.run_callbacks({**STOPPING, **PLATEAU})
    assert measured["first_change"] == 4
    assert measured["epochs"] == 6


@pytest.mark.parametrize(("best_only", "kept"), [(False, 3), (True, 2)])
def test_a_checkpoint_keeps_the_last_epoch_by_default(best_only, kept):
    given = {"monitor": "val_loss", "save_best_only": best_only}
    assert imdb_reviews.checkpoint(given) == {
        "kept": kept,
        "best": 2,
        "keeps_the_best": kept == 2,
    }
