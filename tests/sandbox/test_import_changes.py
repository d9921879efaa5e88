"""Modules are changed when they are imported, and stood in for only where they are missing."""

import importlib
import sys

import pytest

from harness.sandbox.import_changes import ChangedImports, StandIns


@pytest.fixture(autouse=True)
def finders(monkeypatch, tmp_path):
    monkeypatch.setattr(sys, "meta_path", list(sys.meta_path))
    monkeypatch.syspath_prepend(tmp_path)
    (tmp_path / "some_module.py").write_text("x = 1\n")
    importlib.invalidate_caches()
    yield
    for name in ("some_module", "some_package", "some_package.part"):
        sys.modules.pop(name, None)


def test_a_module_is_changed_after_it_was_loaded():
    ChangedImports({"some_module": lambda module: setattr(module, "y", module.x + 1)})
    module = importlib.import_module("some_module")
    assert module.y == 2
    assert module.__spec__.loader.get_source("some_module") == "x = 1\n"


def test_a_module_that_is_there_already_is_changed_at_once():
    module = importlib.import_module("some_module")
    ChangedImports({"some_module": lambda module: setattr(module, "y", 5)})
    assert module.y == 5


def test_a_module_that_is_nowhere_stays_so():
    ChangedImports({"some_package": lambda module: None})
    with pytest.raises(ModuleNotFoundError):
        importlib.import_module("some_package")


def test_only_what_is_missing_is_stood_in_for():
    StandIns({"some_package": {"a": 1}, "some_package.part": {"b": 2}, "some_module": {"x": 9}})
    assert importlib.import_module("some_package.part").b == 2
    assert importlib.import_module("some_package").a == 1
    assert importlib.import_module("some_module").x == 1
