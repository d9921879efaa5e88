import pytest

from harness.models.availability import Unavailable


def test_what_is_missing_is_a_runtime_error_that_says_so():
    with pytest.raises(RuntimeError, match="no such data; fetch it"):
        raise Unavailable("no such data; fetch it")
