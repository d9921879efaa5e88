"""The network on subwords, trained on a few made-up reviews."""

import numpy as np
import pytest

from harness.models import subword_training
from harness.models.subword_sentiment import build_sentiment
from harness.models.subword_training import _cut, _outputs, trained_subwords

pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")


class Encoder:
    """Gives each letter an index."""

    vocab_size = 128

    def encode(self, text):
        return [1 + ord(letter) % 100 for letter in text[:20]]


@pytest.fixture(autouse=True)
def _made_up(monkeypatch):
    pytest.importorskip("sklearn")
    reviews = [[*[7, 8, 9][: 1 + place % 3], 5 + place % 2] for place in range(64)]
    part = (reviews, np.arange(64) % 2)
    monkeypatch.setattr(subword_training, "encoded_reviews", lambda longest: (part, part))
    monkeypatch.setattr(subword_training, "page_encoder", Encoder)


def train(**given):
    return trained_subwords(0, train=64, test=64, longest=6, epochs=2, **given)


def test_a_run_says_what_it_gave_and_what_it_is_compared_with():
    run = train()
    assert len(run["loss"]) == len(run["val_accuracy"]) == 2
    assert run["at_zero"] + run["errors"] == pytest.approx(1)
    assert (run["chance"], run["bag_of_words"], run["tested"]) == (0.5, 1.0, 64)
    assert run["sample"]["subwords"] == 20


def test_padding_changes_outputs_where_it_is_not_masked_alone():
    assert train()["sample"]["difference"] > 1e-5
    masked = train(mask_zero=True)
    assert masked["sample"]["difference"] < 1e-6
    assert masked["padding"]["probability"] < 1e-6


def test_outputs_without_padding_are_those_of_the_same_weights_with_masking():
    plain, masked = build_sentiment(128), build_sentiment(128, mask_zero=True)
    masked.set_weights(plain.get_weights())
    alone = _outputs(plain, np.array([[3, 4, 5]]))
    assert _outputs(masked, np.array([[3, 4, 5, 0, 0, 0]])) == pytest.approx(alone, abs=1e-6)


def test_longer_reviews_lose_their_end():
    (train, _), _ = _cut([([[1, 2, 3], [4]], [0, 1]), ([], [])], 2)
    assert train == [[1, 2], [4]]
