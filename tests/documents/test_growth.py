"""Reading a document takes time in proportion to its length, also for hostile texts."""

import contextlib
import random
from pathlib import Path

import pytest

from harness.documents import (
    Document,
    FigureError,
    Passage,
    PrintedColumn,
    anchor_all,
)
from harness.documents.alignment import Followed
from harness.documents.blocks import find_blocks
from harness.documents.language import language
from harness.documents.previous import word_diff
from harness.documents.quoting import instead_of, misprint, stands_in, where
from harness.documents.statements import looks_like_figures, statements
from harness.documents.whitespace import Squeezed, occurrences, squeezed
from harness.kinds.history import History
from harness.printed.literals import read_array, read_literal
from harness.printed.quoted import read_quoted
from harness.printed.scalars import read_scalar
from harness.sandbox.block_session import _common
from harness.sandbox.sources import bound, prepared
from harness.texts.lines import composed, digest_of, split_lines
from tests.growth import UNITS, is_linear, seconds


def document(lines, suffix=".md"):
    return Document(f"d{suffix}", Path(f"d{suffix}"), tuple(lines))


def read(reader):
    """Make a reader of figures one that says nothing where there is none."""

    def reading(text):
        with contextlib.suppress(FigureError):
            reader(text)

    return reading


def find(text):
    squeezed.cache_clear()
    where("1, 2", text)
    where(text, f"{text}{text}x")
    where(f"{text}1", text * 2)


def read_columns(text):
    misprint(None, [PrintedColumn("loss", ("1", "2")), PrintedColumn("", ("1", "2"))], text)


def anchor_each(text):
    lines = document(split_lines(text))
    passages = [Passage((n, n), f"{n:08}-{n % 7:08}", "1") for n in range(1, len(lines.lines), 40)]
    anchor_all(lines, passages)


READERS = {
    "statements": lambda text: statements(text.split("\n")),
    "looks_like_figures": looks_like_figures,
    "read_array": read(lambda text: read_array(f"[{text}]")),
    "read_literal": read(read_literal),
    "read_quoted": read(read_quoted),
    "read_scalar": read_scalar,
    "where": find,
    "instead_of": lambda text: instead_of(text, f"{text}x"),
    "instead_of a number": lambda text: instead_of("1.5 a", text),
    "columns": read_columns,
    "word_diff": lambda text: word_diff(text, f"{text[::-1]} a"),
    "composed": composed,
    "digest": lambda text: digest_of(split_lines(text)),
    "blocks": lambda text: find_blocks(document(split_lines(text))),
    "blocks of reStructuredText": lambda text: find_blocks(document(split_lines(text), ".rst")),
    "blocks of a module": lambda text: find_blocks(document(split_lines(text), ".py")),
    "language": language,
    "anchors": anchor_each,
    "names that code gives": lambda text: bound(f"(\n{text}"),
    "code": lambda text: prepared(text.split("\n"), (1, text.count("\n") + 1), {}),
    "what differs from machine to machine": _common,
}


@pytest.mark.growth
@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("unit", UNITS)
def test_a_reader_takes_time_in_proportion_to_the_text(reader, unit):
    assert is_linear(READERS[reader], unit)


@pytest.mark.growth
@pytest.mark.parametrize("suffix", [".md", ".rst", ".py"])
@pytest.mark.parametrize("unit", [
    ".. testcode::\n\n  x\n\n", ".. testcode::\n\n  x\n\na\n\n", "::\n\n  x\n\n", "```{note}\n", "> " * 9 + "```\n", ">>> x\n",
    "```py\nx\n```\nOutput:\n", "<div>\n", "```py\nx\n```\n<div>\n", "# %%\n", "In [1]: x\n", "x #> 1\n", "```py\nx #> 1\n",
    "def f():\n  '>>> x'\n", "<!-- skip: start -->\n", "`" * 50, "~~~\n```\n", "```py\n#> 1\nx\n```\n", "x = f(1)\n", "# doctest:",
    "```py\nx # Output:\n```\n", "a::\n b::\n", "a\n===\n", "# a\n", "```py\n:a:\n", "%%tab a\n", "which ", "- " * 9, "```py\nx\n```\n<pre>\n", "<pre>\n", "```py\nx\n```\n![\n", "1. ",
    ".. doctest-skip::\n", ".. doctest-skip::\n\n   >>> x\n\na\n", "```\n>>> x\n1\n\n```\n", "```\n>>> x\n1\n\n", ">>> x\n... \n",
])  # fmt: skip
def test_blocks_are_found_in_proportion_to_the_text(unit, suffix):
    assert is_linear(lambda text: find_blocks(document(split_lines(text), suffix)), unit)


@pytest.mark.parametrize("text", ["1e999999999", "9" * 5000, f"1e{'9' * 5000}", "-1e-999999999%"])
def test_a_number_beyond_every_measure_is_refused_and_not_computed(text):
    with pytest.raises(FigureError, match="more than 1,000 digits"):
        read_quoted(text)
    wanted = [PrintedColumn("", ("1e999999998",))]
    assert seconds(misprint, None, wanted, "1e999999999") < 1
    assert misprint(None, wanted, "1e999999999").document == "1e999999999"
    assert misprint(None, wanted, "1e999999998") is None


