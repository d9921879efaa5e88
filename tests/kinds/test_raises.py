"""A call raises the exception that the page prints, with its message where the page prints one."""

from pathlib import Path

import pytest

from harness.documents import Document
from harness.evidence import WORKER_DIED, Evidence, Failure, Request
from tests.kinds.judging import claim_of

LONG = Failure("ValueError", "shapes differ\nat 0x7f12ab\nsay no more")


def judged(figure, failure):
    return claim_of("raises", figure).judge(Evidence(Request("m:f"), failure=failure))


@pytest.mark.parametrize(
    ("figure", "word", "measured", "why"),
    [
        ("ValueError", "confirmed", "ValueError", ""),
        ("errors.ValueError", "confirmed", "ValueError", ""),
        ("KeyError", "refuted", "ValueError", "raises ValueError: shapes differ"),
        ("KeyError: shapes differ", "refuted", "ValueError: shapes differ at 0x say no more", "raises ValueError: shapes differ"),
        ("ValueError: shapes differ", "confirmed", "ValueError: shapes differ at 0x say no more", "only the beginning of its message is printed"),
        ("ValueError: shapes  differ\nat 0xffff", "confirmed", "ValueError: shapes differ at 0x say no more", "only the beginning of its message is printed"),
        ("ValueError: shapes differ\nat 0xffff\nsay no more", "confirmed", "ValueError: shapes differ at 0x say no more", ""),
        ("ValueError: shapes dif...", "confirmed", "ValueError: shapes differ at 0x say no more", "only the beginning of its message is printed"),
        ("ValueError: shapes", "refuted", "ValueError: shapes differ at 0x say no more", "its message is ValueError: shapes differ"),
        ("ValueError: shapes dig...", "refuted", "ValueError: shapes differ at 0x say no more", "its message is ValueError: shapes differ"),
        ("ValueError: another", "refuted", "ValueError: shapes differ at 0x say no more", "its message is ValueError: shapes differ"),
    ],
)  # fmt: skip
def test_an_exception_is_compared_by_its_name_and_by_its_message_where_one_is_printed(
    figure, word, measured, why
):
    verdict = judged(figure, LONG)
    assert (verdict.word, verdict.measured, verdict.why) == (word, measured, why)


def test_an_exception_without_a_message_is_its_name():
    assert judged("ValueError: no", Failure("ValueError", "")).measured == "ValueError"
    assert judged("KeyError", Failure("ValueError", "")).why == "raises ValueError: "


def test_a_call_that_returns_raises_nothing():
    call = Evidence(Request("m:f"), 3)
    works = claim_of("raises", expected="nothing")
    assert works.judge(call).word == "confirmed"
    assert claim_of("raises", "ValueError").judge(call).word == "refuted"
    assert works.judge(Evidence(Request("m:f"), failure=LONG)).word == "refuted"


@pytest.mark.parametrize(
    ("failure", "word"),
    [(Failure("ImportError", "no keras", blocked=True), "blocked"), (Failure(WORKER_DIED, "killed"), "error")],
)  # fmt: skip
def test_a_measurement_without_an_answer_raises_nothing_of_its_own(failure, word):
    assert judged("ImportError", failure).word == word


def test_the_message_is_the_one_that_the_page_prints_behind_the_name_on_the_lines_of_the_claim():
    lines = ("ValueError: above", "", " ValueError: in its line", "ValueError: below", "ValueError")
    page = Document("d.txt", Path("d.txt"), lines)
    claim = claim_of("raises", "ValueError")  # on line 3
    assert claim.on_document(page).document_value == "ValueError: in its line"
    assert claim.on_document(None).document_value == "ValueError"
    bare = Document("d.txt", Path("d.txt"), ("", "", "a ValueError: in a sentence"))
    assert claim.on_document(bare).document_value == "ValueError"
    named = claim_of("raises", "ValueError", expected="ValueError")
    assert named.on_document(page).document_value == "ValueError"


@pytest.mark.parametrize(
    ("figure", "others"),
    [
        ("ValueError", ["KeyError", "nothing"]),
        ("KeyError: no", ["ValueError", "nothing", "KeyError: not no", "KeyError: no x"]),
    ],
)
def test_other_names_messages_and_none_are_mutants(figure, others):
    assert claim_of("raises", figure).mutants() == others
