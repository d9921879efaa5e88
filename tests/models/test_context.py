import pytest

from harness.models import context


@pytest.mark.parametrize("layer", ["SimpleRNN", "LSTM", "GRU"])
def test_a_recurrent_layer_depends_on_order_and_context(layer):
    assert context.order_dependence(layer) == {"context": True, "order": True, "place": True}


@pytest.mark.parametrize("layer", ["Embedding", "Dense"])
def test_a_layer_that_treats_words_alone_depends_on_neither(layer):
    assert context.order_dependence(layer) == {"context": False, "order": False, "place": False}


def test_a_convolution_depends_on_the_words_in_its_window():
    assert context.order_dependence("Conv1D")["order"]
