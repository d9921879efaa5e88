"""Printed code imports the packages of its parent process, wherever they are installed."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import harness
from tests.sandbox.test_sandbox import needs_containment

RUNNING = """
import json, sys
import harness
from harness.sandbox.notebook import run
found = run("page.md", [{"lines": [1, 1], "prints": [{"lines": [3, 3]}]}])
print(json.dumps([harness.__file__, found["contained"][0], found["printed"][0]]))
"""
REFUSING = """
from harness.sandbox import containment
containment.why_never = lambda: "never"
"""


@pytest.fixture
def installed(tmp_path):
    """Install the harness and two packages where only PYTHONPATH or a user's own site lead."""
    folder = tmp_path / "home/.local/lib" / f"python3.{sys.version_info[1]}" / "site-packages"
    shutil.copytree(Path(harness.__file__).parent, folder / "harness")
    (folder / "tensorflow.py").write_text("")
    (folder / "kit.py").write_text("answer = 42\n")
    (tmp_path / "page.md").write_text("import kit, tensorflow; print(kit.answer)\n\n42\n")
    return folder


def run(folder, script, **variables):
    documents = str(folder.parents[4])
    kept = {name: os.environ[name] for name in ("PATH", "TMPDIR") if name in os.environ}
    done = subprocess.run(
        [sys._base_executable, "-c", script],
        env={**kept, "HARNESS_DOCUMENTS": documents, **variables},
        cwd="/",
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.stderr == ""
    assert f'"{folder}/harness/__init__.py"' in done.stdout
    return done.stdout


RAN = '"outcome": "runs", "output": [{"type": "stream", "text": [[3, 3], ""]}], "digest": '


@needs_containment
def test_contained_code_imports_packages_of_pythonpath(installed):
    printed = run(installed, RUNNING, PYTHONPATH=str(installed))
    assert RAN in printed
    assert "namespaces" in printed


@needs_containment
def test_contained_code_imports_packages_of_the_users_own_site(installed):
    assert RAN in run(installed, RUNNING, PYTHONUSERBASE=str(installed.parents[2]))


def test_trusted_code_imports_packages_of_pythonpath(installed):
    variables = {"PYTHONPATH": str(installed), "HARNESS_TRUSTED": "1"}
    printed = run(installed, REFUSING + RUNNING, **variables)
    assert RAN in printed
    assert "not contained" in printed


def test_a_folder_that_holds_no_packages_is_not_on_the_path_of_the_code(installed):
    (installed.parent / "mine.py").write_text("")
    both = os.pathsep.join([str(installed), str(installed.parent)])
    (installed.parents[4] / "page.md").write_text("import mine\n\n42\n")
    variables = {"PYTHONPATH": both, "HARNESS_TRUSTED": "1"}
    assert "No module named 'mine'" in run(installed, REFUSING + RUNNING, **variables)
