"""The origin of a document follows from claims that hold on some stacks only."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.analysis.origin_search import origins_of
from harness.analysis.stack_verdicts import fate_of, judge_recorded
from harness.claims import load_specs
from harness.reports.matrix_report import matrix_html
from harness.reports.origin_text import origin_answer, origin_releases, origin_strength
from harness.results.verdict_matrix import Matrix, MatrixCell, MatrixRow, StackColumn
from tests.recorded_project import VALUE, record, run

NAMES = ("tf2.5", "tf2.8", "tf2.16", "tf2.16-legacy")
WORDS = {"✓": "confirmed", "✗": "refuted", "∅": "blocked"}
SPEC = """\
format: harness-spec/1
document: d.txt
title: A document of ours
claims:
"""
CLAIM = '  - {{id: {}, kind: value, at: {{lines: {}, figure: "7"}}, subject: "recurrent:plain_layer"}}\n'


def cell(mark, why):
    word = WORDS[mark]
    return MatrixCell(word, word, f"found {mark}", why if mark == "✗" else "")


def row(name, line, marks, why="a reason", kind="value"):
    cells = tuple(cell(mark, why) for mark in marks)
    fate, turns = fate_of([item.word for item in cells[:3]])
    return MatrixRow(f"s/{name}", "d.txt", line, "seven", cells, turns, fate, "", kind)


@pytest.fixture
def found(tmp_path):
    """Find the origin of a document with these claims: their marks on every stack, by name."""

    def find(marks, declares="", whys=(), devices=("CPU",) * 4):
        names = list(marks)
        text = SPEC.replace("claims:", f"{declares}claims:")
        claims = "".join(CLAIM.format(name, index) for index, name in enumerate(names, 1))
        file = tmp_path / "s.yaml"
        file.write_text(text + claims)
        (spec,) = load_specs([file])
        why = dict(zip(names, whys, strict=False))
        rows = [row(n, i, marks[n], why.get(n, "a reason")) for i, n in enumerate(names, 1)]
        columns = [
            StackColumn(name, "2.0", "2.0", "-" not in name, device)
            for name, device in zip(NAMES, devices, strict=True)
        ]
        return origins_of([spec], Matrix(tuple(columns), tuple(rows)))[0]

    return find


def test_the_origin_is_the_stack_on_which_every_telling_claim_holds(found):
    origin = found({"old": "✓✗✗✗", "lasting": "✓✓✓✓", "wrong": "✗✗✗✗"})
    assert (origin_answer(origin), origin.telling) == ("tf2.5", 1)
    assert [exclusion.stack for exclusion in origin.excluded] == [
        "tf2.8",
        "tf2.16",
        "tf2.16-legacy",
    ]


def test_an_undetermined_origin_names_the_stacks_in_question(found):
    assert origin_answer(found({"a": "✓✓✗✗"})) == "undetermined between tf2.5 and tf2.8"
    assert origin_answer(found({"a": "✓✓✗✓"})) == (
        "undetermined between tf2.5 and tf2.8; tf2.16-legacy would do, too"
    )
    assert origin_answer(found({"a": "✗✗✗✓"})) == "tf2.16-legacy"
    assert origin_answer(found({"a": "✓✓✓✓", "b": "✗✗✗✗"})).startswith(
        "undetermined: nothing in it"
    )


def test_one_cause_that_breaks_many_claims_is_one_reason_and_a_weak_one(found):
    origin = found({"a": "✓✓✗✗", "b": "✓✓✗✗", "c": "✓✗✗✗"}, whys=["lr", "lr", "seeds"])
    by_stack = {exclusion.stack: exclusion for exclusion in origin.excluded}
    first, second = by_stack["tf2.16"].reasons
    assert (first.why, [row.line for row in first.rows]) == ("lr", [1, 2])
    assert (second.why, second.found) == ("seeds", "found ✗")
    assert by_stack["tf2.8"].weak
    assert not by_stack["tf2.16"].weak
    assert origin_strength(origin) == "one reason alone against tf2.8"


def test_parts_that_no_stack_has_in_common_are_a_contradiction_with_their_lines(found):
    origin = found({"early": "✓✗✗✗", "late": "✗✗✓✗", "long": "✓✓✓✗"})
    assert origin_answer(origin) == "none of the recorded stacks"
    ((first, second),) = origin.conflicts
    assert {(part.stacks, part.rows[0].line) for part in (first, second)} == {
        (("tf2.5",), 1),
        (("tf2.16",), 2),
    }


def test_a_stack_on_which_all_is_blocked_fits_nothing(found):
    assert found({"a": "✓∅✗✗"}).fits == ("tf2.5",)
    assert found({"a": "✓∅✗✗", "b": "✓✓✓✗"}).fits == ("tf2.5", "tf2.8")


DECLARES = 'declares: [{lines: 1, figure: "2.8.0"}]\n'


def test_a_release_that_the_document_names_excludes_the_others(found):
    origin = found({"a": "✓✓✗✗"}, DECLARES)
    assert origin_answer(origin) == "tf2.8"
    assert [(naming.line, naming.release) for naming in origin.named] == [(1, "2.8")]
    assert [x.declared for x in origin.excluded] == [("The document names 2.8.",)] * 3


def test_a_named_release_that_the_claims_speak_against_leaves_no_stack(found):
    assert origin_answer(found({"a": "✓✗✗✗"}, DECLARES)) == "none of the recorded stacks"


def test_a_named_release_without_a_recorded_stack_excludes_nothing(found):
    origin = found({"a": "✓✓✗✗"}, DECLARES.replace("2.8.0", "2.7.1"))
    assert origin_answer(origin) == "undetermined between tf2.5 and tf2.8"


DATED = """\
declares:
  - {lines: 1, figure: "2021-07-23", before: "2.6", why: TensorFlow 2.6 came out on 2021-08-11.}
