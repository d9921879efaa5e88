"""The code blocks of a document, run as a notebook would."""

import json

import pytest

from harness.sandbox import block_session, notebook
from harness.sandbox.limits import ContainmentError, Limits
from harness.sandbox.sources import BlockSource, bound, names_assigned, prepared, prepared_examples
from harness.sandbox.transcripts import fingerprint, restored
from harness.subject import Unavailable
from harness.texts.lines import digest_of
from tests.sandbox.light import light_sandbox
from tests.sandbox.test_sandbox import why_not

PAGE = """\
!pip install something
import numpi_absent as np

x = 2
print(x)
x * 2.5

2
5.0

y.append(x)

import json
%time json.dumps(y)
lr = 1
f(lr=3)

def f(learning_rate): return learning_rate
f(lr=3)

while True: pass

x
"""
BLOCKS = [[1, 1], [2, 2], [4, 6], [11, 11], [13, 16], [18, 19], [21, 21], [23, 23]]
needs_containment = pytest.mark.skipif(bool(why_not()), reason=why_not())


@pytest.fixture
def page(tmp_path, monkeypatch):
    """A page of ours, and no TensorFlow to be imported first."""
    (tmp_path / "page.txt").write_text(PAGE)
    monkeypatch.setenv("HARNESS_DOCUMENTS", str(tmp_path))
    monkeypatch.setattr(block_session, "Sandbox", light_sandbox(1.0))
    return tmp_path


def blocks(*spans, prints=None):
    return [{"lines": list(span), "prints": (prints or {}).get(tuple(span), [])} for span in spans]


def ends(found):
    return [block.get("type") or block["outcome"] for block in found]


@needs_containment
def test_every_block_has_its_own_outcome(page):
    found = notebook.run("page.txt", blocks(*BLOCKS))["printed"]
    assert ends(found) == [
        "not executed", "ModuleNotFoundError", "runs", "NameError", "NameError", "TypeError",
        "stopped", "stopped",
    ]  # fmt: skip
    assert found[5]["line"] == 19
    assert found[4]["skipped"] == [14]
    assert found[7]["message"] == "not reached: time limit of 1 s"


@needs_containment
def test_output_is_stored_as_lines_of_the_page_and_compared_elsewhere(page):
    prints = {(4, 6): [{"lines": [8, 9]}]}
    found = notebook.run("page.txt", blocks((4, 6), prints=prints))["printed"][0]
    assert [restored(part, PAGE.split("\n")) for part in found["output"]] == ["2\n", "5.0"]
    assert found["output"] == [
        {"type": "stream", "text": [[8, 8], ""]},
        {"type": "result", "of": "float", "text": [[9, 9]]},
    ]
    assert found["digest"] == fingerprint("2\n5.0")
    assert "differs" not in found


@pytest.mark.parametrize("name", ["link.txt", "../secret.txt", "deep/../../secret.txt"])
def test_a_document_outside_its_folder_is_not_read(tmp_path, monkeypatch, name):
    (tmp_path / "documents" / "deep").mkdir(parents=True)
    (tmp_path / "secret.txt").write_text("x = 1\n")
    (tmp_path / "documents" / "link.txt").symlink_to(tmp_path / "secret.txt")
    monkeypatch.setenv("HARNESS_DOCUMENTS", str(tmp_path / "documents"))
    with pytest.raises(Unavailable, match="outside the folder"):
        notebook.run(name, blocks([1, 1]))


@needs_containment
def test_repairs_replace_a_part_of_a_line_or_stand_before_it(page):
    repairs = [{"line": 19, "of": "lr", "to": "learning_rate"}, {"line": 11, "of": "", "to": "y = []"}]  # fmt: skip
    value = notebook.run("page.txt", blocks([4, 6], [11, 11], [18, 19]), repairs)
    assert ends(value["printed"]) == ["runs", "NameError", "TypeError"]
    assert ends(value["repaired"]) == ["runs", "runs", "runs"]


@needs_containment
def test_code_that_runs_as_printed_is_not_run_with_repairs(page):
    repairs = [{"line": 11, "of": "", "to": "y = []"}]
    value = notebook.run("page.txt", blocks([4, 6], [18, 19]), repairs)
    assert ends(value["printed"]) == ["runs", "TypeError"]
    assert value["repaired"] is None


@needs_containment
def test_a_missing_package_blocks_its_block_and_those_that_depend_on_it(page):
    (page / "page.txt").write_text("import numpi_absent as np\nx = 1\n\nnp.zeros(1)\n\nx\n\nz\n")
    spans = blocks([1, 2], [4, 4], [6, 6], [8, 8])
    found = notebook.run("page.txt", spans, packages=["numpi_absent"])["printed"]
    assert [block["outcome"] for block in found] == ["needs", "needs", "needs", "raises"]
    assert found[1]["message"] == "the package numpi_absent; install it beside TensorFlow"
    found = notebook.run("page.txt", spans)["printed"]
    assert ends(found) == ["ModuleNotFoundError", "NameError", "NameError", "NameError"]
    assert found[1]["after"] == [1, 2]


