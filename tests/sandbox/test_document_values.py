"""Expressions on a document's own objects, evaluated after its blocks have run."""

import pytest

from harness.sandbox import block_session
from harness.sandbox.document_values import evaluated
from harness.subject import Unavailable
from tests.sandbox.light import light_sandbox
from tests.sandbox.test_sandbox import why_not

PAGE = """\
words = ["a", "b"]
count = 2

count = len(wrods)

import numpy as np
table = np.arange(4.0).reshape(2, 2)

import package_that_is_nowhere
"""
WORDS, MISTAKE, TABLE, PACKAGE = ({"lines": span} for span in ([1, 2], [4, 4], [6, 7], [9, 9]))
REPAIR = {"line": 4, "of": "wrods", "to": "words * 3"}
pytestmark = pytest.mark.skipif(bool(why_not()), reason=why_not())


@pytest.fixture(autouse=True)
def page(tmp_path, monkeypatch):
    """A page of ours, and no TensorFlow to be imported first."""
    (tmp_path / "page.txt").write_text(PAGE)
    monkeypatch.setenv("HARNESS_DOCUMENTS", str(tmp_path))
    monkeypatch.setattr(block_session, "Sandbox", light_sandbox(5.0))


def values(blocks, *expressions, **more):
    found = evaluated("page.txt", blocks, [{"of": text} for text in expressions], **more)
    return found["values"]


def test_an_expression_has_the_value_of_the_documents_own_objects():
    assert values([WORDS], "len(words)", "words[::-1]") == [{"value": 2}, {"value": ["b", "a"]}]


def test_an_array_keeps_its_dtype_as_one_of_a_subject_does():
    found = values([TABLE], "table * 2")
    assert found == [{"value": {"array": [[0.0, 2.0], [4.0, 6.0]], "dtype": "float64"}}]


def test_an_expression_may_span_lines_and_end_in_a_comment():
    assert values([WORDS], "[word\nfor word in words]  # all") == [{"value": ["a", "b"]}]


def test_what_an_expression_raises_is_its_answer_and_no_failure():
    found = values([WORDS], "nope", "len(words)")
    assert found[0]["raises"] == {"type": "NameError", "message": "name 'nope' is not defined"}
    assert found[1] == {"value": 2}


def test_a_value_that_is_no_json_says_what_it_is():
    assert values([WORDS], "len")[0]["raises"]["type"] == "NotJSONError"


def test_a_block_that_fails_as_printed_runs_with_its_repairs():
    found = evaluated("page.txt", [WORDS, MISTAKE], [{"of": "count"}], [REPAIR])
    assert found == {"values": [{"value": 6}], "repaired": True}


def test_a_block_that_fails_leaves_nothing_to_be_looked_at():
    with pytest.raises(Unavailable, match="lines 4-4 of the document do not run here: NameError"):
        values([WORDS, MISTAKE], "count")


def test_a_missing_package_is_named():
    with pytest.raises(Unavailable, match="the package package_that_is_nowhere; install it"):
        values([PACKAGE], "1", packages=["package_that_is_nowhere"])


def test_a_block_that_is_not_needed_does_not_run():
    assert values([TABLE], "'words' in globals()") == [{"value": False}]


def test_an_object_is_read_through_a_function_and_beside_another_one():
    item = {"of": "words * 9", "through": "tests.sandbox.counting:size", "given": {"number": 3}}
    found = evaluated("page.txt", [WORDS], [{**item, "beside": "tests.sandbox.counting:made"}])
    assert found["values"] == [{"value": {"document": 18, "beside": 3}}]


def test_without_the_document_nothing_is_evaluated(monkeypatch):
    monkeypatch.delenv("HARNESS_DOCUMENTS")
    with pytest.raises(Unavailable, match="not at hand"):
        values([WORDS], "1")


def test_a_seed_decides_what_unseeded_code_draws(page, tmp_path):
    (tmp_path / "draws.txt").write_text("import random\nx = random.random()\n")

    def drawn(seed):
        block = {"lines": [1, 2]}
        return evaluated("draws.txt", [block], [{"of": "x"}], seed=seed)["values"][0]["value"]

    assert drawn(1) == drawn(1) != drawn(2)


def test_a_block_may_stop_at_one_of_its_lines():
    assert values([{"lines": [1, 4], "up_to": 2}], "count") == [{"value": 2}]


def test_repairs_may_be_made_before_anything_fails():
    found = values(
        [{"lines": [1, 2]}], "words", repairs=[{"line": 1, "of": '"a"', "to": '"z"'}], repaired=True
    )
    assert found == [{"value": ["z", "b"]}]
