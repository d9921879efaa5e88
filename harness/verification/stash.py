"""Where a run of pytest keeps its stack, and the specs that are loaded already."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from harness.claims import Spec
    from harness.stacks.stack import Measuring

STACK: pytest.StashKey[Measuring] = pytest.StashKey()

RECORD: pytest.StashKey[Measuring] = pytest.StashKey()
"""The record of the same stack."""

SPECS: pytest.StashKey[dict[Path, Spec]] = pytest.StashKey()
"""Specs by their whole path."""


def stack_of(config: pytest.Config) -> Measuring:
    """Choose where a run measures, the first time somebody asks."""
    return _kept(STACK, config.option.stack, config.option.recorded, config)


def record_of(config: pytest.Config) -> Measuring:
    """Read the record of the stack where a run measures, the first time somebody asks."""
    return _kept(RECORD, stack_of(config).facts.name, True, config)


def _kept(
    key: pytest.StashKey[Measuring], name: str, recorded: bool, config: pytest.Config
) -> Measuring:
    if key not in config.stash:
        from harness.stacks.choice import choose

        config.stash[key] = choose(name, recorded, config.rootpath)
    return config.stash[key]
