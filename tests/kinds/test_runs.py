"""Claims about code blocks are judged by how the blocks end and what they print."""

from pathlib import Path

import pytest

from harness.analysis.term_changes import changed_terms
from harness.claims import SpecErrors, block_endings, kinds, load_spec
from harness.claims.code_blocks import Code
from harness.claims.settling import settle
from harness.claims.testing import check_kind
from harness.documents import Document
from harness.evidence import Evidence, Request
from harness.printed.output_differences import FORM, Difference, LeftOut, OutputComparison
from harness.printed.parts import Part, Tolerance
from harness.sandbox.transcripts import fingerprint
from harness.texts.lines import digest_of
from harness.verdicts import Word
from harness.verdicts.compared import MOST_SHOWN
from tests.sample_run import claim as result

PAGE = ["intro", "", "x = 4", "print(x)", "print(2 * x)", "", "it prints:", "", "4", "8", "", "the end"]  # fmt: skip
SHOWN = [*PAGE[:8], "Traceback (most recent call last):", "ValueError: lr?"]
PRINTS = {"blocks": [{"lines": [3, 5], "prints": [{"lines": [9, 10]}]}]}
RUNS = {"lines": [3, 5], "outcome": "runs"}
RAISES = {"lines": [3, 5], "outcome": "raises", "type": "ValueError", "line": 4, "message": "lr?"}
NEEDS = {"lines": [3, 5], "outcome": "needs", "message": "the package seaborn; install it"}
LATER = {"lines": [3, 5], "outcome": "stopped", "message": "not reached: time limit of 2 s"}
LONG = {"lines": [3, 5], "outcome": "stopped", "message": "time limit of 2 s"}


def printing(*text, found=RUNS, **more):
    return {**found, "output": [{"type": "stream", "text": list(text), **more}]}


def shown_above(text, *segments):
    """Make the evidence of an output that is stored as lines of the page."""
    return {**printing(*segments), "digest": fingerprint(text)}


def value(printed, repaired=None):
    return {"printed": [printed], "repaired": repaired and [repaired], "contained": ["all"]}


def document(lines=PAGE):
    return Document("d.txt", Path("d.txt"), tuple(lines))


def claim(code=None, **data):
    found = kinds()["runs"].model_validate({"kind": "runs", "id": "a", "at": {"lines": [3, 5]}, **data})  # fmt: skip
    page = Code.model_validate({"blocks": [{"lines": [3, 5]}], **(code or {})})
    return found.on_page("d.txt", page)


def comparing(page=PAGE, code=None, **data):
    """Make a claim of a block whose page prints the lines 9 and 10."""
    return claim({**PRINTS, **(code or {})}, **data).on_document(document(page))


def judged(made, found):
    return made.judge(Evidence(Request("m:f"), value(found)))


def word(made, found):
    verdict = made.judge(Evidence(Request("m:f"), found))
    return verdict.word, verdict.measured


@pytest.mark.parametrize(
    ("expected", "found"),
    [
        (None, RUNS),
        (None, printing("anything")),
        ("ValueError", RAISES),
        ("stopped", LONG),
        ("not executed", {"lines": [3, 5], "outcome": "not executed"}),
    ],
)
def test_a_block_that_does_what_the_page_shows_is_confirmed_and_no_mutant_is(expected, found):
    data = {"kind": "runs", "id": "a", "at": {"lines": [3, 5]}}
    check_kind(data | ({"expected": expected} if expected else {}), value(found))


def test_another_exception_is_refuted():
    assert word(claim(), value(RAISES)) == (Word.REFUTED, "ValueError")
    assert word(claim(expected="TypeError"), value(RAISES))[0] is Word.REFUTED
    verdict = judged(claim(), RAISES)
    assert verdict.why == "raises ValueError at line 4: lr?"


