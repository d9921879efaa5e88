"""Provenance of claims, from specs and recorded evidence."""

from harness.analysis.provenance import gather
from harness.claims import load_specs
from harness.evidence.store import source_of
from tests.commands.test_report import run  # noqa: F401 - a fixture


def test_a_claim_is_traced_to_its_measurement(project, run):  # noqa: F811
    (spec,) = load_specs([project / "specs" / "s.yaml"])
    found = gather([spec], project / "reports" / "evidence")
    request = spec.claims[0].stack_request
    provenance = found.provenance["s/log"]
    assert (provenance.key, provenance.source) == (request.key, source_of(request))
    assert provenance.days == ("2026-01-01", "2026-01-01")
    (reason,) = provenance.reasons
    assert (reason.word, reason.releases) == ("drift", "since Keras 3.0")
    assert [stack["measurements"] for stack in found.stacks] == ["1", "1"]


def test_a_log_that_is_not_whole_is_not_drawn(project, run):  # noqa: F811
    file = project / "reports" / "evidence" / "tf2.16.json"
    file.write_text(file.read_text().replace("[0.7, 0.4]", "[0.7]"))
    (curve,) = gather(load_specs([project / "specs" / "s.yaml"]), file.parent).curves
    assert list(curve.found) == ["tf2.15"]
    assert [list(column.measured) for column in curve.columns] == [["tf2.15"], ["tf2.15"]]


def test_a_truth_that_changes_is_told_with_its_releases(project, tmp_path):
    file = project / "specs" / "s.yaml"
    text = file.read_text()
    assert "truth: 6}" in text
    file.write_text(
        text.replace("truth: 6}", 'truth: 6, later: [{since: {keras: "3.0"}, truth: 7}]}')
    )
    (reason,) = gather(load_specs([file]), tmp_path / "nowhere").provenance["s/wrong-sum"].reasons
    assert reason.truth == "6, 7 since Keras 3.0"


def test_without_evidence_the_spec_still_gives_its_reasons(project, tmp_path):
    found = gather(load_specs([project / "specs" / "s.yaml"]), tmp_path / "nowhere")
    assert found.matrix.columns == ()
    assert found.provenance["s/wrong-sum"].key == ""
    assert [reason.truth for reason in found.provenance["s/wrong-sum"].reasons] == ["6"]
    assert found.curves == []
