"""The command that makes the site: what it writes, and what it says instead."""

import json
import sys
from dataclasses import replace

import pytest
from click.testing import CliRunner

from harness.claims import load_specs
from harness.commands.report import report_command
from harness.engine.verification import replayed_stacks
from harness.evidence import Evidence, Facts
from harness.evidence.measurement import Measurement
from harness.evidence.store import Store, store_text
from harness.results.record import read_run, write_run

SPEC = """\
format: harness-spec/1
document: d.txt
title: A document of ours
claims:
  - id: log
    kind: history
    at: {lines: [2, 3]}
    states: the log follows from the seed
    subject: training:train_network
    expected: {loss: ["0.50", "0.25"], val_loss: ["0.6", "0.3"]}
    drift: {since: {keras: "3.0"}, why: other weights are drawn}
"""
LOGS = {
    "tf2.15": {"loss": [0.501, 0.249], "val_loss": [0.61, 0.3]},
    "tf2.16": {"loss": [0.7, 0.4], "val_loss": [0.8, 0.5]},
}
KERAS = {"tf2.15": "2.15.0", "tf2.16": "3.0.5"}


def report(*arguments):
    done = CliRunner().invoke(report_command, list(map(str, arguments)))
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


@pytest.fixture
def run(project):
    """A project that has run: its latest record."""
    (project / "specs" / "s.yaml").write_text(SPEC)
    specs = load_specs([*(project / "specs").glob("*.yaml")])
    specs = [replace(spec, file=spec.file.relative_to(project)) for spec in specs]
    (project / "reports" / "evidence").mkdir(parents=True)
    for name, log in LOGS.items():
        facts = Facts(name, "3.11", f"{name[2:]}.0", KERAS[name], "1.26", "CPU")
        evidence = Evidence(specs[0].claims[0].stack_request, log, seconds=1.0)
        store = Store(facts, {evidence.request.key: Measurement.of(evidence, facts, "2026-01-01")})
        (project / "reports" / "evidence" / f"{name}.json").write_text(store_text(store))
    path = project / "reports" / "latest" / "run.json"
    path.parent.mkdir()
    write_run(next(iter(replayed_stacks(specs, ["tf2.16"], None))), path)
    return path


def site(project):
    folder = project / "reports" / "latest" / "site"
    return {path.name: path.read_text() for path in folder.iterdir()}


def test_the_latest_run_and_the_record_make_a_site(project, run):
    done = report()
    assert done.exit_code == 0
    assert done.output.endswith("files; open reports/latest/site/index.html\n")
    found = site(project)
    assert "1 claim: 1 drift" in found["index.html"]
    assert "tf2.15" in found["matrix.html"]
    told = found["claims-s.html"]
    assert "other weights are drawn" in told
    assert "reports/evidence/{tf2.15,tf2.16}.json" in told
    assert load_specs([project / "specs" / "s.yaml"])[0].claims[0].stack_request.key in told


def test_a_training_log_is_drawn_beside_what_each_stack_measured(project, run):
    report()
    text = site(project)["curves.html"]
    assert text.count('<svg class="plot"') == 1
    assert "confirmed: 4 of 4 figures agree" in text
    assert "drift: 0 of 4 figures agree" in text
    assert text.count("≠") == 4


def test_the_same_input_makes_the_same_bytes(project, run):
    report()
    first = site(project)
    report()
    assert site(project) == first


def test_a_site_without_curves_does_not_import_matplotlib_for_nothing(project, run, monkeypatch):
    (project / "specs" / "s.yaml").unlink()
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    assert report().exit_code == 0
    assert "No recorded stacks" in site(project)["matrix.html"]


def test_a_site_is_made_without_charts_where_matplotlib_is_not_installed(project, run, monkeypatch):
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    done = report()
    assert (done.exit_code, "without charts: matplotlib is not installed" in done.output) == (
        0,
        True,
    )
    text = site(project)["curves.html"]
    assert "claims-harness[charts]" in text
    assert "<svg" not in text
    assert "Every figure" in text


@pytest.mark.parametrize(
    "given", [("a", "b/run.json", "reports/latest"), ("reports/latest", "b", "a")]
)
def test_runs_given_and_the_baseline_are_the_trend_the_later_start_first(project, run, given):
    record = read_run(run)
    for name, day in (("a", "01"), ("b", "02")):
        (project / name).mkdir()
        write_run(replace(record, started=f"2020-01-{day}"), project / name / "run.json")
    write_run(replace(record, started="2019-01-01"), project / "reports/baseline/run.json")
    report(*given)
    text = site(project)["index.html"]
    order = [text.index(f'datetime="{day}') for day in ("2020-01-02", "2020-01-01", "2019-01-01")]
    assert order == sorted(order)
    assert text.count("<time datetime") == 4


