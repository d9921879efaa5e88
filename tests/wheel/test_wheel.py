"""The wheel, installed by itself in a fresh environment, in a folder outside the repository.

It takes minutes, as TensorFlow is installed: ``tox -e wheel``. The package itself is not imported.
"""

import os
import re
import runpy
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CONSOLE = runpy.run_path(str(ROOT / "tests/docs/console.py"))
TUTORIAL = ROOT / "docs/tutorial.md"
UV = [sys.executable, "-m", "uv", "--quiet"]


def run(*command, cwd):
    """Run a command without any variable that could show it the repository."""
    kept = ("HOME", "LANG", "TMPDIR", "UV_CACHE_DIR", "UV_INDEX_URL", "UV_DEFAULT_INDEX")
    environment = {name: os.environ[name] for name in kept if name in os.environ}
    environment |= {"PATH": os.defpath, "COLUMNS": "200", "TF_CPP_MIN_LOG_LEVEL": "3"}
    words = list(map(str, command))
    return subprocess.run(
        words, cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="session")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run([*UV, "build", "--wheel", "--out-dir", folder, ROOT], check=True)
    (found,) = folder.glob("*.whl")
    return found


def installed(folder, wheel, extras=""):
    """Install the wheel in an environment of its own; return the folder of its programs."""
    subprocess.run([*UV, "venv", "--python", sys.executable, folder], check=True)
    name = f"claims-harness{extras} @ {wheel.as_uri()}"
    subprocess.run([*UV, "pip", "install", "--python", folder / "bin/python", name], check=True)
    return folder / "bin"


@pytest.fixture(scope="session")
def core(tmp_path_factory, wheel):
    return installed(tmp_path_factory.mktemp("core") / "env", wheel)


@pytest.fixture(scope="session")
def with_stack(tmp_path_factory, wheel):
    return installed(tmp_path_factory.mktemp("stack") / "env", wheel, "[stack]")


@pytest.fixture(scope="session")
def with_numpy(tmp_path_factory, wheel):
    programs = installed(tmp_path_factory.mktemp("numpy") / "env", wheel)
    subprocess.run([*UV, "pip", "install", "--python", programs / "python", "numpy"], check=True)
    return programs


@pytest.fixture
def example(tmp_path):
    return lambda name: shutil.copytree(ROOT / "examples" / name, tmp_path / name)


def test_the_core_brings_nothing_that_only_one_feature_needs(core, tmp_path):
    code = """
from importlib.util import find_spec
heavy = "hypothesis matplotlib numpy pandas tensorflow tox xdist".split()
print([name for name in heavy if find_spec(name)])
"""
    assert run(core / "python", "-c", code, cwd=tmp_path).stdout == "[]\n"


def test_the_package_and_all_its_public_names_can_be_imported(core, tmp_path):
    code = "import harness; print(all(getattr(harness, name) for name in harness.__all__))"
    done = run(core / "python", "-c", code, cwd=tmp_path)
    assert done.stdout == "True\n", done.stderr


@pytest.mark.parametrize("script", ["harness", "claims-harness"])
def test_both_scripts_are_the_command_line(core, script, tmp_path):
    assert run(core / script, "--version", cwd=tmp_path).stdout.startswith("harness, version ")


def test_the_minimal_example_is_verified(core, example):
    folder = example("minimal")
    done = run(core / "harness", "verify", cwd=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.splitlines()[-1].startswith("1 claim: 1 confirmed")
    for command in (["list"], ["coverage"], ["follow"], ["show", "page.md"], ["report"]):
        done = run(core / "harness", *command, cwd=folder)
        assert done.returncode == 0, (command, done.stdout + done.stderr)


def test_a_yaml_file_that_is_no_spec_is_ignored_in_a_folder(core, example):
    folder = example("minimal")
    (folder / "specs" / "openapi.yaml").write_text("openapi: 3.0.0\ninfo: {title: A service}\n")
    done = run(core / "harness", "verify", cwd=folder)
    assert done.returncode == 0, done.stdout + done.stderr


def test_printed_code_runs(with_stack, example):
    done = run(with_stack / "harness", "verify", "page.md", cwd=example("printed-code"))
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.splitlines()[-1].startswith("1 claim: 1 confirmed"), done.stdout


def test_the_examples_of_the_documentation_run(core, example):
    folder = example("minimal")
    assert run(core / "harness", "verify", cwd=folder).returncode == 0
    fenced = [sys.executable, ROOT / "tests/docs/fenced.py", ROOT / "docs/api.md"]
    text = subprocess.run(fenced, check=True, capture_output=True, text=True).stdout
    (folder / "api.txt").write_text(text)
    done = run(core / "python", "-m", "doctest", "api.txt", cwd=folder)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("name", ["notebook", "markdown", "executed"])
def test_pages_are_checked_as_their_example_says_with_numpy_alone(with_numpy, name):
    page = ROOT / "examples" / name / "README.md"
    assert CONSOLE["session"](page)
    assert CONSOLE["differences"](page, with_numpy) == []


def test_the_tutorial_prints_what_it_shows_with_numpy_alone(with_numpy):
    assert CONSOLE["differences"](TUTORIAL, with_numpy) == []


def test_a_page_is_checked_without_installing_anything(wheel, example):
    (commands,) = re.findall(r"^```sh\n(.*?)^```", TUTORIAL.read_text("utf-8"), re.DOTALL | re.M)
    command = commands.splitlines()[0]
    assert command == "uvx claims-harness check page.md"
    ours = [*UV, "tool", "run", "--python", sys.executable, "--from", wheel, *command.split()[1:]]
    done = subprocess.run(
        ours, cwd=example("markdown"), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.splitlines()[-1].startswith("4 of 5 outputs as printed, 1 random")
