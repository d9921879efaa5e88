"""What a page prints for a block is put together with what a run printed for the same part."""

import pytest

from harness.checking.execution import BlockCourse, StatementEnding
from harness.checking.page_outputs import printed_parts
from tests.checking.notebooks import failure, picture
from tests.checking.pages import ended, notebook, page, shown, stream

VALUE = {"of": "int", "length": 1}


def parts(found, index=0, *, magic=False):
    return printed_parts(found.blocks[index], found.lines, magic=magic)


def texts(part):
    return [text for _, text in part.written]


def test_stderr_is_no_part(tmp_path):
    found = notebook(tmp_path, ("f()", stream("old\n", "stderr")), ("f()", stream("1\n")))
    assert parts(found) == []
    assert [texts(part) for part in parts(found, 1)] == [["1"]]


def test_what_is_printed_and_the_value_are_one_part(tmp_path):
    found = notebook(tmp_path, ("f()", stream("1\n"), shown("2")))
    (part,) = parts(found)
    assert texts(part) == ["1", "2"]
    assert part.upto is None


def test_comments_are_a_part_each_of_the_statement_above_them(tmp_path):
    found = page(tmp_path, "page.md", "```python\na()  # → 2\nb()\n#> 3\nc()\n```\n")
    first, second = parts(found)
    course = BlockCourse(tuple(StatementEnding((n, n), f"{n}\n") for n in (2, 3, 5)))
    assert (texts(first), texts(second)) == (["2"], ["3"])
    assert (first.printed_here(course), second.printed_here(course)) == ("2\n", "3\n")


def test_a_comment_inside_a_statement_is_printed_by_none(tmp_path):
    found = page(tmp_path, "page.md", "```python\nfor x in y:\n    f(x)  # → 2\n    g()\n```\n")
    course = BlockCourse((StatementEnding((2, 4), "7\n"),))
    assert [part.printed_here(course) for part in parts(found)] == [""]


def test_a_shown_value_begins_a_line_of_its_own(tmp_path):
    (part,) = parts(notebook(tmp_path, ("f()", shown("2"))))
    course = BlockCourse(
        (StatementEnding((1, 1), "no end"), StatementEnding((2, 2), "2\n", result=VALUE))
    )
    assert part.printed_here(course) == "no end\n2\n"
    joined = BlockCourse((StatementEnding((1, 1), "a"), StatementEnding((2, 2), "b\n")))
    assert part.printed_here(joined) == "ab\n"


def test_an_exception_is_printed_here_only_where_the_page_shows_one(tmp_path):
    error = failure("ValueError", "no", "ValueError: no")
    found = notebook(tmp_path, ("f()", error), ("f()", stream("1\n")))
    (wanted,), (plain,) = parts(found), parts(found, 1)
    run = ended(found, ["ValueError: other"], ["ValueError: other"])
    assert (wanted.error, plain.error) == (True, False)
    assert "ValueError: other" in wanted.printed_here(run.blocks[0])
    assert plain.printed_here(run.blocks[1]) == ""


@pytest.mark.parametrize(
    ("outputs", "drawn"),
    [
        ([picture()], True),
        ([shown("<Axes: xlabel='a'>"), picture()], True),
        ([shown("[<matplotlib.lines.Line2D at 0x7f0>]"), picture()], True),
        ([stream("loss 0.5\n"), picture()], False),
        ([picture("$x^2 + 3$")], False),
        ([stream("1\n")], False),
    ],
)
def test_a_part_is_drawn_where_nothing_is_printed_but_names_of_drawings(tmp_path, outputs, drawn):
    (part,) = parts(notebook(tmp_path, ("plot()", *outputs)))
    assert part.drawn is drawn


def test_times_of_magics_are_left_out_and_counted_only_where_a_magic_prints_them(tmp_path):
    times = "CPU times: user 2 µs, sys: 1 µs, total: 3 µs\nWall time: 4.1 µs\n"
    found = notebook(tmp_path, ("%%time\nf()", stream(f"3\n{times}")))
    (magic,), (plain,) = parts(found, magic=True), parts(found)
    assert (texts(magic), magic.times) == (["3"], 2)
    assert (len(plain.written), plain.times) == (3, 0)


def test_lines_are_those_of_the_document(tmp_path):
    found = page(tmp_path, "page.md", "```python\nf()\n```\n\n```\n1\n\n2\n```\n")
    assert parts(found)[0].written == [(6, "1"), (8, "2")]
