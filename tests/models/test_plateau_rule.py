"""The rules of both callbacks as documented are those that Keras follows."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.models.imdb_reviews import run_callbacks
from harness.models.plateau_rule import documented_plateaus

pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")
CALLBACKS = {
    "EarlyStopping": {"monitor": "val_loss", "patience": 5},
    "ReduceLROnPlateau": {"monitor": "val_loss", "patience": 3, "factor": 0.5, "min_lr": 1e-4},
}
# steps smaller than 0.0001 are an improvement to one callback and none to the other
LOSSES = st.lists(st.sampled_from([0.5, 0.50005, 0.49995, 0.6, 0.4, 0.3, 0.29995]), min_size=1)


@settings(max_examples=60, deadline=None)
@given(LOSSES)
def test_keras_does_what_the_rules_say(losses):
    measured = run_callbacks(CALLBACKS, losses)
    rule = documented_plateaus(losses)
    assert measured["epochs"] == rule["epochs"]
    assert measured["learning_rates"][1:] == pytest.approx(rule["learning_rates"])


def test_on_a_plateau_the_rate_is_halved_before_training_ends():
    rule = documented_plateaus([1.0] * 9)
    assert rule == {"epochs": 6, "learning_rates": [0.001] * 3 + [0.0005] * 3}


def test_while_losses_fall_nothing_happens():
    assert documented_plateaus([3.0, 2.0, 1.0]) == {"epochs": 3, "learning_rates": [0.001] * 3}


def test_the_rate_falls_to_its_floor_and_no_further():
    rates = documented_plateaus([1.0] * 20, stop_after=99)["learning_rates"]
    assert list(dict.fromkeys(rates)) == [0.001, 0.0005, 0.00025, 0.000125, 0.0001]