def test_one_run_has_no_trend(project, run):
    report("reports/latest", "reports/latest/run.json")
    assert 'id="trend"' not in site(project)["index.html"]


def test_a_baseline_of_other_specs_is_left_out(project, run):
    record = read_run(run)
    other = tuple(replace(document, spec="other") for document in record.documents)
    write_run(replace(record, documents=other), project / "reports/baseline/run.json")
    assert report().exit_code == 0
    assert 'id="trend"' not in site(project)["index.html"]


def refused(done, *words):
    assert done.exit_code == 2
    assert len(done.output.splitlines()) == 1
    for word in ("harness: ", *words):
        assert word in done.output


def test_runs_of_different_specs_are_refused(project, run):
    record = read_run(run)
    other = tuple(replace(document, spec="other") for document in record.documents)
    write_run(replace(record, documents=other), project / "other.json")
    refused(report("other.json", run), "other.json", "runs of different specs")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda text: text[: len(text) // 2], "not a whole run record"),
        (lambda text: text.replace("harness-run/1", "harness-run/2"), "'harness-run/2'"),
        (lambda text: text.replace('"outcome": "drift"', '"outcome": "odd"'), "'odd'"),
        (lambda text: text.replace('"lines": [', '"lines": [], "x": ['), "not a whole run record"),
    ],
)
def test_a_record_that_is_not_whole_is_refused_and_the_site_before_stays(
    change, words, project, run
):
    report()
    before = site(project)
    run.write_text(change(run.read_text()))
    refused(report(), "run.json", words)
    assert site(project) == before


def test_a_run_without_a_claim_makes_a_site_too(project, run):
    record = read_run(run)
    write_run(replace(record, claims=()), run)
    assert report().exit_code == 0
    assert "0 claims" in site(project)["index.html"]


def test_no_run_at_all_says_how_to_get_one(project):
    refused(report(), "run 'harness verify' first")


def test_a_folder_with_something_else_in_it_is_left_alone(project, run):
    refused(report("--out", "specs"), "specs", "holds something else")
    assert (project / "specs" / "s.yaml").is_file()


def test_a_folder_that_cannot_be_written_is_named(project, run):
    (project / "file").write_text("")
    refused(report("--out", "file/site"), "cannot write the site to file/site")


def test_a_record_of_evidence_that_is_cut_off_is_named(project, run):
    (project / "reports/evidence/tf2.15.json").write_text('{"format": "harness-ev')
    refused(report(), "tf2.15.json", "not whole")


def test_the_newest_benchmarks_are_shown(project, run):
    stats = {"min": 0.001, "q1": 2e-3, "median": 3e-3, "q3": 5e-3, "max": 9e-3, "rounds": 7}
    rows = [{"name": "lstm", "group": None, "stats": stats}]
    (project / "reports" / "benchmarks").mkdir()
    for year in ("2024", "2025"):
        data = {"datetime": f"{year}-01-01T10:00", "machine_info": {}, "benchmarks": rows}
        (project / "reports" / "benchmarks" / f"{year}.json").write_text(json.dumps(data))
    report()
    text = site(project)["benchmarks.html"]
    assert "2025-01-01 10:00" in text
    assert '<td class="number">3 ms</td><td class="number">3 ms</td>' in text  # median, IQR
    refused(report("--benchmarks", "specs/s.yaml"), "specs/s.yaml", "--benchmark-json")


def test_an_annotated_page_is_linked_from_where_the_site_stands(project, run):
    (project / "pages").mkdir()
    (project / "pages" / "d.html").write_text("")
    assert report("--annotated", "pages/d.html").exit_code == 0
    assert 'href="../../../pages/d.html"' in site(project)["document-s.html"]
    (project / "pages" / "x.html").write_text("")
    refused(report("--annotated", "pages/x.html"), "x.html", "no document of the run")


def test_a_file_of_benchmarks_is_made_into_one_page_beside_it(project):
    """No run is needed."""
    stats = {"min": 1, "q1": 2, "median": 3, "q3": 5, "max": 9, "rounds": 7}
    extra = {"limit": 1.5, "ratio": 2.0, "binds": "steps", "layer": "LSTM"}
    rows = [{"name": "lstm", "group": None, "stats": stats, "extra_info": extra}]
    data = {"datetime": "2026-01-01T10:00", "machine_info": {}, "benchmarks": rows}
    (project / "today.json").write_text(json.dumps(data))
    done = report("today.json")
    assert (done.exit_code, done.output) == (0, "open today.html\n")
    assert "LSTM beside its limits" in (project / "today.html").read_text()
    assert not (project / "reports" / "latest" / "site").exists()
