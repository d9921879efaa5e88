"""What a run hands to its pytest plugin in the same process."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from harness.claims import Spec

SPECS: pytest.StashKey[dict[Path, Spec]] = pytest.StashKey()
"""Specs that are loaded already, by their whole path."""
