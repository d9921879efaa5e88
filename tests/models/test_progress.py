import pytest

from harness.models import progress


@pytest.mark.parametrize("step", [3, 103])
def test_the_line_begins_with_the_counter_and_holds_a_bar(step):
    counter, bar = progress.bar(step).split(" ")
    assert counter == f"{step}/782"
    assert len(bar) >= 20
    assert "ETA" not in bar