def test_output_is_compared_with_the_lines_of_the_page():
    right = judged(comparing(), printing("4\n8\n"))
    assert (right.word, right.measured) == (Word.CONFIRMED, "runs")
    assert (right.compared.figures, right.compared.equal, right.compared.differing) == (2, 2, 0)
    wrong = judged(comparing(), printing("4\n9\n"))
    assert (wrong.word, wrong.measured) == (Word.REFUTED, "differs")
    assert wrong.why == "prints something else: line 10: 8 there, 9 here"
    assert word(comparing(expected="differs"), value(printing("5\n")))[0] is Word.CONFIRMED
    assert word(comparing(expected="differs"), value(printing("4\n8\n")))[0] is Word.REFUTED


def test_the_truth_may_say_in_how_many_places_the_output_differs():
    found = value(printing("5\n9\n"))
    assert word(comparing(expected="differs in 2"), found)[0] is Word.CONFIRMED
    assert word(comparing(expected="differs in 1"), found)[0] is Word.REFUTED
    assert word(comparing(expected="differs in 2"), value(RAISES))[0] is Word.REFUTED
    assert judged(claim(PRINTS, expected="differs in 2"), printing("5\n")).word is Word.BLOCKED
    erratum = {"why": "the page shows other numbers", "truth": "differs in 1"}
    made = comparing(erratum=erratum)
    for here, label in (
        ("4\n9\n", "erratum"),
        ("5\n9\n", "refuted"),
        ("4\n8\n", "outdated record"),
    ):
        _, outcome = settle(
            made, Evidence(Request("m:f"), value(printing(here))), {"keras": "3.15.1"}
        )
        assert outcome.label == label


def refuted_mutants(made, found):
    evidence = Evidence(Request("m:f"), value(found))
    assert made.judge(evidence).word is Word.CONFIRMED
    mutants = made.mutants()
    assert all(made.judge_against(mutant, evidence).word is Word.REFUTED for mutant in mutants)
    return mutants


def test_no_other_end_is_confirmed_where_the_page_shows_an_output_or_an_exception():
    assert "ValueError" in refuted_mutants(comparing(), printing("4\n8\n"))
    assert "ValueError" not in refuted_mutants(comparing(SHOWN), RAISES)
    assert "differs" in refuted_mutants(comparing(expected="ValueError"), RAISES)
    assert "differs in 20" in refuted_mutants(
        comparing(expected="differs in 2"), printing("5\n9\n")
    )


def test_output_that_is_stored_as_lines_of_the_page_is_restored_from_them():
    assert judged(comparing(), shown_above("4\n8\n", [9, 10], "")).word is Word.CONFIRMED
    assert judged(comparing(), shown_above("4\n9\n", [9, 9], "9\n")).word is Word.REFUTED


def test_output_is_never_taken_for_what_the_page_says_now():
    other = [*PAGE[:9], "7", *PAGE[10:]]
    for found in (shown_above("4\n8\n", [9, 10], ""), printing([9, 10], "")):
        verdict = judged(comparing(other), found)
        assert verdict.word is Word.BLOCKED
        assert verdict.why.startswith("the document at hand is not the one that was measured")
    assert judged(comparing(other), printing("4\n8\n")).word is Word.REFUTED


def test_a_claim_says_what_was_compared_and_what_was_not():
    made = comparing()
    said = made.finding(judged(made, printing("4\n8\n")))
    assert said == "runs; 2 figures as printed"
    assert made.finding(judged(made, printing("4\n9\n"))).startswith(
        "prints something else; 1 of 2 figures as printed; 1 differs"
    )
    assert made.finding(judged(made, NEEDS)) == "nothing"


def test_a_block_whose_page_prints_nothing_says_that_nothing_was_compared():
    for made in (claim(), claim().on_document(document())):
        assert made.statement.endswith("runs; the page prints nothing to compare.")
        verdict = judged(made, printing("4\n"))
        assert verdict.word is Word.CONFIRMED
        assert verdict.compared is None
        assert made.finding(verdict) == "runs; nothing is printed to compare"
    blank = comparing([*PAGE[:8], "", "  ", *PAGE[10:]])
    assert blank.finding(judged(blank, RUNS)) == "runs; nothing is printed to compare"


