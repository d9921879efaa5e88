"""Checked documents as ``harness-check/1``, for programs."""

from __future__ import annotations

from harness.results.run import Run


def check_json(run: Run, *, several: bool | None = None) -> str:
    """Write the documents of a run as JSON.

    Args:
        run: A run of checked documents.
        several: Whether to write a list of documents even where there is one; by default as many
            as there are.
    """
    raise NotImplementedError
