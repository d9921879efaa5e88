from harness.models import operations


def test_dropout_adds_operations():
    counts = operations.of_dropout(timesteps=4, units=2)
    assert counts["with"] > counts["without"] > 0


def test_a_rate_of_zero_adds_none():
    counts = operations.of_dropout(0.0, 0.0, timesteps=4, units=2)
    assert counts["with"] == counts["without"]
