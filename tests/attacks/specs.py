"""Specs of this repository, damaged: each loads, or every mistake in it has its place.

``python -m tests.attacks.specs [COUNT]`` tries many.
"""

from __future__ import annotations

import sys
import tempfile
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from ruamel.yaml import YAML

from harness.analysis.line_coverage import coverage, doubts
from harness.claims import SpecErrors, load_spec
from harness.claims.digests import anchored, followers, with_digests
from harness.documents import Document, DocumentError
from harness.engine.judging import places, result_of, settle_anchored
from harness.evidence import Evidence, Failure
from tests.attacks.mutations import damaged, mutated, odd, written
from tests.attacks.tally import Tally, attack, seed

ROOT = Path(__file__).parents[2]
_LINES = tuple(f"line {number} has {number / 7:.4f} of it" for number in range(200))


@cache
def originals() -> list[tuple[dict[str, Any], list[Any]]]:
    """Read the specs: of each what is no claim, and its claims."""
    read = [YAML(typ="safe").load(file) for file in sorted((ROOT / "specs").glob("*.yaml"))]
    return [({k: v for k, v in spec.items() if k != "claims"}, spec["claims"]) for spec in read]


def some_of(random: Random) -> dict[str, Any]:
    """Choose a spec, and a few of its claims."""
    head, claims = random.choice(originals())
    few = random.sample(claims, random.randint(1, 4))
    kept = {key: value for key, value in head.items() if random.random() < 0.9}
    if "code" in kept:
        blocks = [claim["at"]["lines"] for claim in few if claim.get("kind") == "runs"]
        code = {**kept["code"], "blocks": kept["code"]["blocks"][:2]}
        code["blocks"] = [*code["blocks"], *({"lines": lines} for lines in blocks)]
        kept["code"] = code
    kept["not_claims"] = list(head.get("not_claims", ()))[:2]
    return {**kept, "format": "harness-spec/1", "claims": few}


def spec_bytes(random: Random) -> bytes:
    """Make a damaged spec."""
    if random.random() < 0.85:
        text = written(mutated(some_of(random), random))
        return text.encode("utf-8", "replace")
    return damaged(written(some_of(random)).encode(), random)


def use(file: Path, random: Random) -> None:
    """Load a spec and do with it what commands do that measure nothing.

    Raises:
        SpecErrors: It is refused.
    """
    spec = load_spec(file)
    document = Document(spec.document, file, _LINES)
    for found in (None, document):
        places(spec, found)
    coverage(spec, document)
    doubts(spec, document)
    followers(spec, anchored(spec, document))
    with_digests(spec, document, [claim.id for claim in spec.claims])
    for claim, anchor in zip(spec.claims, places(spec, None).values(), strict=True):
        evidence = _evidence(claim.stack_request or claim.request, random)
        for asked in (evidence, evidence and Evidence(evidence.request, odd(random))):
            packages = {"tensorflow": "2.21.0", "keras": "3.15.1", "numpy": "2.4.6"}
            settled = settle_anchored(claim, asked, packages, anchor)
            result_of(claim, spec, anchor, settled, packages, 0.0)


def _evidence(request: Any, random: Random) -> Evidence | None:
    if request is None:
        return None
    failure = Failure("Unavailable", "not here", blocked=random.random() < 0.5)
    return Evidence(request, failure=failure)


def attack_specs(number: int, first: int) -> Tally:
    """Damage specs and load each."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "specs").mkdir()
        file = Path(folder) / "specs" / "s.yaml"

        def one(random: Random) -> None:
            file.write_bytes(spec_bytes(random))
            use(file, random)

        return attack("specs", one, (SpecErrors, DocumentError), number, first, lambda: file)


if __name__ == "__main__":
    sys.stdout.write(f"{attack_specs(int((sys.argv[1:] or ['10000'])[0]), seed())}\n")
