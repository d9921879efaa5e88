"""A digest changes with the source that a measurement depends on, and with nothing else."""

import ast
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import harness
from harness.claims import load_specs
from harness.evidence.source_digest import reached, source_digest

CODE = """
import json, sys
from harness.evidence.source_digest import source_digest
print(json.dumps({name: source_digest(name) for name in json.loads(sys.argv[1])}))
"""
ROOT = Path(harness.__file__).parents[1]

FILES = {
    "__init__.py": "raise SystemExit('nobody may import this')\n",
    "outer.py": '''\
"""What is measured."""
from __future__ import annotations
from typing import TYPE_CHECKING
import numpy as np
from pack import tools
from pack.inner import helped as also, LIMIT
if TYPE_CHECKING:
    from pack.types import Row

UNUSED = 1
SIZE: int = 3

def plain(units: int = 4) -> int:
    """Say it."""
    return units * SIZE  # a comment

def helping(rows: Row):
    """Ask others."""
    local: list[int] = [LIMIT, tools.twice(2)]
    return np.sum(local) + also(rows)

def shadowing(SIZE):
    UNUSED = SIZE
    return UNUSED

def alone():
    return 1
''',
    "inner.py": '''\
"""Helpers."""
LIMIT = 5
_SCALE = 2

def helped(rows):
    """Help."""
    return [row * _SCALE for row in rows]

class Shape:
    """A shape."""
    sides = 3

    def area(self):
        """Its area."""
        return self.sides
''',
    "tools.py": "def twice(x):\n    return 2 * x\n\n\ndef thrice(x):\n    return 3 * x\n",
    "types.py": "class Row:\n    pass\n",
    "other.py": "nothing = 0\n",
}


@pytest.fixture
def package(tmp_path):
    """A package of which nothing may be imported."""
    folder = tmp_path / "pack"
    folder.mkdir()
    for name, text in FILES.items():
        (folder / name).write_text(text)
    return folder


