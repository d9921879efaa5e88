from hypothesis import given, settings
from hypothesis import strategies as st

from harness.models import axes

sizes = st.integers(1, 6)
few = settings(max_examples=15, deadline=None)


@few
@given(batch_size=sizes, timesteps=sizes, input_dim=sizes, units=sizes)
def test_the_axes_are_batch_time_and_features(batch_size, timesteps, input_dim, units):
    expected = {
        "batch_size": batch_size,
        "timesteps": timesteps,
        "input_dim": input_dim,
        "units": units,
    }
    assert axes.roles(batch_size, timesteps, input_dim, units) == expected


@few
@given(sentences=sizes, words=sizes, vector=sizes)
def test_sentences_words_and_vectors_take_the_three_axes(sentences, words, vector):
    measured = axes.sentences(sentences, words, vector)
    assert measured["batch_size"] == sentences
    assert measured["timesteps"] == words
    assert measured["input_dim"] == vector
