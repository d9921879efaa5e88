"""Decide whether benchmarks became slower."""

from __future__ import annotations

import sys
import time
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

from harness.commands import examples, misuse, write
from harness.console import say_line

if TYPE_CHECKING:
    from harness.benchmarks.timed_process import Side
    from harness.results.bench_run import BenchRun

_BENCHMARKS = "tests/benchmarks"


@click.command(
    "bench",
    epilog=examples(
        "bench --against main",
        "bench tests/benchmarks/test_layers.py -k LSTM --against tf2.16",
        "bench --against .benchmarks/Linux-CPython-3.11-64bit/0001_main.json",
        "bench --self-test",
    ),
    context_settings={"ignore_unknown_options": True},
)
@click.argument("arguments", nargs=-1, metavar="[BENCHMARKS|PYTEST OPTIONS]...")
@click.option("--against", metavar="REV|STACK|RECORD", help="Base: what head is compared with.")
@click.option("-k", "expression", metavar="EXPR", help="Choose benchmarks as pytest does.")
@click.option(
    "--budget",
    type=click.FloatRange(min=0, min_open=True),
    default=8.0,
    show_default=True,
    metavar="MINUTES",
    help="Time to decide in; what is not decided then is UNDECIDED.",
)
@click.option(
    "--rounds",
    type=click.IntRange(1, 40),
    default=40,
    show_default=True,
    metavar="N",
    help="Rounds of fresh processes at most; fewer than 4 decide nothing.",
)
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Folder for reports.")
@click.option("--self-test", is_flag=True, help="Measure the error rates of the decision.")
def bench_command(
    arguments: tuple[str, ...],
    against: str | None,
    expression: str | None,
    budget: float,
    rounds: int,
    out: Path | None,
    self_test: bool,
) -> None:
    """Decide whether benchmarks became slower, or whether noise explains it.

    BENCHMARKS are those of pytest-benchmark, tests/benchmarks by default. Base is a revision of
    git, a stack of tox.ini, or a JSON file of pytest-benchmark, which tells far less; head is what
    is here. Both run side by side in fresh processes, round after round, until it is clear whether
    a benchmark is slower (REGRESSED) or not slower by its margin (OK): 5 %, or what the benchmark
    puts into benchmark.extra_info["margin"].

    Exit code: 0 if every benchmark is OK; 1 if one is REGRESSED; 2 if something is asked for that
    is not there; 4 if one is UNDECIDED, if two processes of the same code differ (INVALID), or if
    one could not be compared. With --self-test: 1 if the decision does not keep its error rates, 4
    if too few rounds are recorded to tell.
    """
    if find_spec("scipy") is None:
        misuse("harness bench needs SciPy: install claims-harness[statistics]")
    if self_test:
        sys.exit(_self_test())
    if not against:
        misuse("name base: --against REV, STACK or a JSON file of pytest-benchmark")
    paths = [argument for argument in arguments if not argument.startswith("-")]
    chosen = list(arguments) if paths else [_BENCHMARKS, *arguments]
    if missing := [path for path in paths if not Path(path.partition("::")[0]).exists()]:
        misuse(f"{missing[0]} is no file or folder of benchmarks")
    chosen += ["-k", expression] if expression else []
    if Path(against).suffix == ".json":
        run = _against_file(Path(against), chosen)
    else:
        run = _against_code(against, chosen, paths or [_BENCHMARKS], budget, rounds, out)
    report_bench(run, out)
    sys.exit(run.exit_code)


def report_bench(run: BenchRun, out: Path | None = None) -> None:
    """Print a comparison, tell GitHub where it runs there, and write reports.

    Args:
        run: The comparison.
        out: A folder for ``bench.md`` and ``bench.xml``; None for none.
    """
    from harness.reports.bench_text import (
        bench_annotations,
        bench_junit,
        bench_markdown,
        print_bench,
    )
    from harness.reports.github import tell_actions

    print_bench(run)
    tell_actions(partial(bench_annotations, run), partial(bench_markdown, run))
    if out is not None:
        write(out / "bench.md", bench_markdown(run))
        write(out / "bench.xml", bench_junit(run))


def _against_file(path: Path, arguments: list[str]) -> BenchRun:
    """Run the benchmarks here as pytest-benchmark does, and compare with what it saved before."""
    from harness.benchmarks.bank import same_code_ratio
    from harness.benchmarks.saved_times import SavedError, compare_saved, read_saved, save_times
    from harness.benchmarks.sides import scratch

    try:
        old = read_saved(path)
        with scratch() as folder:
            new = save_times(arguments, folder)
        return compare_saved(old, new, (str(path), "head"), same_code_ratio())
    except SavedError as error:
        misuse(str(error))


def _against_code(
    name: str,
    arguments: list[str],
    paths: list[str],
    budget: float,
    rounds: int,
    out: Path | None,
) -> BenchRun:
    from contextlib import ExitStack

    from harness.benchmarks.gate import GateWatch, compare_live
    from harness.benchmarks.sides import SideError, head_side, revision_side, scratch, stack_side
    from harness.benchmarks.timed_round import RoundPlan
    from harness.reports.bench_progress import BenchProgress
    from harness.stacks.choice import is_name

    deadline, root = time.monotonic() + 60 * budget, Path.cwd()
    if out is not None:
        out.mkdir(parents=True, exist_ok=True)
    with ExitStack() as held:
        folder = held.enter_context(scratch())
        try:
            base: Side = (
                stack_side(name, root, folder)
                if is_name(name)
                else held.enter_context(revision_side(name, paths, root, folder))
            )
        except SideError as error:
            misuse(str(error))
        say_line(f"base is {base.label}, head is {root}", err=True)
        progress = held.enter_context(BenchProgress(deadline))
        plan = RoundPlan(
            [base, base, head_side(root)],
            [*arguments, "-q", "-p", "no:cacheprovider", "--benchmark-enable"],
            folder,
            saved=out.resolve() if out else None,
            deadline=deadline,
            watch=progress.benchmark,
        )
        return compare_live(plan, GateWatch(progress.started, progress.looked), rounds)


def _self_test() -> int:
    """Print the rates of the decision and of the others; return the exit code."""
    from harness.benchmarks.bank import BankError, read_bank
    from harness.benchmarks.self_test import all_rates, bank_lines
    from harness.reports.bench_rates import print_rates
    from harness.results.rule_rates import bounded
    from harness.verdicts import ExitCode

    try:
        bank = read_bank()
    except BankError as error:
        say_line(f"harness: {error}", err=True)
        return ExitCode.NOT_LOOKED_AT
    rates = all_rates(bank)
    broken = print_rates(rates, bank_lines(bank))
    if broken:
        return ExitCode.CHANGED
    return ExitCode.AS_EXPECTED if bounded(rates) else ExitCode.NOT_LOOKED_AT
