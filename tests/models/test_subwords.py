"""Tests of harness.models.subwords."""

from hypothesis import given
from hypothesis import strategies as st

from harness.models import subwords

ANY_TEXT = st.text(st.characters(), max_size=60)


@given(ANY_TEXT)
def test_decoding_undoes_encoding(text):
    sides = subwords.reversible(text)
    assert sides == {"left": text, "right": text}


@given(ANY_TEXT)
def test_indices_leave_zero_to_padding_and_stay_below_the_vocabulary(text):
    encoder = subwords.default_encoder()
    assert all(0 < index < encoder.vocab_size for index in encoder.encode(text))


@given(ANY_TEXT, st.integers(0, 9))
def test_padding_decodes_to_nothing(text, zeros):
    encoder = subwords.default_encoder()
    assert encoder.decode([*encoder.encode(text), *([0] * zeros)]) == text


@given(st.text("abc ", max_size=40), st.integers(0, 30))
def test_any_corpus_gives_a_reversible_encoder(corpus, pieces):
    encoder = subwords.build_encoder([corpus], pieces)
    assert encoder.vocab_size <= 1 + pieces + 256
    assert encoder.decode(encoder.encode(corpus)) == corpus


def test_known_text_takes_fewer_indices_than_bytes():
    encoder = subwords.default_encoder()
    text = "The movie and the music were cool."
    assert len(encoder.encode(text)) < len(text.encode()) * 0.8


def test_text_without_pieces_takes_one_index_a_byte():
    assert len(subwords.default_encoder().encode("감동")) == 6


def test_the_sample_text_comes_back():
    measured = subwords.encoded_and_decoded("Hello TensorFlow.")
    assert measured["equal"]
    assert measured["text"] == "Hello TensorFlow."


@given(st.text("가각감동분석ЖЯ", max_size=10))
def test_an_unknown_script_is_encoded_byte_by_byte(text):
    sides = subwords.fallback(text)
    assert sides["left"] == sides["right"]
    assert len(sides["right"]) == len(text.encode())


def test_known_pieces_are_not_encoded_byte_by_byte():
    sides = subwords.fallback("movie")
    assert len(sides["left"]) < len(sides["right"])
