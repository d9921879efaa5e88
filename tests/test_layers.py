"""Data runs one way through the packages, and the light ones stay light."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import harness

PACKAGE = Path(harness.__file__).parent
MAY_KNOW = {
    "models": set(),
    "texts": set(),
    "sandbox": set(),
    "documents": {"texts"},
    "evidence": {"texts"},
    "verdicts": set(),
    "claims": {"texts", "verdicts", "documents", "evidence"},
    "stacks": {"evidence", "texts", "sandbox"},
    "reports": {"texts", "sandbox", "verdicts", "documents"},
    "verification": {"texts", "claims", "documents", "evidence", "verdicts", "stacks", "reports"},
    "commands": {"texts", "claims", "documents", "evidence", "stacks", "reports", "verification"},
    "benchmarks": {"models", "claims", "evidence", "stacks", "reports", "verification"},
}
FRONT = {"cli", "pytest_plugin"}


def imported(file: Path) -> set[str]:
    """List the parts of the harness that a file imports."""
    found = set()
    for node in ast.walk(ast.parse(file.read_bytes())):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module]
        found |= {name.split(".")[1] for name in names if name.startswith("harness.")}
    return found


@pytest.mark.parametrize("part", MAY_KNOW)
def test_a_package_knows_only_those_before_it(part):
    files = list((PACKAGE / part).rglob("*.py"))
    assert files
    for file in files:
        assert imported(file) <= MAY_KNOW[part] | {part}, file


def test_every_part_of_the_harness_has_its_place_in_this_table():
    parts = {path.stem for path in PACKAGE.iterdir() if path.suffix == ".py" or path.is_dir()}
    assert parts - {"__init__", "__main__", "__pycache__", "py"} == set(MAY_KNOW) | FRONT


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