def digests(folder, *subjects, python=sys.executable):
    """In a fresh process, since digests are kept."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(folder), str(ROOT)])}
    command = [python, "-c", CODE, json.dumps(subjects)]
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, check=True, cwd=folder
    )
    return json.loads(done.stdout)


SUBJECTS = [f"pack.outer:{name}" for name in ("plain", "helping", "shadowing", "alone")]


def changed(package, file, before, after):
    """Change a file, and list the subjects whose digest is another one since."""
    was = digests(package.parent, *SUBJECTS)
    path = package / file
    assert before in path.read_text()
    path.write_text(path.read_text().replace(before, after))
    now = digests(package.parent, *SUBJECTS)
    assert all(now.values())
    return [name.partition(":")[2] for name in SUBJECTS if now[name] != was[name]]


@pytest.mark.parametrize(
    ("file", "before", "after"),
    [
        ("outer.py", '"""Say it."""', '"""Say something else."""'),
        ("outer.py", '"""Say it."""\n    ', ""),
        ("outer.py", "# a comment", "# another"),
        ("outer.py", "units: int = 4) -> int", "units = 4)"),
        ("outer.py", "SIZE: int = 3", "SIZE = 3"),
        ("outer.py", "local: list[int] =", "local ="),
        ("outer.py", "UNUSED = 1", "UNUSED = 2"),
        ("outer.py", "import numpy as np", "import numpy as np\nimport json"),
        ("outer.py", "\n", "\r\n"),
        ("outer.py", "def alone", "\n\n\ndef alone"),
        ("inner.py", '"""Helpers."""', ""),
        ("inner.py", "sides = 3", "sides = 4"),
        ("tools.py", "3 * x", "4 * x"),
        ("types.py", "pass", "size = 1"),
        ("other.py", "0", "1"),
    ],
)
def test_what_changes_no_result_changes_no_digest(package, file, before, after):
    assert changed(package, file, before, after) == []


@pytest.mark.parametrize(
    ("file", "before", "after", "users"),
    [
        ("outer.py", "SIZE: int = 3", "SIZE: int = 4", ["plain"]),
        ("outer.py", "units: int = 4", "units: int = 5", ["plain"]),
        ("outer.py", "return 1", "return 2", ["alone"]),
        ("outer.py", "UNUSED = SIZE", "UNUSED = SIZE + 1", ["shadowing"]),
        ("inner.py", "LIMIT = 5", "LIMIT = 6", ["helping"]),
        ("inner.py", "_SCALE = 2", "_SCALE = 3", ["helping"]),
        ("inner.py", "row * _SCALE", "_SCALE * row", ["helping"]),
        ("tools.py", "2 * x", "x + x", ["helping"]),
        ("outer.py", "import numpy as np", "import jax.numpy as np", ["helping"]),
        ("outer.py", "np.sum", "np.max", ["helping"]),
    ],
)
def test_a_change_makes_exactly_its_users_stale(package, file, before, after, users):
    assert changed(package, file, before, after) == users


def test_a_function_that_moves_to_another_module_is_the_same(package):
    was = digests(package.parent, *SUBJECTS)
    inner = (package / "inner.py").read_text()
    function = inner[inner.index("def helped") : inner.index("class Shape")]
    (package / "inner.py").write_text(inner.replace(function, "").replace("_SCALE = 2", ""))
    moved = f'"""Elsewhere."""\nimport re\n\n_SCALE = 2\n\n{function}'
    (package / "elsewhere.py").write_text(moved)
    outer = (package / "outer.py").read_text()
    outer = outer.replace(
        "from pack.inner import helped as also, LIMIT",
        "from pack.inner import LIMIT\nfrom . import elsewhere as there",
    )
    (package / "outer.py").write_text(outer.replace("also(rows)", "there.helped(rows)"))
    assert digests(package.parent, *SUBJECTS) == was


def test_a_module_with_another_name_is_the_same(package):
    was = digests(package.parent, *SUBJECTS)
    (package / "inner.py").rename(package / "zebra.py")
    outer = (package / "outer.py").read_text().replace("pack.inner", "pack.zebra")
    (package / "renamed.py").write_text(outer)
    (package / "outer.py").unlink()
    renamed = [name.replace("outer", "renamed") for name in SUBJECTS]
    assert list(digests(package.parent, *renamed).values()) == list(was.values())


@pytest.mark.parametrize(
    "reach",
    [
        "globals()['hidden']()",
        "eval('hidden()')",
        "__import__('importlib').import_module('pack.hidden').hidden()",
        "importlib.import_module(name).hidden()",
        "importlib.import_module('pack.hidden').hidden()",
        "getattr(reached, name)()",
        "getattr(pack.reached, name)()",
        "sys.modules['pack.reached'].hidden()",
        "[f() for f in (reached,)]",
        "reached.made_up()",
        "starred()",
        "tried()",
        "late()",
        "registry['hidden']()",
        "Child().run()",
        "decorated()",
        "(lambda: aliased())()",
    ],
)
def test_what_cannot_be_followed_counts_with_its_whole_module(package, reach):
    hidden = "def hidden():\n    return 1\n\n\nstarred = tried_too = hidden\n"
    (package / "hidden.py").write_text(hidden)
    (package / "reached.py").write_text(hidden + "def __getattr__(name):\n    return hidden\n")
    (package / "base.py").write_text(
        "class Base:\n    def run(self):\n        return self.step()\n"
        "    def step(self):\n        return 1\n"
    )
    (package / "user.py").write_text(
        "import importlib, sys\nimport pack.reached\nfrom pack import reached\n"
        "from pack.hidden import *\nfrom pack.base import Base\nfrom pack.register import keep\n"
        "try:\n    from pack.hidden import tried_too as tried\nexcept ImportError:\n    tried = None\n"
        "registry = {}\nregistry['hidden'] = reached.hidden\naliased = reached.hidden\n"
        "def hidden():\n    return 1\n\n"
        "class Child(Base):\n    pass\n\n"
        "@keep\ndef decorated():\n    return 1\n\n"
        f"def subject(name='reached'):\n    return {reach}\n\n"
        "def late():\n    from pack.hidden import hidden as found\n    return found()\n"
    )
    (package / "register.py").write_text("def keep(f):\n    return f\n")
    subject = "pack.user:subject"
    before = digests(package.parent, subject)
    for file in package.glob("*.py"):
        if file.name != "outer.py":
            file.write_text(file.read_text().replace("return 1", "return 2"))
    assert before[subject]
    assert digests(package.parent, subject) != before


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("user.py", "from .hidden import found\n"),
        ("user.py", "from . import hidden\nfound = hidden.found\n"),
        ("user.py", "from .deep.below import found\n"),
        ("user/__init__.py", "from .inside import found\n"),
        ("user/__init__.py", "from ..hidden import found\n"),
        ("user/__init__.py", "from .. import hidden\nfound = hidden.found\n"),
        ("user/__init__.py", "from .inner import found\n"),
        ("user/__init__.py", "from . import inner\nfound = inner.found\n"),
    ],
)
def test_relative_imports_are_followed_from_where_they_stand(package, file, text):
    for name in ("user", "deep"):
        (package / name).mkdir()
    (package / "hidden.py").write_text("def found():\n    return 1\n")
    (package / "deep" / "below.py").write_text("from ..hidden import found\n")
    (package / "user" / "inside.py").write_text("from ..deep.below import found\n")
    (package / "user" / "inner.py").write_text("from .inside import found\n")
    (package / file).write_text(f"{text}\ndef subject():\n    return found()\n")
    before = digests(package.parent, "pack.user:subject")
    assert before["pack.user:subject"]
    (package / "inner.py").write_text("def found():\n    return 3\n")
    assert digests(package.parent, "pack.user:subject") == before
    (package / "hidden.py").write_text("def found():\n    return 2\n")
    assert digests(package.parent, "pack.user:subject") != before


def test_what_a_module_does_when_it_is_imported_counts_for_all_that_import_it(package):
    inner = package / "inner.py"
    inner.write_text(inner.read_text() + "\nimport numpy\nnumpy.random.seed(LIMIT)\n")
    assert changed(package, "inner.py", "seed(LIMIT)", "seed(_SCALE)") == [
        "plain", "helping", "shadowing", "alone",
    ]  # fmt: skip


def test_a_docstring_counts_where_a_program_reads_it(package):
    outer = package / "outer.py"
    outer.write_text(outer.read_text() + "\ndef reading():\n    return plain.__doc__\n")
    subject = "pack.outer:reading"
    before = digests(package.parent, subject)
    outer.write_text(outer.read_text().replace("Say it.", "Say nothing."))
    assert digests(package.parent, subject) != before


def test_a_project_of_several_top_level_packages_is_followed_through_all_of_them(package):
    (package.parent / "beside.py").write_text("def helped():\n    return 1\n")
    (package / "outer.py").write_text("import beside\n\ndef plain():\n    return beside.helped()\n")
    before = digests(package.parent, "pack.outer:plain")
    (package.parent / "beside.py").write_text("def helped():\n    return 2\n")
    assert digests(package.parent, "pack.outer:plain") != before


def test_a_subject_that_is_not_there_has_no_digest():
    assert source_digest("harness.models.nothing_of_that_name:f") == ""
    assert source_digest("harness.models.counts:nothing_of_that_name") == ""
    assert source_digest("a_package_that_is_not_there.sub:f") == ""


def test_each_subject_has_a_digest_of_its_own():
    names = (
        "keras_api:exists",
        "counts:dense_parameters",
        "counts:lstm_parameters",
        "cells:numpy_lstm",
    )
    found = {source_digest(f"harness.models.{name}") for name in names}
    assert len(found) == len(names)
    assert all(re.fullmatch("[0-9a-f]{16}", digest) for digest in found)


def test_a_package_without_a_file_of_its_own_has_a_digest_too(package):
    """It had none, so that nothing measured with it ever went stale."""
    (package / "__init__.py").unlink()
    assert changed(package, "inner.py", "LIMIT = 5", "LIMIT = 6") == ["helping"]


class _Bare(ast.NodeTransformer):
    """Takes away what a reader alone needs."""

    def visit_FunctionDef(self, node):
        self.generic_visit(node)
        if ast.get_docstring(node):
            node.body = node.body[1:] or [ast.Pass()]
        node.returns = None
        for argument in ast.walk(node.args):
            if isinstance(argument, ast.arg):
                argument.annotation = None
        return node


def test_the_model_module_without_its_docstrings_and_annotations_is_the_same(tmp_path):
    claims = [
        claim for spec in load_specs((ROOT / "specs").glob("*.yaml")) for claim in spec.claims
    ]
    asked = {claim.stack_request.subject for claim in claims if claim.stack_request}
    subjects = sorted(name for name in asked if name.startswith("harness.models."))
    assert all(map(source_digest, subjects))
    assert len(subjects) > 150
    shutil.copytree(ROOT / "harness", tmp_path / "harness")
    for file in (tmp_path / "harness" / "models").glob("*.py"):
        file.write_text(ast.unparse(_Bare().visit(ast.parse(file.read_text()))))
    bare = digests(tmp_path, *subjects)
    assert {name for name in subjects if bare[name] != source_digest(name)} == set()


@pytest.mark.parametrize("version", ["3.12", "3.13", "3.14"])
def test_every_python_makes_the_same_digests(version):
    kept = sorted(Path.home().glob(f".pyenv/versions/{version}.*/bin/python"))
    python = str(kept[-1]) if kept else shutil.which(f"python{version}")
    if python is None:
        pytest.skip(f"no Python {version} here")
    names = [
        "harness.models.keras_api:exists",
        "harness.models.forecasting:split_series",
        "harness.models.summary:summarise",
    ]
    names += [
        f"harness.models.{name}"
        for name in ("layer_laws:embedding", "training:train_network", "sessions:carried")
    ]
    expected = {name: source_digest(name) for name in names}
    assert all(expected.values())
    assert digests(ROOT, *names, python=python) == expected


def test_the_public_names_of_the_harness_are_no_part_of_what_a_subject_measures():
    """Keras's version is looked up in ``sys.modules``, which holds the package ``harness``, too."""
    rooms = {module for module, _ in reached("harness.models.keras_api:version")}
    assert "harness.models.keras_api" in rooms
    assert all(module.startswith("harness.models.") for module in rooms)
