"""Claims about a document's own objects: `after` a block, the `value` of an expression."""

import pytest

from harness.claims.errors import SpecErrors
from harness.claims.loader import load_spec
from harness.evidence import Evidence, Failure
from harness.verdicts import Word

SPEC = """\
format: harness-spec/1
document: page.txt
title: A page with code
code:
  blocks:
    - {lines: [1, 2], digest: 00000000-00000000, slug: words}
    - {lines: [4, 5], digest: 00000000-00000001}
    - {lines: [7, 8], digest: 00000000-00000002, slug: table, needs: [words]}
    - {lines: 9, digest: 00000000-00000003, slug: alone, needs: []}
  repairs:
    - {line: 2, of: a, to: b, why: a word is missing}
    - {line: 5, of: a, to: b, why: a word is missing}
subjects:
  size: {after: words, value: len(words)}
claims:
  - {id: a, kind: value, at: {lines: 3, figure: "2"}, subject: size}
  - {id: b, kind: value, at: {lines: 3, figure: "7"}, after: words, value: "words[0]"}
  - {id: c, kind: value, at: {lines: 3, figure: "2"}, after: table, value: len(words)}
  - {id: d, kind: value, at: {lines: 3, figure: "2"}, after: words, value: big, slow: true}
"""


def load(tmp_path, text=SPEC):
    (tmp_path / "page.yaml").write_text(text)
    return {claim.id: claim for claim in load_spec(tmp_path / "page.yaml").claims}


def lines(claim):
    return [block["lines"] for block in claim.request.given["blocks"]]


def test_claims_after_one_block_share_one_request(tmp_path):
    found = load(tmp_path)
    assert found["a"].request == found["b"].request
    assert found["a"].request.given["values"] == [{"of": "len(words)"}, {"of": "words[0]"}]
    assert found["c"].request != found["a"].request


def test_a_slow_claim_does_not_make_others_wait(tmp_path):
    found = load(tmp_path)
    assert [item["of"] for item in found["d"].request.given["values"]] == ["big"]


@pytest.mark.parametrize(("name", "run"), [("a", [[1, 2]]), ("c", [[1, 2], [7, 8]])])
def test_a_block_runs_after_those_that_it_needs(tmp_path, name, run):
    assert lines(load(tmp_path)[name]) == run


def test_a_block_that_does_not_say_what_it_needs_runs_after_all_before_it(tmp_path):
    found = load(tmp_path, SPEC.replace(", needs: [words]", ""))
    assert lines(found["c"]) == [[1, 2], [4, 5], [7, 8]]


def test_repairs_of_other_blocks_are_not_part_of_the_request(tmp_path):
    assert [item["line"] for item in load(tmp_path)["a"].request.given["repairs"]] == [2]


def test_each_claim_is_judged_by_its_own_value(tmp_path):
    found = load(tmp_path)
    value = {"values": [{"value": 2}, {"value": 8}], "repaired": False}
    evidence = Evidence(found["a"].request, value)
    words = [found[name].judge(found[name].own([evidence])).word for name in "ab"]
    assert words == [Word.CONFIRMED, Word.REFUTED]


def test_an_expression_that_raises_refutes_what_is_said_of_its_value(tmp_path):
    claim = load(tmp_path)["a"]
    raised = {"raises": {"type": "NameError", "message": "name 'words' is not defined"}}
    evidence = Evidence(claim.request, {"values": [raised, raised], "repaired": False})
    verdict = claim.judge(claim.own([evidence]))
    assert (verdict.word, verdict.measured) == (Word.REFUTED, "raises NameError")


def test_where_the_code_could_not_run_nothing_is_judged(tmp_path):
    claim = load(tmp_path)["a"]
    evidence = Evidence(claim.request, failure=Failure("Unavailable", "not here", blocked=True))
    assert claim.judge(claim.own([evidence])).word is Word.BLOCKED


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("after: table", "after: tabel", "no block of 'code' has the slug 'tabel'"),
        ("needs: [words]", "needs: [wrods]", "no block of 'code' has the slug 'wrods'"),
        ('value: "words[0]"', 'value: "words["', "'value' is no Python expression"),
        ("after: table, value: len(words)", "after: table", "give both"),
        ("after: table, value: len(words)", "value: len(words)", "give both"),
        ("kind: value, at: {lines: 3, figure: \"2\"}, after: table", "kind: law, at: {lines: 3}, for_all: {n: {integers: [0, 1]}}, states: It holds always, after: table", "takes no 'after'"),
        ("after: table", "subject: 'm:f', after: table", "a claim is about a subject, or about"),
    ],
)  # fmt: skip
def test_mistakes_are_told_with_the_claim(tmp_path, old, new, said):
    with pytest.raises(SpecErrors, match=said.replace("[", "\\[")):
        load(tmp_path, SPEC.replace(old, new))


def test_a_sandbox_that_does_not_start_says_nothing_of_the_document(tmp_path):
    claim = load(tmp_path)["a"]
    failure = Failure("RuntimeError", "the sandbox did not start")
    evidence = Evidence(claim.request, failure=failure)
    assert claim.judge(claim.own([evidence])).word is Word.ERROR


PART = """\
  - {id: e, kind: value, at: {lines: 3, figure: "2"}, after: table, up_to: {lines: 7}, value: len(words)}
  - {id: f, kind: value, at: {lines: 3, figure: "2"}, after: table, repaired: true, value: len(words)}
"""


def test_what_follows_a_line_of_the_block_does_not_run(tmp_path):
    request = load(tmp_path, SPEC + PART)["e"].request
    assert [block.get("up_to") for block in request.given["blocks"]] == [None, 7]


def test_repairs_may_be_made_at_once(tmp_path):
    assert load(tmp_path, SPEC + PART)["f"].request.given["repaired"] is True


def test_a_line_outside_of_the_block_is_refused(tmp_path):
    with pytest.raises(SpecErrors, match="line 9 is not in the block 'table'"):
        load(tmp_path, SPEC + PART.replace("{lines: 7}", "{lines: 9}"))


SEEDS = """\
  - {id: g, kind: typical, seeds: 8, at: {lines: 3, figure: "2.5"}, after: table, value: len(words) / 2}
"""


def test_a_block_may_be_run_with_several_seeds(tmp_path):
    claim = load(tmp_path, SPEC + SEEDS)["g"]
    assert [request.given["seed"] for request in claim.requests] == [*range(8)]
    answers = [{"values": [{"value": 2 + seed / 8}]} for seed in range(8)]
    found = [Evidence(r, value) for r, value in zip(claim.requests, answers, strict=True)]
    assert claim.own(found).value == [2 + seed / 8 for seed in range(8)]
    assert claim.judge(claim.own(found)).word is Word.CONFIRMED
