"""Printed code imports the packages of its parent process, wherever they are installed."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import harness
from harness.sandbox.limits import ContainmentError
from harness.sandbox.sandbox import Sandbox
from harness.sandbox.steps import CodePlace
from tests.sandbox.test_sandbox import ends, needs_containment, why_not

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


@pytest.fixture(params=[True, False], ids=["contained", "trusted"])
def kind(request, monkeypatch):
    """Have sandboxes contain their code, or run it trusted."""
    if not request.param:

        def refuse(*_):
            raise ContainmentError("never")

        monkeypatch.setattr("harness.sandbox.sandbox.Contained", refuse)
    elif why_not():
        pytest.skip(why_not())


@pytest.mark.usefixtures("kind")
def test_a_variable_of_the_place_reaches_the_code_and_replaces_the_usual_one(monkeypatch):
    monkeypatch.setenv("KERAS_BACKEND", "secret")
    variables = (("PYTHONHASHSEED", "1"), ("OMP_NUM_THREADS", "1"), ("TF_ENABLE_ONEDNN_OPTS", "0"))
    shown = {}
    for place in (CodePlace(), CodePlace(variables=variables)):
        with Sandbox(trusted=True, place=place) as sandbox:
            shown[place] = ends(sandbox, "import os; hash('x'), os.environ.get('OMP_NUM_THREADS')")
            assert (
                ends(sandbox, "os.environ.get('KERAS_BACKEND'), os.listdir(os.environ['HOME'])")
                == "(None, [])"
            )
    assert len(set(shown.values())) == 2
    assert "'1'" in shown[place]


@pytest.mark.parametrize(
    ("name", "value"),
    [("LD_PRELOAD", "x"), ("DYLD_INSERT_LIBRARIES", "x"), ("PYTHONPATH", "/"), ("PYTHONSTARTUP", "x"),
     ("PYTHONHOME", "/"), ("GLIBC_TUNABLES", "x"), ("PATH", "/"), ("HOME", "/"), ("TMPDIR", "/"),
     ("CUDA_VISIBLE_DEVICES", "0"), ("a", "1"), ("", "1"), ("A=B", "1"), ("A B", "1"), ("A\n", "1"),
     ("A", "1\0"), ("A", 1)],
)  # fmt: skip
def test_a_variable_that_would_change_what_is_loaded_or_hidden_is_refused(name, value, monkeypatch):
    monkeypatch.setattr(subprocess, "Popen", None)
    with pytest.raises(ValueError, match="printed code may not run with the variable"):
        Sandbox(trusted=True, place=CodePlace(variables=((name, value),)))


def packages(folder):
    """Make a folder for another interpreter: a package, a module, and a folder that holds one."""
    folder.chmod(0o755)
    (folder / "package").mkdir()
    (folder / "package/__init__.py").write_text("")
    (folder / "package/inner.py").write_text("")
    (folder / "kit.py").write_text("answer = 42\n")


@pytest.mark.usefixtures("kind")
def test_another_interpreter_sees_the_packages_of_its_place_alone(tmp_path):
    packages(tmp_path)
    base = str(Path(sys.base_prefix, "bin", "python3"))
    with Sandbox(trusted=True, place=CodePlace(base, (str(tmp_path),))) as sandbox:
        assert ends(sandbox, "import kit, package.inner; kit.answer") == "42"
        assert ends(sandbox, "import sys; sys.prefix == sys.base_prefix") == "True"
        assert ends(sandbox, f"[p for p in sys.path if p.startswith({sys.prefix!r})]") == "[]"
        assert ends(sandbox, "import harness").startswith("ModuleNotFoundError")


@pytest.mark.usefixtures("kind")
def test_a_package_among_the_folders_is_shown_but_its_modules_are_not_top_level(tmp_path):
    packages(tmp_path)
    place = CodePlace(packages=(str(tmp_path / "package"), str(tmp_path / "kit.py")))
    with Sandbox(trusted=True, place=place) as sandbox:
        assert ends(sandbox, "import inner").startswith("ModuleNotFoundError")
        assert ends(sandbox, f"open({str(tmp_path / 'kit.py')!r}).read()[:6]") == "'answer'"


def test_a_place_with_another_interpreter_that_does_not_exist_is_a_refusal():
    with pytest.raises((ContainmentError, OSError)):
        Sandbox(place=CodePlace("/no/such/python"))
