"""Check documents without a spec: run their code, and compare what it prints."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

from harness.commands import (
    blocked_option,
    every_block_option,
    examples,
    json_option,
    misuse,
)
from harness.statistics import FEWEST

if TYPE_CHECKING:
    from harness.commands.page_session import PageOptions

_EXECUTED = "--executed"


class _Check(click.Command):
    """A command of which one option takes all that follows up to the next option."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        return super().parse_args(ctx, list(_repeated(args)))


def _repeated(arguments: list[str]) -> Iterator[str]:
    """Write ``--executed a b`` as click knows it: ``--executed a --executed b``."""
    taking = False
    for before, argument in zip(["", *arguments], arguments, strict=False):
        if taking and before != _EXECUTED and not argument.startswith("-"):
            yield _EXECUTED
        taking = argument == _EXECUTED or (taking and not argument.startswith("-"))
        yield argument


@click.command(
    "check",
    cls=_Check,
    epilog=examples(
        "check docs/vocab.md",
        "check notebooks --shard 1/4 --out shard1",
        "check page.ipynb --executed rerun.ipynb rerun2.ipynb",
        'check docs --accept "the pages are of the last release"',
    ),
)
@click.argument("pages", nargs=-1, type=click.Path(path_type=Path), metavar="[PAGE|FOLDER]...")
@click.option(
    _EXECUTED,
    "reruns",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="RERUN.ipynb ...",
    help="Run nothing: compare a notebook with a copy that others executed; several tell what is "
    "random from what is wrong.",
)
@click.option(
    "--lines",
    metavar="A-B:C-D,...",
    help="In one text without marks: which lines are code, and which are the output of each.",
)
@click.option(
    "--python",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="Interpreter that runs the code; it needs nothing of Harness. By default that of the "
    "active environment, else that of a notebook's kernel, else this one.",
)
@click.option(
    "--seconds",
    type=click.FloatRange(min=0, min_open=True),
    default=60.0,
    show_default=True,
    metavar="N",
    help="Time limit of one statement; it ends the statement, not the document.",
)
@click.option(
    "--fast", is_flag=True, help="Shorten training; what depends on it is blocked: shortened."
)
@click.option(
    "--seeds",
    type=click.IntRange(min=FEWEST, max=1000),
    metavar="N",
    help="Run documents whose results are random with N other seeds, and judge what they print by "
    "how these differ.",
)
@click.option(
    "--form",
    type=click.Choice(["strict"]),
    help="strict: the same values written otherwise are a difference, too.",
)
@click.option("--shard", metavar="I/N", help="Only the I-th of N parts of the documents.")
@json_option
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder for the run record and the reports; without it none are written.",
)
@click.option(
    "--known",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="File of known findings; by default reports/check-known.json, where it is there.",
)
@click.option(
    "--accept",
    "because",
    metavar="BECAUSE",
    help="Take the findings of this run into the file of known findings, with this reason.",
)
@blocked_option
@click.option("--no-cache", is_flag=True, help="Run everything, even where nothing has changed.")
@click.option(
    "-n",
    "slots",
    type=click.IntRange(min=1),
    metavar="N",
    help="Run N times at the same time; by default as many as there are cores.",
)
@every_block_option
@click.option(
    "--trust",
    is_flag=True,
    help="Run the code of your own documents uncontained where this machine cannot contain it.",
)
def check_command(pages: tuple[Path, ...], shard: str | None, **settings: object) -> None:
    """Run the code of documents, and compare what it prints; no spec is needed.

    A document is a notebook, Markdown, reStructuredText, or Python with examples in docstrings or
    with cells; a folder stands for all documents below it, and without arguments the current one is
    meant. Each is run several times, so that what is random is told from what is wrong.

    Exit code: 0 nothing is wrong that was not known, 1 an output is wrong or code raises, 2 a
    document or the command line is wrong, 3 Harness itself failed, 4 something that was asked for
    could not be looked at: nothing of a document, or more blocked outputs than --blocked.
    """
    from harness.commands.page_session import PageOptions, check_reruns, check_targets
    from harness.commands.page_targets import Shard, find_pages

    options = PageOptions(whole=shard is None, **settings)  # type: ignore[arg-type] # click checked them
    part = Shard.parse(shard) if shard is not None else Shard()
    _check(options, len(pages), shard)
    targets = find_pages(pages, part)
    if options.reruns:
        sys.exit(check_reruns(targets[0].path, options))
    sys.exit(check_targets(targets, options))


def _check(options: PageOptions, named: int, shard: str | None) -> None:
    """Refuse options that make no sense together."""
    if options.because is not None and not options.because.strip():
        misuse("--accept needs a reason")
    if options.reruns and (named != 1 or shard is not None):
        misuse(
            "--executed belongs to one notebook; name it first: PAGE.ipynb --executed RERUN.ipynb"
        )
    if options.lines and named != 1:
        misuse("--lines belongs to one document; name it")
    if options.seeds and find_spec("scipy") is None:
        misuse("--seeds needs SciPy: install claims-harness[statistics]")
    if options.reruns and (options.python or options.fast or options.trust or options.seeds):
        misuse("--executed runs nothing; leave out --python, --fast, --seeds and --trust")
