"""Every command compares recorded output with the document, where the document is at hand."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from harness.claims import load_spec
from harness.cli import main
from harness.evidence import Evidence, Facts
from harness.evidence.measurement import Measurement
from harness.evidence.store import Store, store_text
from harness.sandbox.transcripts import fingerprint
from harness.texts.lines import digest_of
from tests.conftest import forget_modules

LINES = ["print(x)", "", "[4 8]", "7"]
SPEC = f"""\
format: harness-spec/1
document: page.md
title: A page of ours
code:
  ignore: {{layout: as it is drawn}}
  blocks: [{{lines: 1, digest: {digest_of(LINES[:1])}, prints: [{{lines: [3, 4]}}]}}]
claims:
  - {{id: block, kind: runs, at: {{lines: 1}}}}
"""
TOX = "[testenv]\ndeps =\n    tf2.15: a\n"


@pytest.fixture
def recorded(tmp_path, monkeypatch):
    """A project whose block printed the page's results, one of them written as NumPy 2 does."""
    forget_modules()
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("HARNESS_DOCUMENTS", raising=False)
    for name in ("specs", "documents", "reports/evidence"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "tox.ini").write_text(TOX)
    (tmp_path / "specs" / "page.yaml").write_text(SPEC)
    (tmp_path / "documents" / "page.md").write_text("\n".join(LINES) + "\n")
    (claim,) = load_spec(tmp_path / "specs" / "page.yaml").claims
    parts = [{"type": "stream", "text": [[3, 3], "np.int64(7)\n"]}]
    digest = fingerprint("[4 8]\nnp.int64(7)\n")
    block = {"lines": [1, 1], "outcome": "runs", "output": parts, "digest": digest}
    value = {"printed": [block], "repaired": None, "contained": ["all"]}
    facts = Facts("tf2.15", "3.11.7", "2.15.1", "2.15.0", "1.26.4", "CPU", "a processor", 2)
    found = Measurement.of(Evidence(claim.stack_request, value, seconds=0.1), facts, "2026-01-01")
    file = tmp_path / "reports" / "evidence" / "tf2.15.json"
    file.write_text(store_text(Store(facts, {claim.stack_request.key: found})))
    return tmp_path


def verified(*more):
    """Verify from the recorded evidence, and return the claim's result and what was printed."""
    said = CliRunner().invoke(main, ["verify", "--recorded", "--stack", "tf2.15", *more])
    return json.loads(Path("reports/latest/run.json").read_text())["claims"][0], said.output


def test_output_is_compared_where_the_document_is_at_hand(recorded):
    result, said = verified("--documents", "documents")
    assert (result["verdict"], result["basis"]) == ("confirmed", "as printed")
    assert result["compared"]["figures"] == result["compared"]["equal"] == 3
    assert result["found"].startswith("runs; 3 figures as printed; 1 written otherwise (")
    assert "1 printed output: 3 of 3 figures as printed, 1 written otherwise" in said
    assert "'ignore: layout' leaves nothing out any more" in said


def test_output_without_the_document_is_blocked(recorded):
    result, _ = verified()
    assert (result["verdict"], result["compared"]) == ("blocked", None)
    assert result["why"] == "the document is not at hand: what it prints cannot be compared"


def test_a_difference_of_form_counts_where_the_command_line_says_so(recorded):
    result, _ = verified("--documents", "documents", "--form", "strict")
    assert result["verdict"] == "refuted"
    assert result["why"].startswith("prints something else: line 4: ")
    assert result["compared"]["differences"][0]["kind"] == "form"


def test_a_page_whose_figure_was_changed_is_never_confirmed(recorded):
    (recorded / "documents" / "page.md").write_text("print(x)\n\n[4 9]\n7\n")
    result, _ = verified("--documents", "documents")
    assert result["verdict"] == "blocked"
    assert result["why"].startswith("the document at hand is not the one that was measured")


def test_commands_that_measure_nothing_take_the_documents_from_the_variable(recorded, monkeypatch):
    monkeypatch.setenv("HARNESS_DOCUMENTS", "documents")
    blocks = CliRunner().invoke(main, ["matrix", "--blocks"])
    assert "1 blocks of Python, 1 run as printed" in blocks.output
    assert "0 were not looked at" in blocks.output


@pytest.mark.parametrize("more", [(), ("-n", "2")])
def test_the_plugin_and_its_workers_compare_output_too(recorded, more):
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("PYTEST", "HARNESS"))}
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "specs", "--recorded"]
    options = ["--stack", "tf2.15", "--documents", "documents", *more]
    for form, passes in (([], True), (["--form", "strict"], False)):
        done = subprocess.run(
            [*command, *options, *form],
            capture_output=True,
            text=True,
            env=environment,
            check=False,
        )
        assert ("1 passed" in done.stdout) == passes, done.stdout
        assert ("1 failed" in done.stdout) != passes
