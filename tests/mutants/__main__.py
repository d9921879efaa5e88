"""Mutates a random sample of our own code: ``python -m tests.mutants [--seed N] [--sample N]``.

Mutants are those of cosmic-ray, one for each place. What is known is kept in a file for each seed,
so that a run goes on where the last one stopped; mutants that survived are tried again.
"""

import tempfile
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor, as_completed
from fnmatch import fnmatch
from multiprocessing import get_context
from pathlib import Path

import click
from scipy.stats import binomtest

from tests.mutants.places import Mutant, drawn
from tests.mutants.selected import ROOT, checked, modules
from tests.mutants.session import KILLED, Session
from tests.mutants.trials import Copy, Trial

_copies: list[Copy] = []


def _begin(folder: str) -> None:
    _copies.append(Copy(Path(tempfile.mkdtemp(dir=folder))))


def _tried(mutant: Mutant, end: float) -> tuple[Mutant, Trial] | None:
    """Try a mutant, unless the time is up."""
    return (mutant, _copies[0].trial(mutant)) if time.monotonic() < end else None


def _passed(tests: list[str]) -> Trial:
    return _copies[0].run(tests)


@click.command()
@click.option("--seed", default=1, help="Which sample.")
@click.option("--sample", default=300, help="How many mutants.")
@click.option(
    "--module", "patterns", multiple=True, default=["*"], help="Only modules that match it."
)
@click.option("--minutes", default=15.0, help="When no other mutant is begun.")
@click.option("--processes", default=2)
@click.option("--check/--no-check", default=True, help="First run all tests without a mutant.")
def main(
    seed: int, sample: int, patterns: tuple[str, ...], minutes: float, processes: int, check: bool
) -> None:
    """Try a sample of mutants, and say how many the tests notice."""
    end = time.monotonic() + minutes * 60
    session = Session(ROOT / f".mutants-{seed}.jsonl")
    asked = [name for name in modules() if any(fnmatch(name, like) for like in patterns)]
    chosen = drawn(asked, seed)[:sample]
    with (
        tempfile.TemporaryDirectory(prefix="mutants-") as folder,
        ProcessPoolExecutor(processes, get_context("fork"), _begin, (folder,)) as pool,
    ):
        for trial in pool.map(_passed, checked() if check else ()):
            if trial.how != "survived":
                raise SystemExit(f"without a mutant:\n{trial.output}")
        again = [m for m in chosen if session.how(m) not in (*KILLED, "equivalent")]
        for future in as_completed([pool.submit(_tried, mutant, end) for mutant in again]):
            if (found := future.result()) is not None:
                session.add(*found)
    for mutant in chosen:
        if session.how(mutant) == "survived":
            click.echo(session.described(mutant))
    _report(session.counts(chosen))


def _report(counts: Counter[str]) -> None:
    """Print the share of killed mutants with its interval; fail where it is below 95 %."""
    killed = sum(counts[how] for how in KILLED)
    tried = killed + counts["survived"]
    if not tried:
        raise SystemExit("no mutant was tried")
    low, high = binomtest(killed, tried).proportion_ci(method="exact")
    click.echo(
        f"{killed} of {tried} mutants killed ({counts['timeout']} by the time limit): "
        f"{killed / tried:.1%}, 95 % interval {low:.1%} to {high:.1%} (Clopper-Pearson); "
        f"{counts['equivalent']} equivalent ones count as neither, {counts['']} were not tried"
    )
    if killed / tried < 0.95 or counts[""]:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
