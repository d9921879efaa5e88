"""The measurements of a run one after the other, without the harness's engine.

``python -m harness.benchmarks.bare FILE``, where FILE holds a JSON list of requests.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import sys
from pathlib import Path


def _measure(file: str) -> None:
    """Import TensorFlow and call each subject with its arguments."""
    importlib.import_module("tensorflow")
    for request in json.loads(Path(file).read_text(encoding="utf-8")):
        module, _, name = request["subject"].partition(":")
        with contextlib.suppress(Exception):  # some subjects are measured by what they raise
            getattr(importlib.import_module(module), name)(**request["given"])


if __name__ == "__main__":
    _measure(sys.argv[1])
