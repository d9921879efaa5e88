"""A subject's digest covers every function that runs when the subject does."""

import importlib
import sys
from pathlib import Path

import pytest

import harness
from harness.claims import load_specs
from harness.evidence.modules import parsed
from harness.evidence.source_digest import reached
from harness.evidence.store import read_store

pytest.importorskip("tensorflow")

ROOT = Path(harness.__file__).parents[1]
QUICK = 0.15
"""Seconds that a measurement took when it was recorded, at most."""


def ran(subject, given):
    """Call a subject; list the functions of the model module that ran, by module and line."""
    module, _, name = subject.partition(":")
    function = getattr(importlib.import_module(module), name)
    places = set()

    def note(frame, event, _argument):
        if event == "call" and "/harness/models/" in frame.f_code.co_filename:
            file = Path(frame.f_code.co_filename)
            places.add((f"harness.models.{file.stem}", frame.f_code.co_firstlineno))

    sys.setprofile(note)
    try:
        function(**given)
    except Exception:  # noqa: BLE001 - what it raises is its evidence
        pass
    finally:
        sys.setprofile(None)
    return {(module, position(module, line)) for module, line in places}


def position(module, line):
    """Find the statement of the outermost level in which a line stands."""
    for number, node in enumerate(parsed(module).body):
        first = min([node.lineno, *(d.lineno for d in getattr(node, "decorator_list", ()))])
        if first <= line <= node.end_lineno:
            return number
    return None  # the module itself


def test_every_function_that_a_subject_runs_is_part_of_its_digest():
    store = read_store(ROOT / "reports" / "evidence" / "tf2.21.json")
    claims = [
        claim for spec in load_specs((ROOT / "specs").glob("*.yaml")) for claim in spec.claims
    ]
    requests = {
        claim.stack_request.key: claim.stack_request for claim in claims if claim.stack_request
    }
    checked = 0
    for request in requests.values():
        measurement = store.find(request)
        if measurement is None or measurement.evidence.seconds > QUICK or request.search:
            continue
        if not request.subject.startswith("harness.models"):
            continue
        missing = {place for place in ran(request.subject, request.given) if place[1] is not None}
        missing -= reached(request.subject)
        assert not missing, f"{request.subject} runs {missing}"
        checked += 1
    assert checked > 100