@needs_containment
def test_missing_data_from_the_network_blocks(page):
    (page / "page.txt").write_text("import urllib.request\nurllib.request.urlopen('http://a.b')\n")
    found = notebook.run("page.txt", blocks([1, 2]))["printed"][0]
    assert found["outcome"] == "needs"
    assert "HARNESS_DATA" in found["message"]


@needs_containment
def test_the_value_is_json_and_holds_the_means(page):
    value = notebook.run("page.txt", blocks([4, 6]))
    assert json.loads(json.dumps(value)) == value
    assert value["contained"]


def test_without_the_document_the_code_is_unavailable(page, monkeypatch):
    with pytest.raises(Unavailable, match="not at hand"):
        notebook.run("other.txt", blocks([1, 1]))
    monkeypatch.delenv("HARNESS_DOCUMENTS")
    with pytest.raises(Unavailable, match="HARNESS_DOCUMENTS"):
        notebook.run("page.txt", blocks([1, 1]))


def test_another_document_than_the_specs_is_not_run(page):
    spans = [{"lines": [2, 2], "digest": digest_of(["something else"])}]
    with pytest.raises(Unavailable, match="lines 2-2 of the document"):
        notebook.run("page.txt", spans)


def test_where_code_cannot_be_contained_it_is_not_run(page, monkeypatch):
    def refuse(*_):
        raise ContainmentError("namespaces: Operation not permitted")

    monkeypatch.setattr(block_session, "Sandbox", lambda *args, **named: refuse())
    with pytest.raises(Unavailable, match="cannot be contained here: namespaces"):
        notebook.run("page.txt", blocks([4, 6]))


@pytest.mark.parametrize(
    ("lines", "text", "skipped"),
    [
        (["!ls", "x = 1"], "pass  #ls\nx = 1", (1,)),
        (["%%time", "x = 1"], "\nx = 1", (1,)),
        (["%%bash", "rm -rf /"], "", (1, 2)),
        (["# a comment", "pip install x"], "", (2,)),
        (["try:", "    %magic", "except E: y"], "try:\n    pass  #magic\nexcept E: y", (2,)),
        (["   x = 1", "   y"], "x = 1\ny", ()),
        (["x = y %z"], "x = y %z", ()),
    ],
)
def test_shell_and_magic_are_not_taken_for_python(lines, text, skipped):
    source = prepared(lines, (1, len(lines)), {})
    assert source.text == text
    assert source.skipped == skipped


SESSION = [
    "    >>> x = 1",
    "    >>> for y in [x]:",
    "    ...     y",
    "    ...",
    "    1",
    "    >>> x",
]


def test_each_example_of_a_session_is_python_of_its_own():
    sources = prepared_examples([*SESSION, "    1"], (1, 7), {})
    assert [source.text for source in sources] == ["x = 1", "for y in [x]:\n    y\n", "x"]
    assert [source.lines for source in sources] == [(1,), (2, 3, 4), (6,)]
    assert [source.text for source in prepared_examples(["x", ">>> y"], (1, 1), {})] == ["x"]


def test_names_that_a_shell_would_bind_are_left_out_with_their_lines():
    lines = ["a, b = !ls", "t = %timeit -o f()", 'x = "%s"']
    assert prepared(lines, (1, 3), {}).skipped == (1, 2)
    assert names_assigned(lines[0]) == ["a", "b"]
    text = ['x = """', "y = %s", '"""']
    assert prepared(text, (1, 3), {}) == BlockSource("\n".join(text), (1, 2, 3), ())


@needs_containment
def test_a_session_shows_every_value_and_what_a_shell_returns_blocks(page):
    lines = [">>> 1 + 1", "2", ">>> print(3)", "3", "", "files = !ls", "x = 4", "", "files, x"]
    (page / "page.txt").write_text("\n".join(lines))
    found = notebook.run("page.txt", blocks([1, 4], [6, 7], [9, 9]))["printed"]
    assert "".join(restored(part, lines) for part in found[0]["output"]) == "2\n3\n"
    assert (found[1]["outcome"], found[1]["skipped"]) == ("runs", [6])
    assert (found[2]["outcome"], found[2]["message"]) == (
        "needs",
        "what a shell or a magic returns at line 6",
    )


def test_bound_names_are_found_in_code_that_does_not_parse():
    assert bound("import a.b as c, d.e\nx = 1\ndef f(): g = 2\n") == ["c", "d", "x", "f", "g"]
    assert bound("x = 1\ny = (\n 2)\nz = 3", 3) == ["y", "z"]
    assert bound("x = 1\nimport a as b\ny = (") == ["x", "b", "y"]


def test_the_limits_leave_room_for_training():
    assert Limits().memory >= 4 << 30


@needs_containment
def test_blocks_that_moved_are_run_and_reported_at_the_lines_that_are_asked_for(page):
    lines = PAGE.splitlines()
    asked = [
        {
            "lines": [4, 6],
            "digest": digest_of(lines[3:6]),
            "prints": [{"lines": [8, 9], "digest": digest_of(lines[7:9])}],
        }
    ]
    before = notebook.run("page.txt", asked)
    (page / "page.txt").write_text(f"Something new.\n\n{PAGE}")
    assert notebook.run("page.txt", asked) == before
    assert before["printed"][0]["lines"] == [4, 6]
