"""The measurements of a run one after the other, without the harness's engine.

``python -m harness.benchmarks.bare FILE``, where FILE holds a JSON list of requests.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import sys
from pathlib import Path


def measure_bare(file: str) -> None:
    """Import TensorFlow and call each subject with its arguments.

    Args:
        file: The requests: ``subject`` as ``module:function``, and ``given``.
    """
    importlib.import_module("tensorflow")
    for request in json.loads(Path(file).read_text(encoding="utf-8")):
        module, _, name = request["subject"].partition(":")
        with contextlib.suppress(Exception):  # some subjects are measured by what they raise
            getattr(importlib.import_module(module), name)(**request["given"])


if __name__ == "__main__":
    measure_bare(sys.argv[1])
