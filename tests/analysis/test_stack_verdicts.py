"""Claims on every stack, and the table of code blocks, from recorded evidence alone."""

from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.analysis.stack_verdicts import judge_on, recorded_blocks
from harness.claims import Spec, load_spec
from harness.documents import Document
from harness.evidence import Evidence, Facts, Failure
from harness.evidence.measurement import Measurement
from harness.evidence.store import Store, store_text
from harness.reports.blocks_text import blocks_summary, print_blocks
from harness.results.block_table import End
from harness.texts.lines import digest_of
from tests.kinds.judging import claim_of

LINES = tuple("abcdefgh4")


def block(line):
    prints = [{"lines": 9}] if line == 3 else []
    return {"lines": line, "digest": digest_of(LINES[line - 1 : line]), "prints": prints}


SPEC = (
    """\
format: harness-spec/1
document: d.txt
title: A page of ours
code:
  blocks: BLOCKS
  repairs: [{line: 2, of: lr, to: rate, why: lr is gone for good}]
claims:
""".replace("BLOCKS", str([block(n) for n in range(1, 7)]))
    + "".join(f"  - {{id: c{n}, kind: runs, at: {{lines: {n}}}}}\n" for n in range(1, 7))
)


def end(outcome, **more):
    return {"outcome": outcome, **more}


RAISED = end("raises", type="ValueError", line=2, message="lr?")
OTHER = end("runs", output=[{"type": "stream", "text": ["5\n"]}])
PRINTED = [
    end("runs"), RAISED, OTHER, end("needs", message="a package"),
    end("not executed"), end("stopped", message="time limit of 9 s"),
]  # fmt: skip
REPAIRED = [end("runs"), end("runs"), *PRINTED[2:]]


@pytest.fixture
def spec(tmp_path):
    (tmp_path / "s.yaml").write_text(SPEC)
    return load_spec(tmp_path / "s.yaml").with_lines(Document("d.txt", tmp_path, LINES))


def record(folder, spec, name, **answer):
    facts = Facts(name, "3.11", name.removeprefix("tf"), "3.0", "2.0", "CPU")
    request = spec.claims[0].stack_request
    measured = Measurement.of(Evidence(request, **answer), facts, "2026-01-01")
    (folder / f"{name}.json").write_text(store_text(Store(facts, {request.key: measured})))


def test_every_block_has_its_end_on_every_stack(tmp_path, spec, capsys):
    value = {"printed": PRINTED, "repaired": REPAIRED, "contained": []}
    record(tmp_path, spec, "tf2.9", failure=Failure("Unavailable", "no page", blocked=True))
    record(tmp_path, spec, "tf2.10", value=value)
    table = recorded_blocks([spec], tmp_path)
    assert table.stacks == ("tf2.9", "tf2.10")
    assert {row.endings[0].end for row in table.rows} == {End.BLOCKED}
    assert [row.endings[1].end for row in table.rows] == [
        End.RUNS, End.REPAIRED, End.DIFFERS, End.BLOCKED, End.SKIPPED, End.STOPPED,
    ]  # fmt: skip
    assert blocks_summary(table, 1) == (
        "tf2.10: 5 blocks of Python, 2 run as printed, 3 after repairs; 1 were not looked at"
    )
    print_blocks(table)
    shown = capsys.readouterr().out
    assert "∅r  raises ValueError at line 2: lr?" in shown
    assert "change line 2: 'lr' to 'rate': lr is gone for good" in shown
    assert "∅✓  runs; nothing is printed to compare" in shown
    assert "line 9: 4 there, 5 here; 0 of 1 figure as printed; 1 differs" in shown
    assert "tf2.10: 1 printed output: 0 of 1 figures as printed, 1 differ" in shown


def test_a_block_whose_output_cannot_be_compared_counts_as_not_looked_at(tmp_path, spec):
    record(tmp_path, spec, "tf2.9", value={"printed": PRINTED, "repaired": None, "contained": []})
    row = recorded_blocks([spec.with_lines(None)], tmp_path).rows[2]
    assert row.endings[0].end is End.BLOCKED
    assert row.endings[0].why.startswith("the document is not at hand")


def test_a_block_without_evidence_counts_as_not_looked_at(tmp_path, spec):
    record(tmp_path, spec, "tf2.9", value={"printed": PRINTED, "repaired": None, "contained": []})
    other = load_spec_with_more_time(tmp_path)
    table = recorded_blocks([other], tmp_path)
    assert {row.endings[0].end for row in table.rows} == {End.BLOCKED}
    assert "0 run as printed" in blocks_summary(table, 0)


def load_spec_with_more_time(folder):
    (folder / "t.yaml").write_text(SPEC.replace("code:\n", "code:\n  seconds: 99\n"))
    return load_spec(folder / "t.yaml")


FACTS = Facts("tf", "3.11", "2.9.0", "2.9.0", "2.0", "CPU")
DRIFT = {"since": {"keras": "3.0"}, "truth": 2, "why": "it counts another way"}
NAN = float("nan")


@dataclass(frozen=True)
class Answering:
    """A stack that answers every claim alike."""

    facts: Facts
    evidence: Evidence

    def answer(self, claim):
        return self.evidence


def stack(keras, value):
    failed = isinstance(value, Failure)
    evidence = Evidence(None, None if failed else value, value if failed else None)
    return Answering(replace(FACTS, keras=keras), evidence)


STACKS = st.builds(
    stack,
    st.sampled_from(["2.9.0", "3.0.0"]),
    st.sampled_from(
        [1, 1.0, True, "1", 2, [1], [True], NAN, Failure("ValueError", "no"),
         Failure("Unavailable", "no", blocked=True)]
    ),
)  # fmt: skip


@given(st.lists(STACKS, max_size=6))
def test_a_stack_beside_others_has_the_verdict_that_it_has_alone(stacks):
    claim = claim_of("value", expected=1, drift=DRIFT)
    spec = Spec(Path("s.yaml"), "d.txt", "A page", (claim,), (), {claim.id: 1})
    (row,) = judge_on([spec], stacks).rows
    alone = [judge_on([spec], [one]).rows[0].cells[0] for one in stacks]
    assert list(map(str, row.cells)) == list(map(str, alone))


def test_what_stacks_answer_alike_is_judged_once():
    claim = claim_of("value", expected=1, drift=DRIFT)
    spec = Spec(Path("s.yaml"), "d.txt", "A page", (claim,), (), {claim.id: 1})
    stacks = [stack("2.9.0", 1), stack("2.9.0", 1), stack("3.0.0", 1), stack("2.9.0", 1.0)]
    first, same, after, other = judge_on([spec], stacks).rows[0].cells
    assert same is first
    assert after is not first
    assert other is not first