def test_a_statement_names_what_the_spec_leaves_out():
    assert comparing().statement.endswith("runs, and prints what the page shows.")
    made = comparing(ignore={"line 9": "drawn without a seed"})
    assert made.statement.endswith("prints what the page shows, apart from line 9.")


def test_a_statement_promises_nothing_of_an_output_that_is_left_out_as_a_whole():
    made = comparing(ignore={"lines 9-10": "drawn without a seed"})
    assert made.statement.endswith("runs; what the page prints is not compared (lines 9-10).")


def test_output_without_the_document_is_blocked_and_a_block_that_raises_is_not():
    made = claim(PRINTS)
    verdict = judged(made, printing("4\n8\n"))
    assert verdict.word is Word.BLOCKED
    assert verdict.why == "the document is not at hand: what it prints cannot be compared"
    assert judged(made, RUNS).word is Word.BLOCKED
    assert judged(made.on_document(None), printing("4\n8\n")).word is Word.BLOCKED
    assert word(made, value(printing("4\n", found=RAISES))) == (Word.REFUTED, "ValueError")
    assert judged(claim(PRINTS, expected="ValueError"), RAISES).word is Word.CONFIRMED


def test_another_copy_of_the_document_is_not_compared():
    digest = digest_of(PAGE[8:10])
    block = digest_of(PAGE[2:5])
    prints = [{"lines": [9, 10], "digest": digest}]
    code = {"blocks": [{"lines": [3, 5], "digest": block, "prints": prints}]}
    assert judged(comparing(code=code), printing([9, 10], "")).word is Word.CONFIRMED
    for other in (["more", *PAGE], PAGE[:6]):
        verdict = judged(comparing(other, code), printing([9, 10], ""))
        assert verdict.word is Word.BLOCKED
        assert "of the document at hand are not those of the spec" in verdict.why
    shown = {**printing([9, 10], ""), "digest": fingerprint("4\n8\n")}
    assert judged(comparing(), shown).word is Word.CONFIRMED
    assert judged(comparing(["more", *PAGE]), shown).word is Word.BLOCKED


def test_output_of_a_page_whose_lines_moved_is_compared_with_them_where_they_are(tmp_path):
    block, prints = digest_of(PAGE[2:5]), digest_of(PAGE[8:10])
    file = tmp_path / "s.yaml"
    code = (
        f"code: {{blocks: [{{lines: [3, 5], digest: {block}, "
        f"prints: [{{lines: [9, 10], digest: {prints}}}]}}]}}\n"
    )
    file.write_text(SPEC.format(code=code, lines="[3, 5]", more=""))
    spec = load_spec(file).with_lines(document(["two", "more lines", *PAGE]))
    for stored in (printing([9, 10], ""), printing("4\n8\n")):
        assert judged(spec.claims[0], stored).word is Word.CONFIRMED
    changed = [*PAGE[:9], "7", *PAGE[10:]]
    assert (
        judged(load_spec(file).with_lines(document(changed)).claims[0], RUNS).word is Word.BLOCKED
    )


def test_output_that_was_cut_off_is_never_confirmed():
    verdict = judged(comparing(), printing("4\n8\n9", left_out=7))
    assert verdict.word is Word.BLOCKED
    assert verdict.why == "7 characters of its output were not stored; what was stored agrees"
    assert judged(comparing(), printing("4\n", left_out=7)).word is Word.BLOCKED
    assert judged(comparing(), printing("5\n8\n", left_out=7)).word is Word.REFUTED


@pytest.mark.parametrize("here", ["4\n8\n9\n", "4\n", ""])
def test_a_page_that_prints_less_or_more_than_the_code_is_wrong(here):
    verdict = judged(comparing(), printing(here) if here else RUNS)
    assert (verdict.word, verdict.measured) == (Word.REFUTED, "differs")


