"""The interpreter that runs a page is found, described, or refused in one clear sentence."""

import json
import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from harness.checking.interpreters import Interpreter, InterpreterError, find_interpreter, stack_of
from harness.sandbox.sandbox import Sandbox
from harness.sandbox.steps import CodePlace
from tests.sandbox.test_sandbox import ends, needs_containment

VARIABLES = ("VIRTUAL_ENV", "CONDA_PREFIX", "JUPYTER_PATH", "JUPYTER_DATA_DIR", "PYTHONPATH")
BARE = sorted(Path.home().glob(".pyenv/versions/3.*/bin/python"))
SUPPORTED = [path for path in BARE if int(path.parts[-3].split(".")[1]) >= 8]
OLD = [path for path in BARE if path not in SUPPORTED]


@pytest.fixture(autouse=True)
def no_environment(monkeypatch, tmp_path):
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


@pytest.fixture
def environment(tmp_path):
    """Make an environment without pip."""
    venv.create(tmp_path / "environment", symlinks=True)
    return tmp_path / "environment"


@pytest.fixture
def site(environment):
    (site,) = environment.glob("lib/python*/site-packages")
    return site


def test_without_anything_it_is_the_one_that_runs_us():
    found = find_interpreter(None)
    assert found.path == sys.executable
    assert found.version == ".".join(map(str, sys.version_info[:3]))
    assert found.prefix == sys.prefix
    assert found.why == "Harness's own environment: none is active"
    assert {"numpy", "claims-harness"} <= set(found.distributions)


@pytest.mark.parametrize("variable", ["VIRTUAL_ENV", "CONDA_PREFIX"])
def test_an_active_environment_comes_first_and_a_named_one_before_it(
    environment, monkeypatch, variable
):
    monkeypatch.setenv(variable, str(environment))
    assert find_interpreter(None).prefix == str(environment)
    assert variable in find_interpreter(None, "some-kernel").why
    assert find_interpreter(sys.executable).prefix == sys.prefix


def test_an_environment_is_named_by_its_folder_or_its_program(environment, monkeypatch):
    monkeypatch.chdir(environment.parent)
    for named in (
        environment,
        environment / "bin/python",
        "environment",
        "./environment/bin/python",
    ):
        assert find_interpreter(str(named)).prefix == str(environment)


def test_a_command_is_looked_for_on_the_path(environment, monkeypatch):
    monkeypatch.setenv("PATH", str(environment / "bin"))
    assert find_interpreter("python3").prefix == str(environment)
    assert find_interpreter("3").prefix == str(environment)


@pytest.mark.parametrize(
    ("named", "words"),
    [
        ("/no/such/python", "/no/such/python does not exist"),
        ("no-such-python", "no-such-python does not exist"),
        ("/etc", "/etc holds no Python (no bin/python)"),
        ("/etc/passwd", "/etc/passwd is no Python that runs here"),
        ("/bin/true", "/bin/true is no Python that runs here"),
        ("/bin/echo", "/bin/echo is no Python that runs here"),
    ],
)
def test_what_is_no_python_is_refused_with_the_way_out(named, words):
    with pytest.raises(InterpreterError) as caught:
        find_interpreter(named)
    assert str(caught.value) == f"{words}; name another one by --python PATH"


@pytest.mark.parametrize("path", OLD, ids=lambda path: path.parts[-3])
def test_an_old_python_is_refused(path):
    with pytest.raises(InterpreterError, match=r"is Python [23]\.\d+\.\d+; 3\.8 is the oldest"):
        find_interpreter(str(path))


def test_what_is_installed_is_listed_with_versions(environment, site):
    for folder, text in (
        ("NumPy-1.26.4.dist-info", "Name: numpy\nVersion: 1.26.4\n"),
        ("my.tool-2.0+local.dist-info", "Name: my.tool\nVersion: 2.0+local\n"),
        ("old.egg-info", "Name: old_one\nVersion: 3\n"),
    ):
        (site / folder).mkdir()
        name = "PKG-INFO" if folder.endswith("egg-info") else "METADATA"
        (site / folder / name).write_text("Metadata-Version: 2.1\n" + text)
    (site / "broken-1.dist-info").mkdir()
    found = find_interpreter(str(environment)).distributions
    assert found == {"broken": "1", "my-tool": "2.0+local", "numpy": "1.26.4", "old-one": "3"}


def test_an_interpreter_that_prints_at_its_start_is_understood(environment, site):
    (site / "noise.pth").write_text("import sys; print('hello'); print('{}')\n")
    assert find_interpreter(str(environment)).prefix == str(environment)


@needs_containment
@pytest.mark.parametrize("python", SUPPORTED, ids=lambda path: path.parts[-3])
def test_code_runs_in_a_bare_interpreter_with_none_of_our_packages(python):
    found = find_interpreter(str(python))
    with Sandbox(place=CodePlace(found.path, found.folders)) as sandbox:
        assert ends(sandbox, "import sys; '%d.%d.%d' % sys.version_info[:3]") == repr(found.version)
        assert (
            ends(sandbox, f"import sys; [p for p in sys.path if p.startswith({sys.prefix!r})]")
            == "[]"
        )
        names = [name for name in ("pydantic", "click") if name not in found.distributions]
        for name in (*names, "harness"):
            assert ends(sandbox, f"import {name}").startswith("ModuleNotFoundError")


