"""What is known of the mutants of one seed, kept in a file so that a run can go on."""

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from tests.mutants.places import Mutant, why_equivalent
from tests.mutants.trials import Trial

KILLED = ("killed", "timeout")


class Session:
    """What is known of the mutants of one seed.

    Args:
        file: Where it is kept: a JSON object a line.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        rows = file.read_text().splitlines() if file.exists() else []
        self._known = {(row["place"], row["operator"]): row for row in map(json.loads, rows)}

    def how(self, mutant: Mutant) -> str:
        """What became of a mutant, ``equivalent`` too; empty where it is not known."""
        row = self._known.get((mutant.place, mutant.operator))
        if row is None:
            return ""
        if row["how"] == "survived" and why_equivalent(mutant.module, row["was"], row["now"]):
            return "equivalent"
        return str(row["how"])

    def counts(self, mutants: Sequence[Mutant]) -> Counter[str]:
        """Count mutants by what became of them."""
        return Counter(map(self.how, mutants))

    def add(self, mutant: Mutant, trial: Trial) -> None:
        """Keep what became of a mutant."""
        row = {"place": mutant.place, "operator": mutant.operator, **trial._asdict()}
        self._known[mutant.place, mutant.operator] = row
        with self._file.open("a") as file:
            file.write(json.dumps(row) + "\n")

    def described(self, mutant: Mutant) -> str:
        """Show where a mutant stands, and what it changes."""
        row = self._known[mutant.place, mutant.operator]
        was, now = (row[key].replace("\n", "\n    ") for key in ("was", "now"))
        return f"{mutant.module}:{mutant.line}  {mutant.operator}\n  - {was}\n  + {now}"
