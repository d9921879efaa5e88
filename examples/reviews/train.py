"""Trains the two sentiment systems of the documents on real film reviews; README.md shows how."""

from __future__ import annotations

import sys
import time
from statistics import median

import click

from harness.statistics.outcome import judge_outcome
from harness.statistics.sample import FEWEST
from harness.subject import Unavailable, listen

NOT_LOOKED_AT = 4


@click.command()
@click.argument("system", type=click.Choice(["imdb", "subwords"]))
@click.option("--seeds", default=8, show_default=True, help="How many times to train.")
@click.option("--full", is_flag=True, help="On all reviews, as the page does; for hours.")
@click.option("--folder", help="Where to keep the state, to go on after an interruption.")
def main(system: str, seeds: int, full: bool, folder: str | None) -> None:
    """Train a system with several seeds, and say how often it is right."""
    listen(progress)
    runs = []
    try:
        for seed in range(seeds):
            start = time.perf_counter()
            runs.append(trained(system, seed, full=full, folder=folder))
            runs[-1]["seconds"] = time.perf_counter() - start
            click.echo(line(f"seed {seed}", runs[-1], system))
    except Unavailable as missing:
        click.echo(f"needed: {missing}", err=True)
        sys.exit(NOT_LOOKED_AT)
    summary(runs, system)


def trained(system: str, seed: int, **how) -> dict:
    """Train a system; TensorFlow, which takes seconds to import, is imported here."""
    if system == "imdb":
        from harness.models.review_training import trained_reviews

        return next(trained_reviews([seed], **how))
    from harness.models.subword_training import trained_subwords

    return trained_subwords(seed, **how)


def accuracy(run: dict, system: str) -> float:
    """Take the accuracy on test reviews from a run."""
    return run["accuracy"] if system == "imdb" else run["at_zero"]


def line(name: str, run: dict, system: str) -> str:
    """Write one run in a line."""
    return (
        f"{name}: {accuracy(run, system):.4f} of {run['tested']:,} test reviews"
        f" (counting words {run['bag_of_words']:.4f}, chance {run['chance']:.4f});"
        f" {len(run['loss'])} epochs, {run['seconds']:.0f} s"
    )


def summary(runs: list[dict], system: str) -> None:
    """Say what one more run would give."""
    figures = [accuracy(run, system) for run in runs]
    middle = median(figures)
    click.echo(f"accuracy: {middle:.4f} in the median of {len(runs)} seeds")
    if len(runs) >= FEWEST:
        found = judge_outcome((middle, middle), figures)
        click.echo(f"19 of 20 further runs: {found.low:.4f} to {found.high:.4f}")
    better = sum(run["bag_of_words"] > accuracy(run, system) for run in runs)
    counted = median(run["bag_of_words"] for run in runs)
    click.echo(f"counting words: {counted:.4f}, better with {better} of {len(runs)} seeds")
    click.echo(f"chance: {median(run['chance'] for run in runs):.4f}")
    if "provenance" in runs[0]:
        click.echo(f"reviews: {runs[0]['provenance']}")


def progress(what: str, part: str, done: int, of: int) -> None:
    """Show how far training has come, on a terminal alone."""
    if sys.stderr.isatty():
        click.echo(f"\r{what}: {part} {done} of {of}   ", err=True, nl=False)


if __name__ == "__main__":
    main()
