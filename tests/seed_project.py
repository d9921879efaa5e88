"""A project whose page states random results of three networks, with synthetic runs of each."""

import math
from random import Random

import pytest

from harness.claims import load_spec
from harness.evidence import Evidence, Facts
from harness.evidence.measurement import Measurement
from harness.evidence.store import Store, store_text
from tests.conftest import forget_modules

SOURCE = """
def trained(network, seed):
    raise AssertionError("nothing is trained in this test")
"""

SPEC = """\
format: harness-spec/1
document: page.txt
title: Three networks
subjects:
  small: {{subject: "trained_nets.nets:trained", given: {{network: small}}}}
  deep: {{subject: "trained_nets.nets:trained", given: {{network: deep}}}}
  wide: {{subject: "trained_nets.nets:trained", given: {{network: wide}}}}
claims:
  - {{id: small-loss, kind: typical, at: {{lines: 1, figure: "0.0212"}}, subject: small, seeds: 16, read: "val_loss[-1]"}}
  - {{id: deep-loss, kind: typical, at: {{lines: 2, figure: "0.0041"}}, subject: deep, seeds: 16, read: "val_loss[-1]"}}
  - {{id: wide-prediction, kind: typical, at: {{lines: 3, figure: "0.228"}}, subject: wide, seeds: 16, read: prediction}}
  - id: deep-about
    kind: about
    at: {{lines: 4, figure: "0.0062"}}
    states: The deep network ends at about 0.0062.
    subject: deep
    seeds: 16
    read: val_loss[-1]
    margin: 0.15
    why: a reader would take the one for the other
  - id: deep-log
    kind: curve
    at: {{lines: 5}}
    states: The log of the deep network.
    subject: deep
    seeds: 20
    read: val_loss
    expected: [{log}]
  - id: deep-below-small
    kind: ordering
    at: {{lines: 6}}
    states: The deep network beats the small one.
    subject: trained_nets.nets:trained
    sides: {{deep: {{network: deep}}, small: {{network: small}}}}
    seeds: 12
    ascending: ["deep.val_loss[-1]", "small.val_loss[-1]"]
    margin: 0.2
  - id: wide-below-deep
    kind: ordering
    at: {{lines: 7}}
    states: The wide network beats the deep one.
    subject: trained_nets.nets:trained
    sides: {{deep: {{network: deep}}, wide: {{network: wide}}}}
    seeds: 12
    ascending: ["wide.val_loss[-1]", "deep.val_loss[-1]"]
  - id: predictions
    kind: ordering
    at: {{lines: 8}}
    states: The wide network predicts less than the deep one.
    subject: trained_nets.nets:trained
    sides: {{deep: {{network: deep}}, wide: {{network: wide}}}}
    seeds: 12
    ascending: [wide.prediction, deep.prediction]
  - id: gap-widens
    kind: trend
    at: {{lines: 9}}
    states: The gap of the wide network widens.
    subject: wide
    seeds: 12
    of: val_loss
    less: loss
  - id: not-recorded
    kind: typical
    at: {{lines: 10, figure: "0.5"}}
    subject: trained_nets.nets:trained
    given: {{network: huge}}
    seeds: 8
    read: val_loss[-1]
"""
SPEC = SPEC.format(log=", ".join(f'"{0.05 * math.exp(-0.14 * n) + 0.0024:.4f}"' for n in range(20)))
ENDS = {"small": 0.02, "deep": 0.0027, "wide": 0.0028}
FACTS = Facts("tf2.21", "3.11.7", "2.21.0", "3.13.0", "2.3.0", "CPU", "a processor", 2)
JAX = Facts("tf2.21-jax", "3.11.7", "2.21.0", "3.13.0", "2.3.0", "CPU", "a processor", 2)


def answer(network, seed, epochs=20):
    """Make up the answer of one training: a loss that falls, with the noise of its seed."""
    random = Random(f"{network} {seed}")
    end, start = (
        ENDS[network] * math.exp(random.gauss(0, 0.1)),
        0.05 * math.exp(random.gauss(0, 0.1)),
    )
    losses = [start * math.exp(-0.14 * n) + end for n in range(epochs)]
    wider = [0.0004 * n if network == "wide" else 0.0 for n in range(epochs)]
    return {
        "loss": [loss * math.exp(random.gauss(0, 0.03)) for loss in losses],
        "val_loss": [loss + gap for loss, gap in zip(losses, wider, strict=True)],
        "prediction": random.gauss(-0.1 if network == "deep" else 0.2, 0.15),
    }


@pytest.fixture
def seed_project(tmp_path, monkeypatch):
    """The project as its folder: a spec, and runs of all claims but one, trained with JAX."""
    forget_modules()
    for name in ("trained_nets", "specs", "reports/evidence/backends"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "trained_nets" / "__init__.py").touch()
    (tmp_path / "trained_nets" / "nets.py").write_text(SOURCE)
    (tmp_path / "specs" / "page.yaml").write_text(SPEC)
    (tmp_path / "tox.ini").write_text("[testenv]\ndeps =\n    tf2.21: a\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    write_evidence(tmp_path)
    return tmp_path


def write_evidence(folder, answers=answer):
    found = {}
    for claim in load_spec(folder / "specs" / "page.yaml").claims:
        for request in claim.requests:
            if request.given["network"] in ENDS:
                evidence = Evidence(request, answers(**request.given), seconds=1.0)
                found[request.key] = Measurement.of(evidence, JAX, "2026-01-01")
    evidence = folder / "reports" / "evidence"
    (evidence / "backends" / "tf2.21-jax.json").write_text(store_text(Store(JAX, found)))
    (evidence / "tf2.21.json").write_text(store_text(Store(FACTS, {})))