"""
SIGNED = """\
declares:
  - {lines: 1, figure: GPU kernel, device: GPU, why: Keras says so on a machine with a GPU alone.}
"""


def test_releases_after_the_day_that_a_document_names_are_excluded(found):
    origin = found({"a": "✓✓✗✗"}, DATED)
    assert (origin_answer(origin), origin_releases(origin)) == ("tf2.5", "before 2.6")
    (why,) = origin.excluded[0].declared
    assert why == "2021-07-23 in line 1: TensorFlow 2.6 came out on 2021-08-11."
    assert [exclusion.weak for exclusion in origin.excluded] == [True, False, False]


def test_the_day_counts_as_a_reason_beside_a_refuted_claim(found):
    assert origin_strength(found({"a": "✓✗✗✗"})).startswith("one reason alone")
    assert (
        origin_strength(found({"a": "✓✗✗✗"}, DATED))
        == "at least two reasons against every other stack"
    )


def test_named_releases_and_days_are_printed_with_their_reasons(recorded):
    spec = recorded / "specs" / "s.yaml"
    spec.write_text(spec.read_text().replace("claims:", f"{DATED}claims:"))
    done = run("harness", "matrix", "--origin", cwd=recorded)
    assert "named     2021-07-23 in line 1: TensorFlow 2.6 came out" in done.stdout
    assert "not tf2.12: 1 claim refuted there\n    2021-07-23 in line 1: TensorFlow" in done.stdout
    specs = load_specs([spec])
    matrix = judge_recorded(specs, recorded / "reports" / "evidence")
    page = matrix_html(matrix, origins_of(specs[:1], matrix))
    assert "<li>2021-07-23 in line 1: TensorFlow 2.6 came out on 2021-08-11.</li>" in page
    assert "Line 1 says “2021-07-23”. TensorFlow 2.6 came out on 2021-08-11." in page


def test_a_device_that_the_document_names_is_part_of_the_answer(found):
    origin = found({"a": "✓✗✗✗"}, SIGNED)
    assert origin_answer(origin) == "tf2.5, on a GPU"
    assert origin_strength(origin).endswith("; no recorded stack has its GPU")
    with_gpu = found({"a": "✓✗✗✗"}, SIGNED, devices=("GPU L4", "CPU", "CPU", "CPU"))
    assert (with_gpu.elsewhere, origin_answer(with_gpu)) == (False, "tf2.5, on a GPU")


@given(st.lists(st.text("✓✗", min_size=4, max_size=4), min_size=1, max_size=6))
def test_the_stacks_that_fit_are_those_without_an_exclusion(tmp_path_factory, marks):
    file = tmp_path_factory.mktemp("origin") / "s.yaml"
    file.write_text(SPEC + "".join(CLAIM.format(f"c{i}", i + 1) for i in range(len(marks))))
    (spec,) = load_specs([file])
    columns = tuple(StackColumn(name, "2.0", "2.0", "-" not in name) for name in NAMES)
    rows = tuple(row(f"c{index}", index + 1, text) for index, text in enumerate(marks))
    origin = origins_of([spec], Matrix(columns, rows))[0]
    telling = [text for text in marks if len(set(text)) == 2]
    expected = {n for i, n in enumerate(NAMES) if all(text[i] == "✓" for text in telling)}
    assert set(origin.fits) == expected
    assert set(origin.fits) | {exclusion.stack for exclusion in origin.excluded} == set(NAMES)


def test_recorded_evidence_gives_the_origin_and_the_releases_between(recorded):
    specs = load_specs([recorded / "specs" / "s.yaml"])
    matrix = judge_recorded(specs, recorded / "reports" / "evidence")
    origin = origins_of(specs[:1], matrix)[0]
    assert origin_answer(origin) == "tf2.15"
    assert origin_releases(origin) == "from 2.13 up to, and without, 2.16"
    assert "<strong>tf2.15</strong>, releases from 2.13" in matrix_html(matrix, [origin])


@pytest.mark.parametrize("name", ["s", "d.txt", "somewhere/d.txt"])
def test_a_document_goes_by_its_name_its_path_or_its_spec(recorded, name):
    done = run("harness", "matrix", "--origin", name, cwd=recorded)
    assert done.returncode == 0, done.stderr
    assert "origin    tf2.15" in done.stdout
    assert "memory (line 3); found" in done.stdout
    assert "not tf2.16: 1 claim refuted there" in done.stdout


def test_a_document_that_no_spec_is_about_is_misuse(recorded):
    done = run("harness", "matrix", "--origin", "other.txt", cwd=recorded)
    assert done.returncode == 2
    assert "other.txt names no file, and no spec is about it; specs/ has s" in done.stderr


def test_the_origin_of_a_log_is_shown_with_the_figures_that_agree(recorded):
    log = """\
  - id: log
    kind: history
    at: {lines: 4}
    states: The log comes out.
    subject: recurrent:plain_layer
    expected: {loss: ["0.5", "0.3"]}
    drift: {since: {keras: "3.0"}, why: other weights come from the same seeds}
"""
    spec = recorded / "specs" / "s.yaml"
    spec.write_text(spec.read_text() + log)
    record(recorded, "2.12.1", {**VALUE, "memory": None, "loss": [0.5, 0.3]})
    record(recorded, "2.15.1", {**VALUE, "loss": [0.5, 0.3]})
    record(recorded, "2.16.2", {**VALUE, "name": "rnn", "loss": [0.5, 0.4]})
    done = run("harness", "matrix", "--origin", cwd=recorded)
    (line,) = [line for line in done.stdout.splitlines() if " log " in line and "/" in line]
    assert line.split() == ["4", "log", "2/2", "2/2", "1/2"]
