"""Where a run of pytest keeps its stack, and the specs that are loaded already."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from harness.claims import Claim, Spec
    from harness.engine.replay import Replay
    from harness.evidence import Evidence
    from harness.stacks.stack import Measurer

STACK: pytest.StashKey[Measurer] = pytest.StashKey()

RECORD: pytest.StashKey[Measurer] = pytest.StashKey()
"""The record of the same stack."""

REPLAY: pytest.StashKey[Replay] = pytest.StashKey()
"""What answers a run that measures nothing."""

SPECS: pytest.StashKey[dict[Path, Spec]] = pytest.StashKey()
"""Specs by their whole path."""


def stack_of(config: pytest.Config) -> Measurer:
    """Choose where a run measures, the first time somebody asks."""
    return _kept(STACK, config.option.stack, config.option.recorded, config)


def record_of(config: pytest.Config) -> Measurer:
    """Read the record of the stack where a run measures, the first time somebody asks."""
    return _kept(RECORD, stack_of(config).facts.name, True, config)


def replay_of(config: pytest.Config) -> Replay:
    """Make what answers a run that measures nothing, the first time somebody asks."""
    if REPLAY not in config.stash:
        from harness.engine.replay import LATEST, Replay
        from harness.stacks.choice import EVIDENCE

        folder, run = config.rootpath / EVIDENCE, config.rootpath / LATEST
        config.stash[REPLAY] = Replay.read(config.option.stack, folder, run)
    return config.stash[REPLAY]


def stackless(claim: Claim, config: pytest.Config) -> Evidence | None:
    """Answer what asks no stack: by calling it, or where nothing is measured by the last run.

    Only here, in a run that measures, is code called in this process that a spec names.
    """
    if claim.question is None:
        return None
    if config.option.recorded:
        return replay_of(config).answer(claim)
    from harness.engine.stackless import ask_nobody
    from harness.evidence import Evidence, Failure

    try:
        return ask_nobody(claim)
    except Exception as error:  # noqa: BLE001 - what one subject returns must not end the run
        failure = Failure(type(error).__name__, str(error)[:200])
        return Evidence(claim.question, failure=failure)


def answer_to(claim: Claim, evidence: Evidence | None) -> tuple[str, dict[str, Any]] | None:
    """Write down the answer to what asks no stack, for the run's record."""
    from harness.engine.replay import answer_of

    found = answer_of(claim, evidence)
    return (found[0], asdict(found[1])) if found else None


def _kept(
    key: pytest.StashKey[Measurer], name: str, recorded: bool, config: pytest.Config
) -> Measurer:
    if key not in config.stash:
        from harness.stacks.choice import choose

        config.stash[key] = choose(name, recorded, config.rootpath)
    return config.stash[key]
