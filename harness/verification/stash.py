"""Where a run of pytest keeps its stack, and the specs that are loaded already."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from harness.claims import Spec
    from harness.stacks.stack import Measuring
    from harness.verification.replay import Replay

STACK: pytest.StashKey[Measuring] = pytest.StashKey()

RECORD: pytest.StashKey[Measuring] = pytest.StashKey()
"""The record of the same stack."""

REPLAY: pytest.StashKey[Replay] = pytest.StashKey()
"""What answers a run that measures nothing."""

SPECS: pytest.StashKey[dict[Path, Spec]] = pytest.StashKey()
"""Specs by their whole path."""


def stack_of(config: pytest.Config) -> Measuring:
    """Choose where a run measures, the first time somebody asks."""
    return _kept(STACK, config.option.stack, config.option.recorded, config)


def record_of(config: pytest.Config) -> Measuring:
    """Read the record of the stack where a run measures, the first time somebody asks."""
    return _kept(RECORD, stack_of(config).facts.name, True, config)


def replay_of(config: pytest.Config) -> Replay:
    """Make what answers a run that measures nothing, the first time somebody asks."""
    if REPLAY not in config.stash:
        from harness.stacks.choice import EVIDENCE
        from harness.verification.replay import LATEST, Replay

        folder, run = config.rootpath / EVIDENCE, config.rootpath / LATEST
        config.stash[REPLAY] = Replay.read(config.option.stack, folder, run)
    return config.stash[REPLAY]


def _kept(
    key: pytest.StashKey[Measuring], name: str, recorded: bool, config: pytest.Config
) -> Measuring:
    if key not in config.stash:
        from harness.stacks.choice import choose

        config.stash[key] = choose(name, recorded, config.rootpath)
    return config.stash[key]
