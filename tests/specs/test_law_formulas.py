"""Every law of the five documents refutes every wrong formula that its subject names."""

import importlib
import os
from dataclasses import replace
from pathlib import Path

import pytest

from harness.claims import load_specs
from harness.evidence import Evidence
from harness.sandbox.return_values import json_data
from harness.stacks.counterexamples import search

SPECS = Path(__file__).parents[2] / "specs"
LAWS = {
    claim.request.key: (f"{spec.name}/{claim.id}", claim)
    for spec in load_specs(sorted(SPECS.glob("*.yaml")))
    for claim in spec.claims
    if claim.kind == "law" and claim.erratum is None
}


def measured(request):
    """Call a law's subject in this process."""
    module, _, name = request.subject.partition(":")
    law = getattr(importlib.import_module(module), name)
    return Evidence(request, json_data(law(**request.given)))


def tried(request, examples):
    """Search with fewer examples than a claim asks for."""
    fewer = replace(request, search=replace(request.search, examples=examples))
    return search(fewer, measured).value


def test_every_law_is_tried_with_a_hundred_examples():
    assert all(claim.examples >= 100 for _, claim in LAWS.values())


def of_a_package(claim):
    """Whether a law is about the encoder of TensorFlow Datasets, beside which stands no formula."""
    return claim.subject.startswith(("subwords:", "page_vocabulary:"))


def laws(chosen):
    return [pytest.param(claim, id=name) for name, claim in LAWS.values() if chosen(claim)]


@pytest.mark.parametrize("claim", laws(lambda claim: not of_a_package(claim)))
def test_a_law_refutes_its_wrong_formulas(claim):
    found = tried(claim.request, 20)
    if 0 in found.get("refuted", {}).values():
        found = tried(claim.request, claim.examples)
    assert found["counterexample"] is None
    assert len(found["refuted"]) >= 4
    assert [name for name, count in found["refuted"].items() if not count] == []


@pytest.mark.parametrize("claim", laws(lambda claim: of_a_package(claim) and not claim.slow))
def test_a_law_of_another_package_holds(claim):
    pytest.importorskip("tensorflow_datasets")
    if not os.environ.get("HARNESS_DATA"):
        pytest.skip("HARNESS_DATA names no folder with reviews")
    found = tried(claim.request, 5)
    assert (found["examples"], found["counterexample"]) == (5, None)
