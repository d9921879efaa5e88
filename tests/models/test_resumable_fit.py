"""Training goes on where it was interrupted, and comes to the same."""

import numpy as np
import pytest
from tensorflow import keras

from harness.models import resumable_fit
from harness.models.resumable_fit import FitPlan, fit_resumably
from harness.models.sessions import seeded
from harness.subject import listen

pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")


class Interrupt(keras.callbacks.Callback):
    """Breaks off in the middle of an epoch."""

    def __init__(self, epoch):
        super().__init__()
        self.epoch = epoch

    def on_epoch_end(self, epoch, logs=None):
        if epoch == self.epoch:
            raise KeyboardInterrupt


def train(folder=None, interrupt=None, epochs=9):
    random = np.random.RandomState(0)
    inputs = random.normal(size=(48, 4, 2)).astype("float32")
    labels = random.randint(2, size=48).astype("float32")
    with seeded(1):
        # dropout draws from a generator of its own, which has to go on where it was
        network = keras.Sequential(
            [
                keras.Input(shape=(4, 2)),
                keras.layers.SimpleRNN(3, dropout=0.5),
                keras.layers.Dense(1),
            ]
        )
        network.compile(optimizer=keras.optimizers.Adam(0.2), loss="mse")
        acting = [
            keras.callbacks.EarlyStopping(monitor="val_loss", patience=4),
            keras.callbacks.ReduceLROnPlateau(monitor="val_loss", patience=2, factor=0.5),
        ]
        acting += [] if interrupt is None else [Interrupt(interrupt)]
        plan = FitPlan("a network", epochs, 16, seed=3, folder=folder and str(folder))
        pair = (inputs[:32], labels[:32])
        return fit_resumably(network, pair, (inputs[32:], labels[32:]), plan, acting)


@pytest.fixture(scope="module")
def whole():
    return train()


def test_callbacks_act_in_the_run_that_is_compared(whole):
    assert len(set(whole["learning_rate"])) > 1


@pytest.mark.parametrize("epoch", [0, 1, 3, 5])
def test_after_an_interruption_the_result_is_the_same(whole, tmp_path, epoch):
    with pytest.raises(KeyboardInterrupt):
        train(tmp_path, interrupt=epoch)
    assert train(tmp_path) == whole


def test_what_is_finished_is_not_trained_again(whole, tmp_path, monkeypatch):
    assert train(tmp_path) == whole
    monkeypatch.setattr(resumable_fit, "_epoch", lambda *_: pytest.fail("trained again"))
    assert train(tmp_path) == whole
    assert [path.name for path in tmp_path.iterdir()] == ["state.npz"]


def test_more_epochs_go_on_from_fewer(tmp_path):
    first = train(tmp_path, epochs=2)
    more = train(tmp_path, epochs=4)
    assert more["loss"][:2] == first["loss"]
    assert more == train(epochs=4)


def test_every_epoch_is_announced():
    heard = []
    listen(lambda *report: heard.append(report))
    train(epochs=2)
    epochs = [report[1:] for report in heard if report[1] == "epoch"]
    assert epochs == [("epoch", 0, 2), ("epoch", 1, 2), ("epoch", 2, 2)]
    assert ("a network", "batch", 1, 2) in heard
