"""An annotated document and ``harness coverage`` say the same of every line."""

import os
from pathlib import Path

import pytest

import harness
from harness.analysis.annotator import annotate
from harness.analysis.line_coverage import coverage
from harness.claims import load_spec
from harness.documents import Document
from harness.reports.marked_lines import laid_out, statuses

ROOT = Path(harness.__file__).parents[1]
FOLDER = os.environ.get("HARNESS_DOCUMENTS", "")
NAMES = ["forecasting", "imdb-reviews", "keras-recurrent", "ramp-and-product", "subword-sentiment"]


def both(spec, document):
    """Return what each of the two says of every line that states something."""
    counted = coverage(spec, document)
    expected = {
        **dict.fromkeys(counted.claimed, "claimed"),
        **dict.fromkeys(counted.not_claims, "not a claim"),
        **dict.fromkeys(counted.naked, "naked"),
    }
    lines = laid_out(annotate(document, [spec], ROOT / "reports" / "evidence", None, "utf-8"))
    found = {line.number: line.status for line in lines if line.states}
    numbers = len(counted.claimed), len(counted.not_claims), len(counted.naked)
    assert tuple(statuses(lines).values()) == numbers
    return found, expected


@pytest.mark.skipif(not FOLDER, reason="HARNESS_DOCUMENTS names no folder")
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("inserted", [0, 2])
def test_both_agree_on_every_line_also_where_lines_moved(name, inserted):
    spec = load_spec(ROOT / "specs" / f"{name}.yaml")
    document = spec.find_document(Path(FOLDER))
    moved = Document(document.name, document.path, ("", "") * (inserted // 2) + document.lines)
    found, expected = both(spec, moved)
    assert found == expected
    assert min(found) > inserted
    assert inserted or "naked" not in found.values()
