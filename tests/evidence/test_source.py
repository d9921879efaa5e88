"""Which source a measurement depends on."""

import os
import subprocess
import sys

import pytest

from harness.evidence.source import source_digest

CODE = "from harness.evidence.source import source_digest; print(source_digest('pack.outer'))"


@pytest.fixture
def package(tmp_path):
    folder = tmp_path / "pack"
    folder.mkdir()
    (folder / "__init__.py").write_text("raise SystemExit('nobody may import this')\n")
    (folder / "outer.py").write_text("import json\nfrom pack.inner import value\n")
    (folder / "inner.py").write_text("from . import deep\nvalue = 1\n")
    (folder / "deep.py").write_text("depth = 1\n")
    (folder / "other.py").write_text("nothing = 0\n")
    return folder


def digest(package):
    """In a fresh process, since digests are kept."""
    environment = {**os.environ, "PYTHONPATH": str(package.parent)}
    command = [sys.executable, "-c", CODE]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.mark.parametrize("file", ["outer.py", "inner.py", "deep.py"])
def test_a_change_in_what_is_imported_changes_the_digest(package, file):
    before = digest(package)
    (package / file).write_text((package / file).read_text() + "more = 1\n")
    assert digest(package) != before


def test_what_is_not_imported_and_the_ends_of_lines_do_not_count(package):
    before = digest(package)
    (package / "other.py").write_text("something = 1\n")
    (package / "deep.py").write_bytes(b"depth = 1\r\n")
    assert digest(package) == before


def test_a_module_that_is_not_there_has_no_digest():
    assert source_digest("harness.models.nothing_of_that_name") == ""
    assert source_digest("a_package_that_is_not_there.sub") == ""


def test_each_module_has_a_digest_of_its_own():
    digests = {source_digest(f"harness.models.{name}") for name in ("api", "counts", "cells")}
    assert len(digests) == 3
    assert all(len(digest) == 16 for digest in digests)


def test_a_package_without_a_file_of_its_own_has_a_digest_too(package):
    """It had none, so that nothing measured with it ever went stale."""
    (package / "__init__.py").unlink()
    before = digest(package)
    (package / "deep.py").write_text("depth = 2\n")
    assert before
    assert digest(package) != before
