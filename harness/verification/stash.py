"""Where a run of pytest keeps its stack, and the specs that are loaded already."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from harness.claims import Spec
    from harness.stacks.stack import Measuring

STACK: pytest.StashKey[Measuring] = pytest.StashKey()

SPECS: pytest.StashKey[dict[Path, Spec]] = pytest.StashKey()
"""Specs by their whole path."""
