"""Checked documents as text for a terminal: what is new and wrong first."""

from __future__ import annotations

from harness.results.run import Run


def print_check(run: Run, *, verbose: bool = False) -> None:
    """Print what came of checking documents.

    Args:
        run: A run of checked documents.
        verbose: Whether to print every block, every difference and known findings, too.
    """
    raise NotImplementedError
