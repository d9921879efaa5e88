"""The figures of the bounds, printed beside the table of times."""

import pytest

FIGURES = pytest.StashKey[list[str]]()


def pytest_runtest_teardown(item):
    benchmark = item.funcargs.get("benchmark") if hasattr(item, "funcargs") else None
    if benchmark is not None and benchmark.group is None and benchmark.extra_info:
        figures = item.config.stash.setdefault(FIGURES, [])
        figures.append(f"{item.name}: {_text(benchmark.extra_info)}")


def pytest_terminal_summary(terminalreporter):
    figures = terminalreporter.config.stash.get(FIGURES, [])
    if figures:
        terminalreporter.section("figures of the bounds")
    for line in figures:
        terminalreporter.line(line)


def _text(value):
    if isinstance(value, dict):
        return ", ".join(f"{name} {_text(part)}" for name, part in value.items())
    if isinstance(value, (list, tuple)):
        return " ".join(map(_text, value))
    return f"{value:.3g}" if isinstance(value, float) else str(value)
