"""Values of a document's own objects, evaluated contained after some of its blocks have run."""

from __future__ import annotations

import importlib
import importlib.util
import json
from pathlib import Path
from typing import Any, Dict, List, Optional, Sequence

from harness.sandbox.block_session import RUNS, SKIPPED, BlockSession, unavailable_where_refused
from harness.sandbox.inputs import data_files
from harness.sandbox.limits import Limits
from harness.sandbox.notebook import MOST_OUTPUT, by_line
from harness.sandbox.page_lines import lines_at_hand
from harness.sandbox.sandbox import CellOutcome, Sandbox
from harness.subject import Unavailable

_CONVERSION = "harness.sandbox.return_values"
_NAME = "__harness_values__"
_SEEDING = """
import random, sys
random.seed({0})
if "numpy" in sys.modules:
    sys.modules["numpy"].random.seed({0})
if "tensorflow" in sys.modules:
    sys.modules["tensorflow"].random.set_seed({0})
"""
_SHOWN = """
class Shown:
    def __init__(self, value):
        self.text = json.dumps(json_data(value))

    def __repr__(self):
        return self.text
"""


def evaluated(
    document: str,
    blocks: Sequence[Dict[str, Any]],
    values: Sequence[Dict[str, Any]],
    repairs: Sequence[Dict[str, Any]] = (),
    packages: Sequence[str] = (),
    data: Sequence[Dict[str, str]] = (),
    seconds: float = 60.0,
    repaired: bool = False,
    seed: Optional[int] = None,
) -> Dict[str, Any]:
    """Run some blocks of a document contained, then evaluate expressions on what they made.

    The code runs as printed; where that fails, it runs again with the repairs.

    Args:
        document: File name below the folder that HARNESS_DOCUMENTS names.
        blocks: The blocks to run, in order; for each its ``lines`` and their ``digest``.
        values: For each the expression (``of``); and perhaps the function that turns what it is
            into JSON data (``through``), and the subject that makes another such object to be
            turned into data as well (``beside``), with its arguments (``given``).
        repairs: Repairs of these blocks, as `harness.sandbox.notebook.run` takes them.
        packages: Packages that the code may need.
        data: Data files that the code finds, as `harness.sandbox.notebook.run` takes them.
        seconds: Time limit of one block, and of one expression, in seconds.
        repaired: Whether to run it with the repairs at once.
        seed: Of the generators, set before the code runs; one that the code sets itself holds.

    Returns:
        ``values``, for each expression its ``value``, or the exception that it ``raises``; where
        something is made beside it, the value has ``document`` and ``beside``. ``repaired`` says
        whether the blocks ran with their repairs.

    Raises:
        Unavailable: The document is missing or is another one, it cannot be contained here, or a
            block does not run even with its repairs.
    """
    lines = lines_at_hand(document, blocks)
    limits = Limits(seconds=seconds, output=MOST_OUTPUT)
    session = BlockSession(lines, blocks, packages, limits, data_files(data))
    failed = "no block"
    with unavailable_where_refused():
        attempts = [by_line(repairs)] if repaired else [{}, by_line(repairs)]
        for changes in attempts[: 2 if repairs else 1]:
            with session.sandbox() as sandbox:
                if seed is not None:
                    sandbox.run("exec({!r}, {{}})".format(_SEEDING.format(seed)), "<seed>")
                failed = _run(session, sandbox, blocks, changes)
                if not failed:
                    _define(sandbox, [item["through"] for item in values if "through" in item])
                    found = [_value(sandbox, item) for item in values]
                    return {"values": found, "repaired": bool(changes)}
    raise Unavailable(failed)


def _run(
    session: BlockSession,
    sandbox: Sandbox,
    blocks: Sequence[Dict[str, Any]],
    changes: Dict[int, List[Dict[str, Any]]],
) -> str:
    """Run blocks until one fails, and say how; empty where all of them ran."""
    for block in blocks:
        found = session.block(sandbox, block, changes)
        if found["outcome"] not in (RUNS, SKIPPED):
            said = ": ".join(filter(None, [found.get("type"), found.get("message")]))
            return "lines {}-{} of the document do not run here: {}".format(*block["lines"], said)
    return ""


def _value(sandbox: Sandbox, item: Dict[str, Any]) -> Dict[str, Any]:
    """Evaluate one expression, and measure what is to be compared with it."""
    expression, through = item["of"], item.get("through", "")
    call = "" if not through else "{}[{!r}]".format(_NAME, through.partition(":")[2])
    outcome = sandbox.run("{0}['Shown']({1}({2}\n))".format(_NAME, call, expression), "<value>")
    if outcome.stopped:
        raise Unavailable("{}: {}".format(expression, outcome.stopped))
    if outcome.raises is not None:
        return {"raises": {name: outcome.raises[name] for name in ("type", "message")}}
    value = _read(outcome, expression)
    if "beside" not in item:
        return {"value": value}
    other = _named(through)(_named(item["beside"])(**item.get("given", {})))
    return {"value": {"document": value, "beside": other}}


def _define(sandbox: Sandbox, functions: Sequence[str]) -> None:
    """Give the process what turns values into JSON: it may not be able to import it."""
    modules = sorted({function.partition(":")[0] for function in functions})
    sources = [*map(_source, modules), _source(_CONVERSION), "import json", _SHOWN]
    piece = "{0} = {{'__name__': {0!r}}}\n".format(_NAME)
    piece += "".join(
        "exec(compile({!r}, '<values>', 'exec', dont_inherit=True), {})\n".format(source, _NAME)
        for source in sources
    )
    outcome = sandbox.run(piece, "<values>")
    if outcome.raises or outcome.stopped:
        raise Unavailable("values of the document cannot be read: {}".format(outcome))


def _source(module: str) -> str:
    found = importlib.util.find_spec(module)
    assert found is not None
    assert found.origin is not None
    return Path(found.origin).read_text(encoding="utf-8")


def _read(outcome: CellOutcome, expression: str) -> Any:
    """Read the JSON that was shown as the value of the last expression."""
    shown = [part["text"] for part in outcome.parts if part["type"] == "result"]
    try:
        return json.loads(shown[-1])
    except (IndexError, ValueError) as error:
        raise Unavailable("{} showed no value that can be read".format(expression)) from error


def _named(function: str) -> Any:
    module, _, name = function.partition(":")
    return getattr(importlib.import_module(module), name)
