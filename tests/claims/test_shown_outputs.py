"""What a page shows as the output of a block is compared where its spec does not name it."""

import json

import pytest

from harness.claims import kinds
from harness.claims.code_blocks import Code
from harness.claims.shown_outputs import shown_outputs
from harness.documents import Document
from harness.evidence import Evidence, Request
from harness.verdicts import Word


def shown(tmp_path, text, block, name="page.md"):
    """Return what a page shows for the one block of its spec."""
    (tmp_path / name).write_text(text, encoding="utf-8")
    code = Code.model_validate({"blocks": [block]})
    found = shown_outputs(Document.read(tmp_path / name), code)
    return found.get(code.blocks[0].span)


def notebook(source, *outputs):
    cell = {"cell_type": "code", "source": source, "outputs": list(outputs)}
    return json.dumps({"cells": [cell]})


FENCE = "```python\nprint(1 + 1)\n```\n"


@pytest.mark.parametrize(
    ("text", "lines", "expected"),
    [
        (f"{FENCE}\nOutput:\n\n```text\n3\n```\n", [2, 2], ((8, "3"),)),
        (f"{FENCE}\nwhich prints\n\n    3\n", [2, 2], ((7, "    3"),)),
        ("```python\nprint(1 + 1)\n#> 3\n```\n", [2, 3], ((3, "   3"),)),
        ("```pycon\n>>> 1 + 1\n2\n>>> 3\n3\n```\n", [2, 5], ((3, "2"), (5, "3"))),
        ("```pycon\n>>> 1 + 1\n2\n```\n", [2, 2], ((3, "2"),)),
    ],
)
def test_an_output_is_found_where_the_page_shows_it(tmp_path, text, lines, expected):
    assert shown(tmp_path, text, {"lines": lines}) == (expected, "")


def test_a_block_that_names_its_output_keeps_it(tmp_path):
    assert shown(tmp_path, f"{FENCE}\n    3\n", {"lines": [2, 2], "prints": []}) is None


def test_what_went_to_stderr_is_no_output_though_the_spec_names_its_lines(tmp_path):
    stderr = {"output_type": "stream", "name": "stderr", "text": "w\n"}
    stdout = {"output_type": "stream", "name": "stdout", "text": "5\n"}
    block = {"lines": [1, 1], "prints": [{"lines": [3, 5]}]}
    text = notebook("f()", stderr, stdout)
    assert shown(tmp_path, text, block, "page.ipynb").lines == ((4, ""), (5, "5"))
    assert shown(tmp_path, notebook("f()", stdout), block, "page.ipynb") is None


def test_what_cannot_be_compared_is_said(tmp_path):
    html = {"output_type": "execute_result", "data": {"text/html": "<table></table>"}}
    found = shown(tmp_path, notebook("f()", html), {"lines": [1, 1]}, "page.ipynb")
    assert "HTML" in found.unknown
    text = "```python\nf(1)  # 3\ng()\n```\n"
    assert "comments" in shown(tmp_path, text, {"lines": [2, 3]}).unknown
    assert shown(tmp_path, text, {"lines": [2, 2]}) is None
    varying = shown(tmp_path, "```pycon\n>>> f()  # random\n3\n```\n", {"lines": [2, 2]})
    assert "varies" in varying.unknown


def test_a_block_that_moved_is_found(tmp_path):
    block = {"lines": [2, 2]}
    (tmp_path / "page.md").write_text(f"{FENCE}\n    3\n", encoding="utf-8")
    digest = Document.read(tmp_path / "page.md").digest((2, 2))
    found = shown(tmp_path, f"Words.\n\n{FENCE}\n    3\n", {**block, "digest": digest})
    assert found.lines == ((7, "    3"),)


def judged(tmp_path, text, printed, name="page.md", lines=(2, 2)):
    (tmp_path / name).write_text(text, encoding="utf-8")
    document = Document.read(tmp_path / name)
    code = Code.model_validate({"blocks": [{"lines": list(lines)}]})
    data = {"kind": "runs", "id": "a", "at": {"lines": list(lines)}}
    claim = kinds()["runs"].model_validate(data).on_page(name, code).on_document(document)
    claim = claim.with_shown(shown_outputs(document, code).get(lines))
    found = {"lines": list(lines), "outcome": "runs"}
    if printed:
        found["output"] = [{"type": "stream", "text": [printed]}]
    value = {"printed": [found], "repaired": None, "contained": ["all"]}
    return claim.judge(Evidence(Request("m:f"), value)), claim


def test_an_output_that_the_spec_does_not_name_is_judged(tmp_path):
    text = f"{FENCE}\n    3\n"
    verdict, claim = judged(tmp_path, text, "2\n")
    assert (verdict.word, verdict.why) == (
        Word.REFUTED,
        "prints something else: line 5: 3 there, 2 here",
    )
    assert "prints what the page shows" in claim.statement
    assert judged(tmp_path, text, "3\n")[0].word is Word.CONFIRMED


def test_an_output_that_cannot_be_compared_is_never_confirmed(tmp_path):
    html = {"output_type": "execute_result", "data": {"text/html": "<table></table>"}}
    text = notebook("f()", {"output_type": "stream", "name": "stdout", "text": "5\n"}, html)
    blocked, _ = judged(tmp_path, text, "5\n", "page.ipynb", (1, 1))
    assert (blocked.word, "HTML" in blocked.why) == (Word.BLOCKED, True)
    assert judged(tmp_path, text, "6\n", "page.ipynb", (1, 1))[0].word is Word.REFUTED
