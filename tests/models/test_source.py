import pytest

from harness.models import source


@pytest.mark.parametrize("text", ["pass", "# a comment", "-x", "model.add(1)"])
def test_python_parses(text):
    assert source.parses(text) == {"parses": True, "exception": None}


@pytest.mark.parametrize("text", ["-" * 75, "f(", "In [2]:\nx"])
def test_what_is_no_python_does_not_parse(text):
    measured = source.parses(text)
    assert measured["parses"] is False
    assert measured["exception"] == "SyntaxError"
