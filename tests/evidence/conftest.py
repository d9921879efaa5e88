"""Evidence of one stack, made by hand."""

import pytest

from harness.evidence import Evidence, Facts, Failure, Request, Search
from harness.evidence.measurement import Measurement
from harness.evidence.store import Store

FACTS = Facts("tf2.15", "3.11.7", "2.15.1", "2.15.0", "1.26.4", "CPU", "a processor", 2, 5.0)


def measured(request, value=None, failure=None, seconds=0.5, date="2026-01-01", facts=FACTS):
    """One measurement as a run would keep it."""
    return Measurement.of(Evidence(request, value, failure, seconds), facts, date)


def store_of(*measurements, facts=FACTS):
    return Store(facts, {item.evidence.request.key: item for item in measurements})


@pytest.fixture
def requests():
    """A plain request, a search, and one that fails."""
    return (
        Request("harness.models.counts:dense_parameters", {"units": 3}),
        Request(
            "harness.models.layer_laws:embedding",
            {},
            Search({"units": {"integers": [1, 9]}}, 25, 1e-5),
        ),
        Request("harness.models.keras_api:exists", {"path": "x"}),
    )


@pytest.fixture
def store(requests):
    plain, law, failing = requests
    failure = Failure("ValueError", "no <object at 0x7f00deadbeef>", traceback="a long one")
    return store_of(
        measured(plain, {"array": [[1.5, float("nan")]], "dtype": "float32"}),
        measured(law, {"examples": 25, "difference": 0.0, "counterexample": None}),
        measured(failing, failure=failure),
    )
