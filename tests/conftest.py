"""What several tests need: specs that measure nothing, and a folder that holds them."""

import pytest
from hypothesis import settings

settings.register_profile("harness", deadline=None)  # a busy machine refutes no law
settings.load_profile("harness")

pytest_plugins = ["pytester", "tests.recorded_project", "tests.sample_run"]

SPEC = """\
format: harness-spec/1
document: d.txt
title: A document of ours
claims:
  - id: sum
    kind: arithmetic
    at: {lines: 2, figure: "5"}
    expression: 2 + 3
  - id: wrong-sum
    kind: arithmetic
    at: {lines: 3, figure: "7"}
    expression: 2 * 3
    erratum: {why: two times three is six, truth: 6}
  - id: again
    kind: agreement
    states: the sum is repeated
    at: {lines: 2, figure: "5"}
    against: [{lines: 4, figure: "5"}]
not_claims:
  - {lines: 1, reason: a heading and nothing else}
"""
DOCUMENT = "# Sums\ntwo and three is 5\ntwice three is 7\nas we said: 5\n"


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A folder with one spec and its document, as the current directory."""
    (tmp_path / "specs").mkdir()
    (tmp_path / "documents").mkdir()
    (tmp_path / "specs" / "s.yaml").write_text(SPEC)
    (tmp_path / "documents" / "d.txt").write_text(DOCUMENT)
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("HARNESS_DOCUMENTS", raising=False)
    return tmp_path
