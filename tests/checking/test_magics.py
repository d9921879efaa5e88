"""A cell becomes Python with the same lines; what is no Python is left out, and named."""

import ast
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from harness.checking.logical_lines import LineCourse
from harness.checking.magics import ANY_NAME, plain_python
from harness.checking.shell_files import made_files

PIECES = st.sampled_from([
    "%time x = 1", "%%timeit", "%%bash", "!ls \\", "x = !ls", "x?", "'''", "(", ")", "x = 1", "  % 2", "pip install a", "\\", "if x:", "    !ls", "%pylab",
    "%%capture out", "a, b = %sql q", "#", '"', "$ ls", "%timeit -n 3 f()", "%prun f(", "",
])  # fmt: skip
CELLS = st.lists(PIECES | st.text(max_size=12).map(lambda text: " ".join(text.splitlines())))


def plain(text):
    return plain_python(text.split("\n"))


@pytest.mark.parametrize("line", [
    "%matplotlib inline", "!pip install x", "x?", "?x", "x.y??", "%load_ext a", "pip install x", "$ ls -l", "%env A=1", "%cd b", "%run other.py", "conda install -c a b",
    "%autoreload 2", "% matplotlib inline", "!ls {x}", "??x", "cd build", "%config A.b = 'c'", "git clone https://a.example/b.git", "%lprun -f f f(3)", "%%html", "x = !ls", "x = %sql select",
])  # fmt: skip
def test_what_is_no_python_is_left_out_and_named(line):
    found = plain(f"a = 1\n{line}\nb = 2")
    assert found.source == "a = 1\npass\nb = 2"
    assert list(found.left_out) == [2]
    assert found.left_out[2]


@pytest.mark.parametrize("cell", [
    "x = (7\n% 3)", "x = 7 \\\n% 3", "'''\n%time\n!ls\n'''", "ls -l", "pip = 3\npip", "f(a,\n  %b)".replace("%b", "b"), "x = 1 # %time", "", "# only\n", "await f()",
])  # fmt: skip
def test_what_python_takes_stays_as_it_is(cell):
    found = plain(cell)
    assert found.source == cell
    assert not found.left_out


def test_a_mark_within_brackets_or_a_string_is_no_magic():
    found = plain("%matplotlib inline\nx = (7\n% 3)\ny = '''\n!ls\n'''\nz = 9 \\\n % 4")
    assert list(found.left_out) == [1]
    names = {}
    exec(found.source, names)
    assert (names["x"], names["y"], names["z"]) == (1, "\n!ls\n", 1)


@pytest.mark.parametrize(
    ("cell", "source"),
    [
        ("%%time\nx = 1", "\nx = 1"),
        ("%time x = f()", "x = f()"),
        ("x = %time f()", "x = f()"),
        ("if a:\n    %time f()", "if a:\n    f()"),
        ("%prun -s time f()", "exec('f()')"),
        ("%%prun -q\nf()", "\nf()"),
    ],
)
def test_a_timed_statement_runs(cell, source):
    found = plain(cell)
    assert (found.source, found.timed, found.left_out) == (source, True, {})


@pytest.mark.parametrize(
    "cell",
    ["%timeit -n 10 -r3 x = counted()", "%%timeit x = 1\nx = counted()\n", "%timeit counted()"],
)
def test_timeit_runs_once_and_binds_nothing(cell):
    calls = []
    names = {"counted": lambda: calls.append(1)}
    found = plain(cell)
    exec(found.source, names)
    assert calls == [1]
    assert "x" not in names
    assert found.timed
    assert found.source.count("\n") == cell.count("\n")


def test_what_a_cell_captures_is_not_shown_and_its_name_stays_unbound():
    found = plain("%%capture out --no-stderr\nprint(1)")
    assert (found.source, found.captured, found.left_out_names) == ("\nprint(1)", True, {"out": 1})


@pytest.mark.parametrize(
    "magic", ["bash", "html", "javascript", "R", "sql", "cython", "writefile a.py"]
)
def test_a_cell_of_another_language_is_not_run(magic):
    found = plain(f"\n%%{magic}\nx = 1\n")
    assert found.source == "\n\n\n"
    assert list(found.left_out) == [2, 3, 4]


def test_names_that_lines_left_out_would_bind_are_known():
    assert plain("files = !ls").left_out_names == {"files": 1}
    assert plain("\na, b = %sql x").left_out_names == {"a": 2, "b": 2}
    assert plain("%run other.py").left_out_names == {ANY_NAME: 1}
    assert plain("%%cython\ndef f(): pass").left_out_names == {ANY_NAME: 1}
    assert plain("%%bash\nx=1").left_out_names == {}


def test_a_tab_is_python_below_its_mark():
    assert plain("%%tab all\nx").source == "\nx"


def test_pylab_binds_what_ipython_says():
    assert "import *" in plain("%pylab inline").source


def test_a_command_that_goes_on_is_left_out_whole():
    found = plain("!wget \\\n  https://a.example/b/c.csv?d=1\nx = 1")
    assert found.source == "pass\n\nx = 1"
    assert found.files == {"c.csv": 1}


def test_a_cell_that_is_indented_throughout_is_python():
    assert plain("  x = 1\n  y = 2").source == "x = 1\ny = 2"


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("wget https://a.example/b/c.csv", ["c.csv"]),
        ("wget -q -O d.csv https://a.example/c.csv", ["d.csv"]),
        ("wget -P data https://a.example/c.csv", ["data/c.csv"]),
        ("curl -LO https://a.example/c.zip && unzip c.zip", ["c.zip", "c"]),
        ("curl -o e.txt https://a.example/c", ["e.txt"]),
        ("curl https://a.example/c > f.txt", ["f.txt"]),
        ("git clone --depth 1 https://a.example/b/c.git", ["c"]),
        ("tar xzf d.tar.gz", ["d"]),
        ("kaggle datasets download -d a/b", ["b.zip"]),
        ("mkdir -p a/b", ["a/b"]),
        ("pip install x", []),
        ("wget 'unclosed", []),
        ("wget https://[a", []),
    ],
)
def test_files_that_a_line_would_make_are_listed(line, names):
    assert made_files(line) == names


@given(CELLS)
@example(["%%timeit"])
@example(["%%capture"])
def test_any_cell_keeps_its_number_of_lines(lines):
    found = plain_python(lines)
    assert len(found.source.split("\n")) == max(1, len(lines))
    assert set(found.left_out) <= set(range(1, len(lines) + 1))
    assert all(
        1 <= line <= len(lines) for line in [*found.files.values(), *found.left_out_names.values()]
    )


@given(st.text(max_size=60))
def test_any_line_for_a_shell_is_read(line):
    assert all(isinstance(name, str) for name in made_files(line))


def test_a_line_begins_a_statement_where_python_says_so():
    source = Path(ast.__file__).read_text().split("\n")
    starts = {
        node.lineno for node in ast.walk(ast.parse("\n".join(source))) if isinstance(node, ast.stmt)
    }
    course, begins = LineCourse(), set()
    for number, line in enumerate(source, 1):
        if course.begins:
            begins.add(number)
        course.follow(line)
    assert starts <= begins
    assert len(begins - starts) < 0.6 * len(source)
