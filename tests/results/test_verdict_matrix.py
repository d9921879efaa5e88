"""Claims by stacks: fates, causes, and what the matrix shows of them."""

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.analysis.stack_verdicts import fate_of
from harness.reports.matrix_report import matrix_html, print_matrix
from harness.reports.shared import disagreement, matrix_line
from harness.results.verdict_matrix import Fate, Matrix, MatrixCell, MatrixRow, StackColumn

NAMES = ("tf2.12", "tf2.15", "tf2.16", "tf2.16-legacy")
WORDS = {"✓": "confirmed", "✗": "refuted", "∅": "blocked", "?": "undecided"}
LABELS = {
    "~": ("refuted", "drift"),
    "!": ("refuted", "erratum"),
    "↑": ("confirmed", "outdated record"),
}
NASTY = "<script>alert(1)</script> [bold]"


def row(name, marks, recorded="", why="a reason"):
    cells = []
    for mark in marks:
        word, label = LABELS.get(mark) or (WORDS[mark], WORDS[mark])
        cells.append(MatrixCell(word, label, "43", why if word == "refuted" else ""))
    fate, turns = fate_of([cell.word for cell in cells[:3]])
    return MatrixRow(
        f"spec/{name}", "d.txt", 7, f"says {NASTY}", tuple(cells), turns, fate, recorded
    )


@pytest.fixture
def matrix():
    keras = {name: "3.0" if name == "tf2.16" else "2.15" for name in NAMES}
    columns = tuple(
        StackColumn(
            name, f"{name[2:6]}.0", keras[name], "-" not in name, packages={"keras": keras[name]}
        )
        for name in NAMES
    )
    rows = (
        row("holds", "✓✓✓✓"),
        row("first-drift", "✓✓~✓", "Keras 3.0", "Keras 3 refuses lr"),
        row("second-drift", "✓✓~✓", "Keras 3.0", "Keras 3 refuses lr"),
        row("other-drift", "✓~~~", "Keras 2.13", "sizes are printed"),
        row("wrong", "!!!!", why="never so"),
        row("unrecorded", "✓✗✗✓"),
        row("out-of-date", "✓✓↑✓", "Keras 3.0"),
        row("unseen", "∅∅∅∅"),
    )
    return Matrix(columns, rows)


@pytest.mark.parametrize(
    ("marks", "fate", "turns"),
    [
        ("✓✓✓", Fate.HOLDS, ()),
        ("✓∅✓", Fate.HOLDS, ()),
        ("✓✓✗", Fate.DRIFTED, (2,)),
        ("✓∅✗", Fate.DRIFTED, (2,)),
        ("✗✓✓", Fate.APPEARED, (1,)),
        ("✓✗✓", Fate.UNSTEADY, (1, 2)),
        ("✗✗∅", Fate.NEVER, ()),
        ("∅∅∅", Fate.BLOCKED, ()),
        ("?∅?", Fate.UNDECIDED, ()),
    ],
)
def test_the_fate_of_a_claim_follows_from_its_verdicts(marks, fate, turns):
    assert fate_of([WORDS[mark] for mark in marks]) == (fate, turns)


@given(st.lists(st.sampled_from(sorted(WORDS.values())), min_size=1))
def test_a_blocked_stack_changes_no_fate(words):
    fate, turns = fate_of(words)
    decided = [word for word in words if word in ("confirmed", "refuted")]
    if decided:
        assert fate_of(decided)[0] is fate
        assert len(turns) == sum(a != b for a, b in itertools.pairwise(decided))
    else:
        assert fate in (Fate.UNDECIDED, Fate.BLOCKED)


def test_drift_is_counted_by_the_release_that_breaks_it_and_unrecorded_by_its_stack(matrix):
    assert matrix.drifts == {"Keras 2.13": 1, "tf2.15": 1, "Keras 3.0": 2}
    assert matrix_line(matrix) == (
        "8 claims on 4 stacks: 2 hold everywhere, "
        "4 drifted (1 with Keras 2.13, 1 with tf2.15, 2 with Keras 3.0), 1 never true, 1 blocked"
    )


def test_what_came_with_a_stack_are_the_packages_that_differ(matrix):
    assert matrix.differences(2) == ["keras 2.15 to 3.0"]
    assert matrix.differences(1) == []


def test_claims_that_drift_for_one_reason_are_one_cause_with_its_members(matrix):
    first = matrix.causes[0]
    assert (first.since, first.after, first.why) == ("Keras 3.0", "tf2.15", "Keras 3 refuses lr")
    assert [row.id for row in first.rows] == ["spec/first-drift", "spec/second-drift"]
    assert len(matrix.causes) == 3


def test_a_verdict_that_is_not_the_recorded_one_counts_as_changed(matrix):
    assert matrix.exit_code == 1
    assert [row.id for row in matrix.changed] == ["spec/unrecorded", "spec/out-of-date"]
    unrecorded, outdated = (disagreement(matrix, row) for row in matrix.changed)
    assert unrecorded == (
        "recorded of no release, turns with tf2.15; refuted on tf2.15, refuted on tf2.16"
    )
    assert outdated == "recorded since Keras 3.0, hold everywhere; outdated record on tf2.16"


def test_wrong_today_are_the_claims_that_the_newest_release_refutes(matrix):
    assert [row.id for row, _ in matrix.wrong_today()] == [
        f"spec/{name}"
        for name in ("first-drift", "second-drift", "other-drift", "wrong", "unrecorded")
    ]


def test_the_terminal_shows_a_vector_for_every_claim(matrix, tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    print_matrix(matrix, tmp_path / "matrix.html")
    lines = capsys.readouterr().out.splitlines()
    for line in ("✓✓✓✓  spec/holds", "✓✓~✓  spec/first-drift", "∅∅∅∅  spec/unseen"):
        assert line in lines
    assert "Keras 3.0 breaks 2 claims that hold until tf2.15: Keras 3 refuses lr" in lines
    assert lines[-1] == matrix_line(matrix)
    assert any(NASTY in line for line in lines)


def test_the_page_is_self_contained_and_escapes_markup(matrix):
    page = matrix_html(matrix)
    assert NASTY not in page
    assert not re.search(r"(src|href)=\"(?!#)", page)
    assert page.count('role="img"') == len(matrix.rows) * len(matrix.columns)
    assert 'aria-label="drift on tf2.16"' in page
    for row in matrix.rows:
        assert f'id="{row.id}"' in page


def test_a_matrix_without_a_dated_stack_has_no_today():
    column = StackColumn("tf2.16-legacy", "2.16.2", "2.16.0", dated=False)
    matrix = Matrix((column,), ())
    assert matrix.today is None
    assert list(matrix.wrong_today()) == []
    assert "To change</h2>" in matrix_html(matrix)
