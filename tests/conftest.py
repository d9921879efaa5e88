"""What several tests need: specs that measure nothing, and a folder that holds them."""

import os
import signal

import pytest
from hypothesis import Phase, settings

from harness.claims.subject_check import _functions
from harness.evidence.modules import _top, module_file, parsed
from harness.evidence.source_digest import source_digest

# whoever starts the tests in the background may have them ignore interrupts, and what they start
signal.signal(signal.SIGINT, signal.default_int_handler)

settings.register_profile("harness", deadline=None)  # a busy machine refutes no law
settings.register_profile(  # tests.mutants: the same examples each time, and the first one will do
    "mutants",
    deadline=None,
    derandomize=True,
    database=None,
    max_examples=25,
    phases=[Phase.explicit, Phase.generate],
)
settings.load_profile("harness")

pytest_plugins = ["pytester", "tests.recorded_project", "tests.sample_run", "tests.seed_project"]

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


def forget_modules():
    """Forget what was read of modules: a process knows one project, and its files do not change."""
    for function in (_top, module_file, parsed, source_digest, _functions):
        function.cache_clear()


@pytest.fixture(autouse=True, scope="session")
def own_cache(tmp_path_factory):
    """Keep executions of pages apart from those of the user."""
    os.environ["HARNESS_CACHE"] = str(tmp_path_factory.mktemp("cache"))


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A folder with one spec and its document, as the current directory."""
    forget_modules()
    (tmp_path / "specs").mkdir()
    (tmp_path / "documents").mkdir()
    (tmp_path / "specs" / "s.yaml").write_text(SPEC)
    (tmp_path / "documents" / "d.txt").write_text(DOCUMENT)
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("HARNESS_DOCUMENTS", raising=False)
    return tmp_path
