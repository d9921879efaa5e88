"""Exceptions read as type and message, however they are printed."""

import traceback

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.printed.exceptions import read_exception
from harness.printed.screen import numbered
from harness.printed.tables import tokens_in
from tests.growth import is_linear
from tests.printed.samples import cells, misplaced, read_all, unnoticed, values

PYTHON = """\
Traceback (most recent call last):
  File "a.py", line 3, in <module>
    f(1)
    ~^^^
  File "a.py", line 1, in f
    raise ValueError("two parts: 1
ValueError: two parts: 1
  and 2"""
IPYTHON = """\
---------------------------------------------------------------------------
ValueError                                Traceback (most recent call last)
Cell In[3], line 1
----> 1 f(1)

File ~/a.py:1, in f(x)
----> 1 raise ValueError("two parts")

ValueError: two parts: 1
  and 2"""
DOCTEST = "Traceback (most recent call last):\n    ...\nValueError: two parts: 1\nand 2"
LAST = "ValueError: two parts: 1 and 2"
TRACEBACK = "Traceback (most recent call last):\n"
WAYS = [PYTHON, IPYTHON, DOCTEST, DOCTEST.replace("    ...", "..."), LAST]


def read(text):
    return read_exception(numbered(text), 0)


def rows(text):
    return [
        {name: value for name, value in found.items() if name != "frames"}
        for _, found in cells(read(text))
    ]


@pytest.mark.parametrize("text", WAYS)
def test_every_way_of_printing_has_the_same_type_and_message(text):
    table = read(text)
    assert rows(text) == [{"type": "ValueError", "message": "two parts: 1 and 2"}]
    assert (table.kind, table.end) == ("exception", len(numbered(text)))
    assert misplaced(read_exception, text) == []
    assert (
        rows("\n".join("    " + line for line in text.split("\n"))) == rows(text)
        if text in WAYS[:1]
        else True
    )


def test_the_ways_are_told_apart():
    assert [read(text).style for text in WAYS] == [
        "Python",
        "IPython",
        "Python",
        "Python",
        "last line",
    ]


def test_frames_are_volatile_and_modules_may_be_left_out():
    table = read(PYTHON)
    assert table.volatile == {"frames": "frames of the traceback"}
    assert table.optional == {"frames", "module"}
    assert "in f" in cells(table)[0][1]["frames"]
    named = rows("Traceback (most recent call last):\n    ...\na.b.OddError: no")
    assert named == [{"type": "OddError", "module": "a.b", "message": "no"}]


def test_each_character_of_the_last_lines_counts():
    for text in (LAST, DOCTEST):
        assert unnoticed(read_exception, text, ".") == []


def test_chained_exceptions_are_rows_that_say_how():
    text = f"{PYTHON}\n\nThe above exception was the direct cause of the following exception:\n\n{DOCTEST}"
    assert [row.get("follows") for row in rows(text)] == [
        None,
        "The above exception was the direct cause of the following exception",
    ]
    other = "During handling of the above exception, another exception occurred:"
    both = f"{IPYTHON}\n\n{other}\n\n{IPYTHON.partition(chr(10))[2]}"
    assert [row.get("follows") for row in rows(both)] == [None, other[:-1]]
    assert read(both).end == len(numbered(both))


@pytest.mark.parametrize(("above", "below", "number"), [(1, 0, 2), (2, 2, 2), (3, 0, 1), (1, 3, 1)])
def test_a_sentence_between_exceptions_stands_near_both(above, below, number):
    said = "During handling of the above exception, another exception occurred:"
    chained = f"{DOCTEST.replace(chr(10) + 'and 2', '')}{chr(10) * (above + 1)}{said}{chr(10) * (below + 1)}{DOCTEST}"
    assert len(rows(chained)) == number


@pytest.mark.parametrize(("between", "is_read"), [(0, True), (4, True), (5, False)])
def test_an_error_of_syntax_is_named_a_few_lines_below_its_place(between, is_read):
    text = '  File "a.py", line 1\n' + "    x = = 1\n" * between + "SyntaxError: invalid syntax"
    assert bool(read(text)) is is_read


def test_errors_of_syntax_have_no_traceback():
    text = '  File "a.py", line 1\n    x = = 1\n        ^\nSyntaxError: invalid syntax'
    assert rows(text) == [{"type": "SyntaxError", "message": "invalid syntax"}]
    assert rows(text.replace('File "a.py"', "Cell In[1]")) == rows(text)


def test_a_traceback_that_another_one_cuts_off_is_none():
    cut = 'Traceback (most recent call last):\n  File "a.py", line 3, in f\n'
    assert read(cut + DOCTEST) is None
    assert read_exception(numbered(cut + DOCTEST), 2).end == 6
    notebook = "ValueError      Traceback (most recent call last)\nCell In[3], line 1\n"
    for whole in (DOCTEST, notebook + "ValueError: no"):
        assert read(notebook + whole) is None
        assert read_exception(numbered(notebook + whole), 2) is not None


def test_an_exception_without_a_message_is_read_in_a_traceback():
    assert rows("Traceback (most recent call last):\n    ...\nStopIteration") == [
        {"type": "StopIteration", "message": ""}
    ]
    assert rows("KeyboardInterrupt: ") == [{"type": "KeyboardInterrupt", "message": ""}]


