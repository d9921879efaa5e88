"""Every module and every public name of the harness occurs once."""

import ast
from collections import defaultdict
from pathlib import Path

import harness

PACKAGE = Path(harness.__file__).parent
FILES = [path for path in sorted(PACKAGE.rglob("*.py")) if not path.stem.startswith("__")]


def repeated(pairs):
    """List the names that occur in several places, with the places."""
    places = defaultdict(set)
    for name, place in pairs:
        places[name].add(place.relative_to(PACKAGE).as_posix())
    return {name: sorted(found) for name, found in places.items() if len(found) > 1}


def public_names(file):
    """List what a module defines at its outermost level without a leading underscore."""
    for node in ast.parse(file.read_bytes()).body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            names = [node.name]
        elif isinstance(node, ast.Assign):
            names = [target.id for target in node.targets if isinstance(target, ast.Name)]
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            names = [node.target.id]
        else:
            names = []
        yield from (name for name in names if not name.startswith("_"))


def test_no_module_name_occurs_twice():
    assert repeated((file.stem, file) for file in FILES) == {}


def test_no_public_name_is_defined_twice():
    assert len(FILES) > 150
    assert repeated((name, file) for file in FILES for name in public_names(file)) == {}