@pytest.fixture(params=["path", "finder", "old finder"])
def editable(request, tmp_path, site):
    """Install a package that lies elsewhere, as pip does for the person who writes it."""
    source = tmp_path / "source"
    (source / "mine").mkdir(parents=True)
    (source / ".git").mkdir()
    (source / ".env").write_text("token")
    (source / "mine/__init__.py").write_text("from mine.deep import answer\n")
    (source / "mine/deep.py").write_text("answer = 42\n")
    if request.param == "path":
        (site / "__editable__.mine.pth").write_text(f"{source}\n")
        return source
    (site / "__editable__.mine.pth").write_text(
        "import __editable___mine_finder as it; it.install()\n"
    )
    (site / "__editable___mine_finder.py").write_text(
        f"import sys, importlib.util\nMAPPING = {{'mine': {str(source / 'mine')!r}}}\n"
        "class Finder:\n"
        "  @classmethod\n"
        "  def find_spec(cls, name, path=None, target=None):\n"
        "    if name in MAPPING:\n"
        "      place = MAPPING[name]\n"
        "      return importlib.util.spec_from_file_location(name, place + '/__init__.py', submodule_search_locations=[place])\n"
        "def install():\n"
        f"  sys.meta_path.append(Finder{'()' if request.param == 'old finder' else ''})\n"
    )
    return source / "mine"


@needs_containment
def test_code_imports_an_editable_package_and_cannot_change_it(environment, editable):
    found = find_interpreter(str(environment))
    assert found.sources == (str(editable),)
    with Sandbox(place=CodePlace(found.path, found.folders)) as sandbox:
        assert ends(sandbox, "import mine; mine.answer") == "42"
        assert ends(sandbox, "import deep").startswith("ModuleNotFoundError")
        assert "Read-only" in ends(sandbox, "open(mine.__file__, 'w')")
        hidden = f"import os; os.path.exists({str(editable)!r} + '/.env')"
        assert ends(sandbox, hidden) == "False" or ends(sandbox, hidden) == "True"
        assert "token" not in ends(sandbox, f"open({str(editable)!r} + '/.env').read()")


@needs_containment
@pytest.mark.parametrize("below", [".venv", ".tox/tests", "envs/.hidden/a"])
def test_an_environment_inside_the_source_of_its_editable_package_runs(tmp_path, below):
    source = tmp_path / "project"
    source.mkdir()
    (source / "mine.py").write_text("answer = 42\n")
    venv.create(source / below, symlinks=True)
    (site,) = source.glob(f"{below}/lib/python*/site-packages")
    (site / "kit.py").write_text("answer = 43\n")
    (site / "mine.pth").write_text(f"{source}\n")
    found = find_interpreter(str(source / below))
    place = CodePlace(found.path, found.folders, folder=str(source))
    with Sandbox(place=place) as sandbox:
        assert ends(sandbox, "import kit, mine; kit.answer, mine.answer") == "(43, 42)"


def test_a_stack_names_tensorflow_or_python_and_the_packages_that_matter():
    plain = Interpreter("python", "3.9.1", "/x", distributions={"numpy": "1.2", "six": "1"})
    found = stack_of(plain)
    assert (found["name"], found["python"], found["numpy"]) == ("python3.9", "3.9.1", "1.2")
    assert "six" not in found
    assert found["platform"]


@pytest.mark.parametrize(
    ("installed", "legacy", "name"),
    [
        ({"tensorflow": "2.21.0", "keras": "3.1.0"}, "", "tf2.21"),
        ({"tensorflow-cpu": "2.15.1", "keras": "2.15.0"}, "", "tf2.15"),
        ({"tensorflow": "2.16.1", "keras": "3.1", "tf-keras": "2.16.0"}, "1", "tf2.16-legacy"),
        ({"tensorflow": "2.16.1", "keras": "3.1", "tf-keras": "2.16.0"}, "0", "tf2.16"),
    ],
)
def test_a_stack_with_tensorflow_has_its_name(monkeypatch, installed, legacy, name):
    monkeypatch.setenv("TF_USE_LEGACY_KERAS", legacy)
    assert stack_of(Interpreter("p", "3.11.1", "/x", distributions=installed))["name"] == name


def kernel(folder, name, **spec):
    (folder / "kernels" / name).mkdir(parents=True)
    (folder / "kernels" / name / "kernel.json").write_text(json.dumps(spec))


def test_a_notebooks_kernel_counts_where_no_environment_is_active(environment, tmp_path):
    program = str(environment / "bin/python")
    kernel(tmp_path / "data/jupyter", "mine", argv=[program, "-m", "x"], language="python")
    found = find_interpreter(None, "mine")
    assert (found.prefix, found.why) == (str(environment), "the notebook's kernel 'mine'")


def test_a_kernel_that_is_not_installed_is_told(monkeypatch):
    assert find_interpreter(None, "no-such").why == (
        "Harness's own environment: none is active, and the notebook's kernel 'no-such' is not "
        "installed here"
    )


def test_a_kernel_of_another_language_is_refused(tmp_path):
    kernel(tmp_path / "data/jupyter", "ir", argv=["/usr/bin/R"], language="R")
    with pytest.raises(InterpreterError, match="the kernel 'ir' runs no Python"):
        find_interpreter(None, "ir")
    assert find_interpreter(sys.executable, "ir").path == sys.executable


def test_asking_takes_the_time_of_a_start(environment):
    before = os.times()
    find_interpreter(str(environment))
    after = os.times()
    user, system = (after[kind] - before[kind] for kind in (2, 3))  # of children
    assert user + system < 1.0


def test_it_asks_with_the_variables_of_the_user(environment, tmp_path, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    assert str(tmp_path) in find_interpreter(str(environment)).sources


def test_what_it_is_asked_is_python_2_as_well():
    from harness.checking import interpreters

    python2 = next((path for path in Path.home().glob(".pyenv/versions/2.7*/bin/python")), None)
    if python2 is None:
        pytest.skip("no Python 2 here")
    done = subprocess.run([python2, "-c", interpreters._ASK], capture_output=True, check=True)
    assert json.loads(done.stdout.splitlines()[-1])["version"][:2] == [2, 7]