def test_all_differences_are_counted_and_the_first_are_named():
    page = [*PAGE[:8], *map(str, range(200))]
    code = {"blocks": [{"lines": [3, 5], "prints": [{"lines": [9, 208]}]}]}
    here = "".join(f"{number + 1000}\n" for number in range(200))
    verdict = judged(comparing(page, code), printing(here))
    assert verdict.compared.differing == 200
    assert len(verdict.compared.differences) == MOST_SHOWN
    assert verdict.why.endswith("; line 11: 2 there, 1002 here; 197 more")


FORMER_KEYS = ("number", "name", "layout", "elided", "rest", "text", "missing", "extra")


@pytest.mark.parametrize("key", FORMER_KEYS)
def test_what_ignore_could_once_name_is_taken_and_leaves_nothing_out(key):
    for made in (
        comparing(ignore={key: "it was so before"}),
        comparing(code={"ignore": {key: "it was so before"}}),
    ):
        assert made.settings.ignore == ()
        assert "left out" not in made.statement
        assert judged(made, printing("4\n9\n")).word is Word.REFUTED


def test_parts_are_left_out_by_the_claim_and_by_its_page():
    page = {"ignore": {"timing": "of the machine", "line 9": "drawn without a seed"}}
    made = comparing(code=page, ignore={"metric loss": "judged elsewhere", "text": "as it was"})
    assert made.settings.ignore == (
        Part("timing"), Part("line", lines=(9, 9)), Part("metric", "loss"),
    )  # fmt: skip
    assert made.terms["ignore"] == {
        "timing": "of the machine",
        "line 9": "drawn without a seed",
        "metric loss": "judged elsewhere",
    }


@pytest.mark.parametrize(
    "named",
    [
        {"ignore": {"line 99": "drawn without a seed"}},
        {"tolerance": [{"of": "lines 98-99", "rtol": 0.1, "why": "another machine"}]},
    ],
)
def test_a_line_that_the_block_does_not_print_is_a_mistake(named):
    with pytest.raises(ValueError, match=r"9+ is not among the lines that the block prints: 9-10"):
        comparing(**named)


def test_each_part_that_is_left_out_or_tolerated_has_its_reason():
    told = [{"of": "metric loss", "rtol": 0.01, "why": "drawn anew on each machine"}, {"atol": 0.5, "why": "another order"}]  # fmt: skip
    made = comparing(ignore={"line 9": "drawn without a seed"}, tolerance=told)
    assert made.reasons == {
        Part("line", lines=(9, 9)): "drawn without a seed",
        Part("metric", "loss"): "drawn anew on each machine",
        None: "another order",
    }


def test_a_block_is_no_claim_about_the_objects_of_another_one():
    with pytest.raises(ValueError, match="takes no 'after' and 'value'"):
        claim(after="block", value="model")


def test_what_a_block_printed_is_shown_as_it_is_compared():
    assert comparing().printed_here(printing("4\n8\n")) == "4\n8\n"


def test_without_a_page_the_first_block_is_judged():
    made = kinds()["runs"].model_validate({"kind": "runs", "id": "a", "at": {"lines": [3, 5]}})
    assert word(made, {"printed": [RUNS, RAISES], "repaired": None}) == (Word.CONFIRMED, "runs")


def test_tolerances_are_of_a_part_or_of_the_whole_output():
    told = [
        {"of": "metric loss", "rtol": 0.01, "why": "drawn anew on each machine"},
        {"atol": 0.5, "why": "the processor adds in another order"},
    ]
    made = comparing(tolerance=told, exact=True)
    assert made.settings.tolerances == (
        Tolerance(Part("metric", "loss"), 0.01, 0.0), Tolerance(None, 0.0, 0.5),
    )  # fmt: skip
    assert made.settings.exact
    assert made.terms["tolerance"]["metric loss"] == {"rtol": 0.01, "atol": 0.0}


