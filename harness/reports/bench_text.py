"""A comparison of benchmarks: for the terminal, as Markdown, as JUnit, for GitHub."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import isfinite
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from harness.console import print_lines
from harness.reports.github import workflow_command
from harness.reports.markdown import escaped, markdown_table
from harness.results.bench_run import BenchResult, BenchRun
from harness.statistics.slowdown import Decision
from harness.texts.plain import presentable

_LOOKS = {
    Decision.REGRESSED: ("✗", "red"),
    Decision.OK: ("✓", "green"),
    Decision.UNDECIDED: ("?", "yellow"),
    Decision.INVALID: ("!", "magenta"),
}
_HEAD = ("", "benchmark", "a call", "change", "95 % interval", "margin", "decided by", "why not")


def print_bench(run: BenchRun) -> None:
    """Print a line for each benchmark, what could not be compared, and the answer."""
    run = presentable(run)
    print_lines(_aligned(run.results))
    print_lines([(line, "dim") for line in _remarks(run)])
    print_lines([(run.headline, "bold"), *_closing(run)])


def bench_markdown(run: BenchRun) -> str:
    """Write the answer and a table."""
    run = presentable(run)
    lines = [f"## {escaped(run.headline, 400)}", ""]
    lines += markdown_table(_HEAD, [_row(result) for result in run.results])
    lines += ["", *(f"- {escaped(line, 400)}" for line in _remarks(run)), ""]
    return "\n".join(lines)


def bench_junit(run: BenchRun) -> str:
    """Write a test case for each benchmark: REGRESSED fails, what is not decided is skipped."""
    run = presentable(run)
    root = Element("testsuites", name="harness bench")
    suite = SubElement(root, "testsuite", name=f"{run.head} against {run.base}")
    for result in run.results:
        file, _, name = result.name.partition("::")
        case = SubElement(suite, "testcase", classname=file, name=name or file)
        said = f"{result.decision}: {change_text(result)}"
        if result.decision == Decision.REGRESSED:
            SubElement(case, "failure", message=said, type=str(result.decision))
        elif result.decision != Decision.OK:
            SubElement(case, "skipped", message=f"{said}; {result.why}")
    for gap in run.gaps:
        case = SubElement(suite, "testcase", classname="not compared", name=gap)
        SubElement(case, "skipped", message=gap)
    for element in (root, suite):
        element.set("tests", str(len(suite)))
        element.set("failures", str(len(suite.findall("testcase/failure"))))
        element.set("skipped", str(len(suite.findall("testcase/skipped"))))
        element.set("errors", "0")
    indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(root, encoding="unicode")}\n'


def bench_annotations(run: BenchRun) -> str:
    """Write an error for what is slower, and a warning for what is not known."""
    run = presentable(run)
    commands = [
        workflow_command(
            f"{result.decision}: {result.name}",
            "; ".join(filter(None, [change_text(result), result.why])),
            level="error" if result.decision == Decision.REGRESSED else "warning",
        )
        for result in run.results
        if result.decision != Decision.OK
    ]
    commands += [workflow_command("not compared", gap, level="warning") for gap in run.gaps]
    return "".join(commands)


def change_text(result: BenchResult) -> str:
    """Say how much slower head is, with the interval."""
    return f"{_percent(result.slowdown.change)} ({_interval(result)})"


def duration_text(seconds: float) -> str:
    """Write a time with a unit that suits it."""
    for unit, size in (("s", 1.0), ("ms", 1e-3), ("µs", 1e-6)):
        if seconds >= size:
            return f"{seconds / size:.3g} {unit}"
    return f"{seconds / 1e-9:.3g} ns"


def _aligned(results: Sequence[BenchResult]) -> Iterator[tuple[str, str]]:
    """Write a line for each benchmark, its name last: names are long, and not to be cut."""
    rows = [_row(result) for result in results]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for result, row in zip(results, rows, strict=True):
        word, name, *figures, why = row
        cells = [f"{cell:>{width}}" for cell, width in zip(figures, widths[2:-1], strict=True)]
        line = "  ".join([f"{word:{widths[0]}}", *cells, name])
        yield f"{line}  ({why})" if why else line, _LOOKS[result.decision][1]


def _row(result: BenchResult) -> list[str]:
    slowdown = result.slowdown
    mark, _ = _LOOKS[result.decision]
    return [
        f"{mark} {result.decision}",
        result.name,
        duration_text(result.seconds) if result.seconds else "",
        _percent(slowdown.change),
        _interval(result),
        f"{result.margin:.0%}",
        f"{slowdown.rounds} rounds" if slowdown.rounds else "",
        result.why,
    ]


def _interval(result: BenchResult) -> str:
    low, high = result.slowdown.low, result.slowdown.high
    return f"{_percent(low)} to {_percent(high)}" if isfinite(high) else "not known"


def _percent(change: float) -> str:
    return f"{change:+.1%}" if abs(change) < 10 else f"x{1 + change:.3g}"


def _remarks(run: BenchRun) -> Iterator[str]:
    yield from (f"not compared: {gap}" for gap in run.gaps)
    yield from run.notes


def _closing(run: BenchRun) -> Iterator[str]:
    if run.rounds:
        rounds = "1 round" if run.rounds == 1 else f"{run.rounds} rounds"
        yield f"{rounds} of three fresh processes in {run.seconds:.0f} s"
