from hypothesis import given, settings
from hypothesis import strategies as st
from tensorflow import keras

from harness.models import statistics

few = settings(max_examples=8, deadline=None)
sizes = st.integers(4, 16)


@few
@given(samples=sizes, features=sizes)
def test_layer_normalisation_takes_one_mean_off_each_sample(samples, features):
    found = statistics.taken_off("LayerNormalization", samples, features)
    assert found == {"over": "sample", "means": samples}


@few
@given(samples=sizes, features=sizes)
def test_batch_normalisation_takes_one_mean_off_each_feature(samples, features):
    found = statistics.taken_off("BatchNormalization", samples, features)
    assert found == {"over": "feature", "means": features}


def test_what_is_not_linear_normalises_neither_way(monkeypatch):
    monkeypatch.setattr(keras.layers, "LayerNormalization", lambda: lambda x, training: x**2)
    assert statistics.taken_off() == {"over": None, "means": 0}
