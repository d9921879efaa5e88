"""Where a run of pytest keeps its stack."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from harness.stacks.stack import Stack

STACK: pytest.StashKey[Stack] = pytest.StashKey()