@pytest.mark.parametrize(
    ("stronger", "weaker"),
    [
        ({}, {"ignore": {"line 9": "drawn without a seed"}}),
        ({}, {"tolerance": [{"rtol": 0.1, "why": "drawn without a seed"}]}),
        (
            {"tolerance": [{"of": "line 9", "atol": 0.1, "why": "drawn without a seed"}]},
            {"tolerance": [{"of": "line 9", "atol": 0.2, "why": "drawn without a seed"}]},
        ),
        ({"exact": True}, {}),
        ({"form": "strict"}, {}),
    ],
)
def test_what_weakens_a_claim_is_seen_when_two_runs_are_compared(stronger, weaker):
    before, after = (
        result(0, "confirmed", kind="runs", terms=comparing(**data).terms)
        for data in (stronger, weaker)
    )
    ways = {name: str(way) for name, way in kinds()["runs"].weaker.items()}
    assert {str(change.effect) for change in changed_terms(before, after, ways)} == {"weaker"}
    assert {str(change.effect) for change in changed_terms(after, before, ways)} == {"stronger"}


def test_a_difference_of_form_counts_where_form_is_strict(monkeypatch):
    form = Difference(FORM, 9, 0, "4", "np.int64(4)", 1, 0, "", "numpy-scalar")
    monkeypatch.setattr(
        block_endings, "compare_outputs", lambda *_: OutputComparison(2, 2, (form,))
    )
    verdict = judged(comparing(), printing("np.int64(4)\n8\n"))
    assert verdict.word is Word.CONFIRMED
    said = comparing().finding(verdict)
    assert said == "runs; 2 figures as printed; 1 written otherwise (numpy-scalar since NumPy 2.0)"
    by_option = claim(PRINTS).on_document(document(), strict=True)
    for made in (comparing(form="strict"), by_option):
        assert judged(made, printing("np.int64(4)\n8\n")).word is Word.REFUTED
        assert made.terms["form"] == "strict"


def test_a_claim_that_compared_no_figure_says_so(monkeypatch):
    left_out = LeftOut(2, "lines 9-10", "the spec leaves it out", 9)
    monkeypatch.setattr(
        block_endings, "compare_outputs", lambda *_: OutputComparison(0, 0, (), (left_out,))
    )
    made = comparing(ignore={"lines 9-10": "drawn without a seed"})
    said = made.finding(judged(made, printing("5\n9\n")))
    assert said == (
        "runs; no figure was compared, only the shape of 2 lines; left out: 2 of lines 9-10 (drawn without a seed)"
    )


def test_an_exception_that_the_page_shows_is_what_the_document_shows():
    found = judged(comparing(SHOWN), RAISES)
    assert (found.word, found.measured) == (Word.CONFIRMED, "ValueError")
    other = [*SHOWN[:-1], "ValueError: rate?"]
    for page in (other, [*SHOWN[:-1], "KeyError: 'lr'"]):
        verdict = judged(comparing(page), RAISES)
        assert verdict.word is Word.REFUTED
        assert verdict.compared.differing
    assert judged(comparing(other, expected="ValueError"), RAISES).word is Word.CONFIRMED
    assert judged(comparing(SHOWN), printing("4\n8\n")).word is Word.REFUTED


@pytest.mark.parametrize(
    "shown",
    [
        ["", "ValueError: lr?"],
        ["4", "ValueError: lr?"],
        [
            "-" * 75,
            "ValueError                  Traceback (most recent call last)",
            "ValueError: lr?",
        ],
    ],
)
def test_an_exception_is_known_however_the_page_writes_it(shown):
    code = {"blocks": [{"lines": [3, 5], "prints": [{"lines": [9, 8 + len(shown)]}]}]}
    found = printing("4\n", found=RAISES) if shown[0] == "4" else RAISES
    verdict = judged(comparing([*PAGE[:8], *shown], code), found)
    assert (verdict.word, verdict.why) == (Word.CONFIRMED, "")