@pytest.mark.parametrize(
    "text",
    ["", "loss: 0.5", "Error: 0.5", "StopIteration", "  ValueError: x", "a ValueError: x", "Traceback", "Mean error: 3", "ValueError",
     "Traceback (most recent call last):\n  File", "Traceback (most recent call last):\nsome text", "-----------------------------\nx",
     "ValueError   Traceback (most recent call last)\nKeyError: x", '  File "a.py", line 1\nx\nValueError: y',
     '  File "a.py", line 1\n  SyntaxError: y', '  File "a.py", line 1\nvalue: y', "-" * 75,
     "    Traceback (most recent call last):\n      ...\nValueError: x",
     "ValueError   Traceback (most recent call last)\n  ValueError: x"],
)  # fmt: skip
def test_other_text_is_no_exception(text):
    assert read(text) is None


@pytest.mark.parametrize(
    "text",
    ["a.OddError   Traceback (most recent call last)\nCell In[3], line 1\na.OddError: no",
     '  File "a.py", line 1\na.OddError: no', "a.OddError: no"],
)  # fmt: skip
def test_the_module_of_an_exception_is_read_wherever_it_stands(text):
    assert rows(text) == [{"type": "OddError", "module": "a", "message": "no"}]


def test_a_notebook_says_above_which_exception_its_frames_lead_to():
    frames = "AddError: a\nValueErrors: b\nMyValueError: c\nZValueError: d\n"
    text = f"ValueError   Traceback (most recent call last)\n{frames}ValueError: e"
    assert rows(text) == [{"type": "ValueError", "message": "e"}]


def test_frames_are_what_stands_above_the_last_lines_of_an_exception():
    assert "frames" not in cells(read(LAST))[0][1]
    table = read_exception(numbered("words\n" + DOCTEST), 1)
    (frames,) = (cell for cell in table.rows[0].cells if cell.name == "frames")
    assert (frames.line, frames.column) == (2, 0)
    assert frames.text == "Traceback (most recent call last):\n    ..."


def test_each_cell_of_a_chain_stands_where_it_says():
    said = "The above exception was the direct cause of the following exception:"
    first, second = read(
        f"KeyError: 1\n\n  {said}\n\n{TRACEBACK}    ...\na.OddError:\n  no\n  more"
    ).rows
    assert [(c.name, c.text, c.line, c.column) for c in first.cells] == [
        ("type", "KeyError", 1, 0), ("message", "1", 1, 10),
    ]  # fmt: skip
    assert [(c.name, c.text, c.line, c.column) for c in second.cells] == [
        ("type", "OddError", 7, 2), ("module", "a", 7, 0), ("message", "no more", 7, 11),
        ("frames", f"{TRACEBACK}    ...", 5, 0), ("follows", said[:-1], 3, 2),
    ]  # fmt: skip
    assert [(token.text, token.line, token.column) for token in tokens_in(second.cells[2])] == [
        ("no", 8, 2), ("more", 9, 2),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "below",
    ["", "TypeError: y", "Traceback (most recent call last):\n    ...\nKeyError: y", "-" * 75],
)
def test_a_message_ends_before_what_another_exception_begins_with(below):
    assert read(f"ValueError: x\nmore\n{below}").end == 2


def test_a_message_ends_at_a_blank_line_or_another_exception():
    assert read("ValueError: x\n\nmore").end == 1
    assert read("ValueError: x\nTypeError: y").end == 1


WORDS = st.text(st.characters(categories=["Ll", "Lu", "Nd", "Po", "Ps"]), min_size=1, max_size=12)


@given(
    st.sampled_from([ValueError, KeyError, StopIteration, RuntimeError]),
    st.lists(WORDS, min_size=1, max_size=5),
)
def test_what_python_prints_reads_back(kind, words):
    try:
        raise kind(" ".join(words))
    except kind as error:
        text, expected = traceback.format_exc().rstrip("\n"), str(error)
    assert rows(text) == [{"type": kind.__name__, "message": expected}]


@given(st.lists(WORDS, min_size=1, max_size=4), st.lists(WORDS, min_size=1, max_size=4))
def test_different_messages_read_differently(some, others):
    texts = [f"ValueError: {' '.join(words)}" for words in (some, others)]
    assert (values(read_exception, texts[0]) == values(read_exception, texts[1])) == (
        some == others
    )


BITS = st.sampled_from(
    [
        *PYTHON.split("\n"),
        *IPYTHON.split("\n"),
        "...",
        "",
        "a.B: c",
        "KeyError: 'x'",
        '  File "a", line 1',
    ]
)


@given(st.lists(BITS | st.text(max_size=20)).map("\n".join))
def test_a_reader_of_exceptions_never_raises(text):
    read_all(read_exception, text)


@pytest.mark.growth
@pytest.mark.parametrize("head", [TRACEBACK, "ValueError: ", "V  " + TRACEBACK])
@pytest.mark.parametrize(
    "unit", ["a", "a.", " ", "\n", " a\n", TRACEBACK, "V  " + TRACEBACK, "KeyError: x\n", 'File "']
)
def test_the_time_for_exceptions_grows_with_the_text(head, unit):
    assert is_linear(lambda text: read_all(read_exception, head + text), unit, 5000)