def test_an_array_of_more_dimensions_than_numpy_has_is_refused():
    with pytest.raises(FigureError, match="more than 64 dimensions"):
        read_array("[" * 100_000)


@pytest.mark.parametrize(
    ("figure", "passage"),
    [
        ("ab " * 50_000 + "a", "ab " * 150_000),
        ("1," * 50_000 + "1", "1," * 100_000),
        ("a" * 50_000, "a" * 150_000),
        ("[" * 50_000, "[" + " " * 100_000),
        ("a a " * 25_000 + "b", "a " * 100_000),
    ],
)
def test_a_figure_that_repeats_itself_is_looked_for_in_time(figure, passage):
    squeezed.cache_clear()
    assert seconds(stands_in, figure, passage) < 3
    assert not stands_in(figure, passage)


@pytest.mark.parametrize("text", ["aabaab", "aaaaaa", "abab", "", "b"])
def test_every_place_of_a_part_is_found_however_often_it_is_there(text):
    for part in ("a", "aa", "aab", "ab"):
        whole = text * 40
        expected = [n for n in range(len(whole)) if whole.startswith(part, n)]
        assert list(occurrences(part, whole)) == expected


def test_a_squeezed_text_tells_where_its_parts_stand():
    text = Squeezed(" [ 1 ,  2 ]  a,\n b ")
    assert text.text == "[1, 2]a,b"
    assert text.span(0, 6) == (1, 12 - 1)


WORDS = ["the", "loss", "of", "a", "model", "1.5", "2", "0.25", "(None, 32)", "[1 2 3]", "10,000"]
CHANCE = random.Random(1)
LARGE = [f"{' '.join(CHANCE.choices(WORDS, k=6))} {n}" for n in range(100_000)]
EQUAL = ["the same line 1.5"] * 100_000


@pytest.fixture(scope="module", params=[LARGE, EQUAL], ids=["lines", "equal lines"])
def large(request):
    return document(request.param)


@pytest.mark.parametrize("change", [lambda line: line, lambda line: line.replace("the", "a"), lambda line: line.replace("1.5", "2.5")], ids=["moved", "reworded", "misquoted"])  # fmt: skip
def test_a_document_of_a_hundred_thousand_lines_is_anchored_in_seconds(large, change):
    spans = [(first, first + first % 4) for first in range(1, 99_000, 97)]
    passages = [Passage(span, large.digest(span), "1.5") for span in spans]
    other = document(["new", *map(change, large.lines)])
    assert seconds(anchor_all, other, passages, times=1) < 20


@pytest.mark.parametrize(
    "spans",
    [[(1, 99_000)] * 200, [(1, 50_000 + n) for n in range(5)], [(n, n + n % 80) for n in range(1, 90_000, 500)]],
    ids=["one passage", "long ones", "many lengths"],
)  # fmt: skip
def test_passages_of_any_length_are_found_in_seconds(spans):
    before = document(LARGE)
    passages = [Passage(span, before.digest(span), f"{n}.5") for n, span in enumerate(spans)]
    assert seconds(anchor_all, document(["new", *LARGE]), passages, times=1) < 20
    assert seconds(anchor_all, document(LARGE), passages, times=1) < 20


def test_what_changed_between_two_passages_far_apart_is_looked_for_in_seconds():
    before = document(LARGE)
    kept = [Passage(span, before.digest(span)) for span in [(10, 20), (99_000, 99_010)]]
    lost = [Passage((n, n + 1), f"{0:08}-{1:08}", "777") for n in range(50, 60_000, 31)]
    assert seconds(anchor_all, document(["new", *LARGE]), [*kept, *lost], times=1) < 20


def test_lines_follow_thousands_of_passages_in_time():
    moved = [((n, n + 3), (n + n % 2, n + 3 + n % 2)) for n in range(1, 50_000, 5)]
    followed = Followed(moved)
    assert seconds(lambda: [followed.now((n, n + 10)) for n in range(1, 50_000, 5)]) < 2


def test_a_cell_of_fifty_thousand_paragraphs_is_read_in_time():
    code = ["x = 1", ""] * 50_000
    assert seconds(find_blocks, document(["In [1]:", *code]), times=1) < 10
    assert seconds(find_blocks, document(["In [1]:", *code, "no python"]), times=1) < 10


def test_the_losses_of_a_hundred_thousand_epochs_are_compared_in_time():
    printed = ["0.5"] * 20_000
    at = {"lines": [1, 2], "digest": "00000000-00000000"}
    claim = History(kind="history", id="a", at=at, states="It says so.", subject="m:f", expected={"loss": printed})  # fmt: skip
    value = claim.document_value
    assert seconds(claim.compare, value, {"loss": [0.5] * 20_000}) < 5