@pytest.mark.parametrize(
    ("shown", "found"),
    [
        ("ValueError", {"message": ""}),
        ("ValueError: ends with a colon:", {"message": "ends with a colon:"}),
        ("KeyError: 'x'", {"type": "KeyError", "message": "'x'"}),
        ("ValueError: not reached: it says", {"message": "not reached: it says"}),
        (
            "SyntaxError: invalid syntax",
            {"type": "SyntaxError", "message": "invalid syntax (<lines 3-5>, line 4)"},
        ),
    ],
)
def test_texts_of_exceptions_are_written_as_a_page_writes_them(shown, found):
    page = [*PAGE[:8], shown, "", *PAGE[10:]]
    assert judged(comparing(page), {**RAISES, **found}).word is Word.CONFIRMED
    other = [*PAGE[:8], f"{shown}, no", "", *PAGE[10:]]
    assert judged(comparing(other), {**RAISES, **found}).word is Word.REFUTED


def test_a_page_that_ends_before_the_lines_of_the_spec_is_not_called_a_page_without_output():
    assert judged(comparing(PAGE[:9]), printing("4\n8\n")).word is Word.BLOCKED


def test_results_that_a_block_did_not_reach_are_not_called_compared():
    verdict = judged(comparing(), RAISES)
    assert (verdict.word, verdict.compared) == (Word.REFUTED, None)
    assert comparing().finding(verdict) == "raises ValueError; what the page prints is not compared"


def test_the_lines_of_the_page_can_be_replaced_to_see_whether_that_is_noticed():
    made = comparing()
    assert made.printed == [(9, "4"), (10, "8")]
    other = made.with_printed([(9, "4"), (10, "7")])
    found = shown_above("4\n8\n", [9, 10], "")
    assert judged(other, found).why.endswith("line 10: 7 there, 8 here")
    assert judged(made, found).word is Word.CONFIRMED


@pytest.mark.parametrize("found", [NEEDS, LATER])
def test_a_block_that_could_not_run_is_blocked(found):
    assert word(claim(), value(found))[0] is Word.BLOCKED
    assert word(claim(expected="ValueError"), value(found))[0] is Word.BLOCKED


def test_a_repair_that_does_not_repair_does_not_pass_as_the_truth_of_its_erratum():
    repairs = {"repairs": [{"line": 4, "of": "lr", "to": "rate", "why": "lr is gone"}]}
    drift = {"since": {"keras": "3.0"}, "why": "Keras 3 refuses lr", "truth": "ValueError"}
    made = claim(repairs, drift=drift)
    for mended, label in ((RUNS, "drift"), (RAISES, "refuted"), ({**RAISES, "after": [1, 2]}, "drift")):  # fmt: skip
        _, outcome = settle(
            made, Evidence(Request("m:f"), value(RAISES, mended)), {"keras": "3.15.1"}
        )
        assert outcome.label == label


def test_a_spec_may_say_that_repairs_do_not_help_on_some_release():
    repairs = {"repairs": [{"line": 4, "of": "lr", "to": "rate", "why": "lr is gone"}]}
    later = [{"since": {"keras": "3.0"}, "truth": "ValueError in spite of its repairs"}]
    erratum = {"why": "Keras refuses lr", "truth": "ValueError", "later": later}
    made = claim(repairs, erratum=erratum)
    for keras, labels in (("2.15", ["erratum", "refuted"]), ("3.1", ["refuted", "erratum"])):
        found = [
            settle(made, Evidence(Request("m:f"), value(RAISES, mended)), {"keras": keras})[1].label
            for mended in (RUNS, RAISES)
        ]
        assert found == labels


