"""The selection of layers, the machine they are timed on, and figures beside the table of times."""

import pytest

FIGURES = pytest.StashKey[list[str]]()
LIMITS = pytest.StashKey[list[tuple[str, ...]]]()
COLUMNS = ("layer", "median", "spread", "over limit", "binds")
FEW = ("SimpleRNN", "LSTM", "GRU")


def pytest_addoption(parser):
    parser.addoption(
        "--product", action="store_true", help="time every layer, size, action and way: hours"
    )


def usual(case):
    """Whether a case is timed without --product: every way once, every layer small and large."""
    if case.size == "20x50":
        return case.layer in FEW
    if case.size in ("64x100", "512x50"):
        return case.way == "function"
    return (
        case.size in ("1x50", "32x500")
        and case.way in ("batch", "function")
        and case.layer in FEW[:2]
    )


@pytest.fixture(scope="session")
def machine():
    """Make operations use one thread, before TensorFlow begins, and say what times depend on."""
    from harness.benchmarks import devices, layers

    devices.use_one_thread()
    with layers.full_float32():
        yield devices.timing_facts()


def pytest_runtest_teardown(item):
    benchmark = item.funcargs.get("benchmark") if hasattr(item, "funcargs") else None
    if benchmark is None or benchmark.stats is None or not benchmark.extra_info:
        return
    if "binds" in benchmark.extra_info:
        item.config.stash.setdefault(LIMITS, []).append(_row(item.callspec.id, benchmark))
    elif benchmark.group is None:
        figures = item.config.stash.setdefault(FIGURES, [])
        figures.append(f"{item.name}: {_text(benchmark.extra_info)}")


def pytest_terminal_summary(terminalreporter):
    stash = terminalreporter.config.stash
    if rows := stash.get(LIMITS, []):
        terminalreporter.section("times beside their limits")
        widths = [max(map(len, column)) for column in zip(COLUMNS, *rows, strict=True)]
        for row in (COLUMNS, *rows):
            cells = [cell.rjust(width) for cell, width in zip(row, widths, strict=True)]
            terminalreporter.line("  ".join([row[0].ljust(widths[0]), *cells[1:]]))
    if figures := stash.get(FIGURES, []):
        terminalreporter.section("figures of the bounds")
    for line in figures:
        terminalreporter.line(line)


def _row(name, benchmark):
    stats, info = benchmark.stats.stats, benchmark.extra_info
    times = [f"{1000 * seconds:.3g} ms" for seconds in (stats.median, stats.iqr)]
    return (name, *times, f"{info['ratio']:.2f}", info["binds"])


def _text(value):
    if isinstance(value, dict):
        return ", ".join(f"{name} {_text(part)}" for name, part in value.items())
    if isinstance(value, (list, tuple)):
        return " ".join(map(_text, value))
    return f"{value:.3g}" if isinstance(value, float) else str(value)
