from harness.models import batching


def test_sequences_of_several_lengths_make_no_tensor():
    assert batching.embedded()["exception"] == "ValueError"


def test_sequences_of_one_length_are_embedded_together():
    assert batching.embedded([[1, 2], [3, 4]])["accepted"]
