"""Data runs one way through the packages, and the light ones stay light."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

import harness

PACKAGE = Path(harness.__file__).parent
ROOMS = (
    "subject",
    "texts",
    "console",
    "files",
    "printed",
    "sandbox",
    "models",
    "documents",
    "evidence",
    "verdicts",
    "statistics",
    "claims",
    "kinds",
    "results",
    "stacks",
    "engine",
    "checking",
    "analysis",
    "reports",
    "site",
    "benchmarks",
    "commands",
)
"""Each room knows only those before it."""
FRONTS = {"cli", "pytest_items", "pytest_plugin", "pytest_session"}


def imported(file: Path) -> set[str]:
    """List the rooms whose modules a file imports, by statements or by name."""
    found = set()
    for node in ast.walk(ast.parse(file.read_bytes())):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module]
            if node.module == "harness":
                names = [f"harness.{alias.name}" for alias in node.names]
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            names = [node.value] if re.fullmatch(r"harness(\.\w+){2,}(:\w+)?", node.value) else []
        found |= {name.split(".")[1].split(":")[0] for name in names if name.startswith("harness.")}
    return found


def files_of(room: str) -> list[Path]:
    """List the files of a room, which is a package or one module."""
    return [*(PACKAGE / room).rglob("*.py"), *PACKAGE.glob(f"{room}.py")]


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_knows_only_those_before_it(room):
    files = files_of(room)
    assert files
    for file in files:
        assert imported(file) <= {*ROOMS[: ROOMS.index(room) + 1], "__version__"}, file


def test_every_room_has_its_place_in_this_list():
    parts = {path.stem for path in PACKAGE.iterdir() if path.suffix == ".py" or path.is_dir()}
    assert parts - {"__init__", "__main__", "__pycache__", "py"} == {*ROOMS} | FRONTS


def test_an_import_by_name_counts_as_one(tmp_path):
    file = tmp_path / "a.py"
    file.write_text("from importlib import import_module as f\nf('harness.stacks.worker')\n")
    assert imported(file) == {"stacks"}


@pytest.mark.parametrize(
    "module",
    [
        "harness",
        "harness.cli",
        "harness.claims.loader",
        "harness.pytest_plugin",
        "harness.reports.latest",
    ],
)
def test_tensorflow_is_not_imported_to_load_specs_or_to_report(module):
    code = f"import sys, {module}; sys.exit('tensorflow' in sys.modules or 'pandas' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_importing_the_harness_imports_nothing_else():
    code = "import sys; before = set(sys.modules); import harness; print(set(sys.modules) - before)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ast.literal_eval(done.stdout) <= {"harness", "__future__"}


OLD = next(iter(sorted(Path.home().glob(".pyenv/versions/3.8.*/bin/python"))), None)


@pytest.mark.skipif(OLD is None, reason="no Python 3.8 here")
@pytest.mark.parametrize("room", ["texts", "printed", "sandbox"])
def test_a_portable_room_is_imported_by_python_3_8_without_packages(room):
    names = [
        ".".join(file.relative_to(PACKAGE.parent).with_suffix("").parts) for file in files_of(room)
    ]
    code = f"import sys, importlib; sys.path.insert(0, {str(PACKAGE.parent)!r}); [importlib.import_module(name) for name in {names!r}]"
    done = subprocess.run(
        [OLD, "-S", "-W", "error", "-c", code], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
