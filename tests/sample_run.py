"""A run record with every outcome in it."""

import pytest

from harness.results.run import DocumentSummary, Result, Run
from harness.verdicts import OUTCOMES

NASTY = "<script>alert(1)</script> | **bold** & 한국어 \x00 ]]>"


def claim(number: int, label: str, **changes) -> Result:
    values = {
        "id": f"spec-{number % 2}/claim-{number}",
        "document": f"{number % 2}.txt",
        "lines": [number + 1, number + 2],
        "kind": "parameters",
        "subject": "recurrent:plain_layer",
        "given": {"units": 3},
        "figure": "42",
        "expected": 42,
        "measured": 43,
        "verdict": "refuted",
        "basis": "exact",
        "outcome": label,
        "erratum": label == "erratum",
        "drift": label == "drift",
        "why": NASTY,
        "says": "the layer has 42 parameters",
        "found": "43",
        "anchor": "anchored",
        "spec": f"specs/spec-{number % 2}.yaml:{number}",
        "seconds": 0.01,
        "terms": {},
    }
    return Result(**{**values, **changes})


@pytest.fixture
def record() -> Run:
    claims = tuple(claim(n, outcome.label) for n, outcome in enumerate(OUTCOMES))
    documents = tuple(
        DocumentSummary(f"spec-{n}", f"{n}.txt", f"Document {n}", 2) for n in range(2)
    )
    stack = {"name": "tf2.21", "python": "3.11", "tensorflow": "2.21.0", "device": "CPU"}
    return Run("2026-01-01T00:00:00+00:00", 12.3, stack, claims, documents, {"import": 1.0})


@pytest.fixture(scope="module")
def printed(request):
    """Print with a function, and return what reached the two streams."""
    capture = request.config.pluginmanager.getplugin("capturemanager")

    def run(function, *arguments, **named):
        capture.read_global_capture()
        function(*arguments, **named)
        return "".join(capture.read_global_capture())

    return run