def test_repairs_are_not_to_blame_for_data_that_numpy_2_saved():
    """NumPy 1 cannot read its arrays of objects; the printed code's ending stands."""
    unread = {**RAISES, "type": "ModuleNotFoundError", "message": "No module named 'numpy._core'"}
    code = {"repairs": [{"line": 4, "of": "lr", "to": "rate", "why": "lr is gone"}]}
    data = {"data": [{"file": "a.npz", "at": "a.npz"}]}
    made = claim(code | data).judge(Evidence(Request("m:f"), value(RAISES, unread)))
    assert made.measured == "ValueError"
    assert "could not be tried" in made.why
    without = claim(code).judge(Evidence(Request("m:f"), value(RAISES, unread)))
    assert without.measured == "ValueError in spite of its repairs"


def test_all_claims_of_a_page_share_one_request_that_does_not_contain_their_rules():
    first, second = claim(), claim({"ignore": {"timing": "of the machine"}}, expected="TypeError")
    assert first.stack_request.key == second.stack_request.key
    assert first.stack_request.key != claim({"seconds": 5.0}).stack_request.key
    assert first.stack_request.seconds > 60


SPEC = """\
format: harness-spec/1
document: d.txt
title: A page of ours
{code}claims:
  - {{id: a, kind: runs, at: {{lines: {lines}}}{more}}}
"""


@pytest.mark.parametrize(
    ("code", "lines", "more", "message"),
    [
        ("", 3, "", "5:29: a claim of kind 'runs' needs the page's key 'code'"),
        ("code: {blocks: [{lines: 4}]}\n", 3, "", "6:29: no block of 'code' has the lines 3 to 3"),
        ("code: {blocks: []}\n", 3, "", "list should have at least 1 item"),
        ("code: {blocks: [{lines: 3, print: []}]}\n", 3, "", "did you mean 'prints'?"),
        ("code: {blocks: [{lines: 3}]}\n", 3, ", expected: no way", "'no way' is no exception"),
        ("code: {blocks: [{lines: 3}]}\n", 3, ", form: loose", "'strict'"),
        (
            "code: {blocks: [{lines: 3}]}\n",
            3,
            ", tolerance: [{of: timing, rtol: 0.1, why: of the machine}]",
            "a tolerance is of a line, a metric or a column, not of timing",
        ),
        (
            "code: {blocks: [{lines: 3}]}\n",
            3,
            ", tolerance: [{of: line 9, why: of the machine}]",
            "a tolerance needs rtol or atol, greater than 0",
        ),
        (
            "code: {blocks: [{lines: 3}], ignore: {numbers: because of it}}\n",
            3,
            "",
            "'numbers' is no part of an output; name timing, address, line N, lines N-M",
        ),
    ],
)
def test_a_mistake_is_reported_with_its_place(tmp_path, code, lines, more, message):
    file = tmp_path / "s.yaml"
    file.write_text(SPEC.format(code=code, lines=lines, more=more))
    with pytest.raises(SpecErrors) as found:
        load_spec(file)
    assert message in str(found.value)


def test_a_whole_spec_loads(tmp_path):
    file = tmp_path / "s.yaml"
    file.write_text(SPEC.format(code="code: {blocks: [{lines: 3}]}\n", lines=3, more=""))
    (made,) = load_spec(file).claims
    assert made.stack_request.given["blocks"] == [{"lines": [3, 3], "digest": "", "prints": []}]
    assert made.statement == "The code of line 3 runs; the page prints nothing to compare."


def test_a_spec_says_once_that_a_former_key_has_no_effect(tmp_path):
    file = tmp_path / "s.yaml"
    code = (
        "code: {blocks: [{lines: 3}], ignore: {layout: as it is drawn, timing: of the machine}}\n"
    )
    file.write_text(SPEC.format(code=code, lines=3, more=", ignore: {name: counted by session}"))
    (notice,) = load_spec(file).notices
    assert "'ignore: layout, name' leaves nothing out any more" in notice
    file.write_text(SPEC.format(code="code: {blocks: [{lines: 3}]}\n", lines=3, more=""))
    assert load_spec(file).notices == []
