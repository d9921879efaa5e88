"""What crosses the border of a room stays as it is."""

import dataclasses
import importlib
import inspect
import pkgutil

import pytest

ROOMS = ("documents", "evidence", "verdicts", "claims")


BUILT_UP = {"Module", "Unit"}
"""Those that a reader of source adds to while it reads."""


def public_dataclasses():
    for room in ROOMS:
        package = importlib.import_module(f"harness.{room}")
        for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            for name, made in inspect.getmembers(
                importlib.import_module(module.name), inspect.isclass
            ):
                if (
                    made.__module__ == module.name
                    and dataclasses.is_dataclass(made)
                    and name[0] != "_"
                ):
                    yield made


@pytest.mark.parametrize(
    "made",
    [made for made in public_dataclasses() if made.__name__ not in BUILT_UP],
    ids=lambda made: made.__name__,
)
def test_a_public_data_class_is_frozen(made):
    assert made.__dataclass_params__.frozen
