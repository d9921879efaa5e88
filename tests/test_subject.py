"""Tests of harness.subject."""

import pytest

from harness import subject
from harness.models import training


@pytest.fixture
def heard(monkeypatch):
    monkeypatch.setattr(subject, "_listeners", [])
    signs = []
    subject.listen(lambda *sign: signs.append(sign))
    return signs


def test_without_a_listener_announcing_does_nothing():
    subject.announce("dense", "epoch", 1, 2)


def test_a_listener_gets_the_beginning_and_every_epoch_of_a_training(heard):
    training.train_network("dense", epochs=2, train_size=320, valid_size=64)
    assert heard == [("dense", "epoch", done, 2) for done in range(3)]


def test_a_listener_changes_no_figure(heard):
    first = training.train_network("dense", epochs=1, train_size=320, valid_size=64)
    heard.clear()
    assert training.train_network("dense", epochs=1, train_size=320, valid_size=64) == first


def test_what_is_missing_is_a_runtime_error_that_says_so():
    with pytest.raises(RuntimeError, match="no such data; fetch it"):
        raise subject.Unavailable("no such data; fetch it")
