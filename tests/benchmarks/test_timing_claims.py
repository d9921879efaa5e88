"""What the documents say about time: every such claim is measured and judged, by ratios alone."""

from dataclasses import replace
from pathlib import Path

from harness.benchmarks import requests
from harness.benchmarks.scale import judged
from harness.claims import load_specs

SPECS = Path(__file__).parents[2] / "specs"
TIMED = (
    "durations:",
    "epoch_seconds",
    "convolution_seconds",
    "run_times",
    "subword_sentiment:cost",
)


def is_timed(claim):
    return claim.request is not None and any(name in claim.request.subject for name in TIMED)


def timed_specs():
    """Leave of each spec what is said about time."""
    loaded = load_specs(sorted(SPECS.glob("*.yaml")))
    specs = [replace(spec, claims=tuple(filter(is_timed, spec.claims))) for spec in loaded]
    return [spec for spec in specs if spec.claims]


def test_the_documents_say_ten_things_about_time():
    assert sum(len(spec.claims) for spec in timed_specs()) == 10


def test_what_the_documents_say_about_time_is_judged(benchmark):
    specs = timed_specs()
    measured = benchmark.pedantic(requests.collect, args=(specs,), rounds=1)
    run = judged(specs, measured.facts, measured.find)
    benchmark.extra_info.update({claim.id: claim.measured for claim in run.claims})
    assert run.counts.keys() <= {"confirmed", "erratum"}
