import pytest

from harness.models import callbacks

# Keras 3 converts its variables in a way that NumPy 2 has deprecated
pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")

STOPPING = {"EarlyStopping": {"monitor": "val_loss", "patience": 5}}
PLATEAU = {
    "ReduceLROnPlateau": {"monitor": "val_loss", "patience": 3, "factor": 0.5, "min_lr": 1e-4}
}


def test_early_stopping_stops_and_leaves_the_learning_rate_alone():
    measured = callbacks.run_callbacks(STOPPING)
    assert measured["stopped"]
    assert measured["epochs"] == 6
    assert not measured["learning_rate_changed"]
    assert measured["first_change"] is None


def test_early_stopping_waits_while_losses_fall():
    measured = callbacks.run_callbacks(STOPPING, [5.0, 4.0, 3.0, 2.0, 1.0, 0.5, 0.4, 0.3])
    assert not measured["stopped"]
    assert measured["epochs"] == 8


def test_a_plateau_lowers_the_learning_rate_to_its_floor():
    measured = callbacks.run_callbacks(PLATEAU)
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
    measured = callbacks.run_callbacks({**STOPPING, **PLATEAU})
    assert measured["first_change"] == 4
    assert measured["epochs"] == 6


@pytest.mark.parametrize(("best_only", "kept"), [(False, 3), (True, 2)])
def test_a_checkpoint_keeps_the_last_epoch_by_default(best_only, kept):
    given = {"monitor": "val_loss", "save_best_only": best_only}
    assert callbacks.checkpoint(given) == {
        "kept": kept,
        "best": 2,
        "keeps_the_best": kept == 2,
    }
