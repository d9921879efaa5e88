"""An exception is written as its page writes those that it shows."""

import pytest

from harness.printed.tracebacks import page_traceback

HEADER = "Traceback (most recent call last)"


def test_where_a_syntax_is_wrong_is_no_part_of_its_message():
    found = {"type": "SyntaxError", "message": "invalid syntax (<cell 7>, line 2)"}
    assert page_traceback(found, []) == "SyntaxError: invalid syntax"


@pytest.mark.parametrize(
    ("printed", "message", "shown"),
    [
        ([], "no", "ValueError: no"),
        ([], "", "ValueError"),
        (["KeyError: 3"], "no", "ValueError: no"),
        ([f"{HEADER}:", "  ..."], "no", f"{HEADER}:\nValueError: no"),
        (["above", f"{HEADER}:"], "no", f"{HEADER}:\nValueError: no"),
        (["---", f"KeyError  {HEADER}"], "no", f"---\nValueError  {HEADER}\nValueError: no"),
    ],
)
def test_it_has_the_header_that_the_page_shows_and_no_frames(printed, message, shown):
    found = {"type": "ValueError", "message": message}
    assert page_traceback(found, list(enumerate(printed, 1))) == shown
