"""One statement of printed code: what is asked of a sandbox, and how it ended."""

from __future__ import annotations

from typing import Any, Dict, NamedTuple, Optional, Tuple

NOTEBOOK, CONSOLE, SCRIPT = "notebook", "console", "script"
"""Who runs a statement: IPython's kernel, Python's own prompt, or nobody who shows values."""

LAST, EACH, NEVER = "last", "each", "never"
"""Which values of expressions are shown: that of a cell's last statement, of each, or none."""


class CodePlace(NamedTuple):
    """Where printed code runs.

    Args:
        python: The interpreter, which needs the standard library alone; empty for this one.
        packages: Folders of its import path, visible to the code; empty for those of this process.
        folder: A folder whose files the code sees; it may change its copies, never the originals.
        below: The working directory, as a path below that folder.
        variables: Variables of the environment beside those that every sandbox has.
        bytecode: The only folder in which the interpreter looks for bytecode, which code cannot
            change; empty for none: it lies beside its source.
    """

    python: str = ""
    packages: Tuple[str, ...] = ()
    folder: str = ""
    below: str = ""
    variables: Tuple[Tuple[str, str], ...] = ()
    bytecode: str = ""


class CodeStep(NamedTuple):
    """A statement of a cell.

    Args:
        source: The whole cell, as Python; the interpreter that runs it parses it.
        name: The file name in tracebacks.
        at: Which statement of the cell's outermost level, counted from 0.
        front: ``notebook``, ``console`` or ``script``.
        shows: ``last``, ``each`` or ``never``.
        html: Whether a value that has an HTML form is shown in it, and not as text.
        executed: The cell's execution count, for ``In``, ``Out`` and ``_3``.
        namespace: The name of the namespace; each has names of its own.
        within: The namespace whose names it begins with; empty for none.
        seconds: Its time limit in seconds.
    """

    source: str
    name: str
    at: int = 0
    front: str = NOTEBOOK
    shows: str = LAST
    html: bool = False
    executed: int = 0
    namespace: str = ""
    within: str = ""
    seconds: float = 60.0


class StepOutcome(NamedTuple):
    """How a statement ended.

    Args:
        lines: Its first and last line in the source, counted from 1.
        number: How many statements the source has; 0 where Python does not take it.
        output: What it wrote to standard output, shown values among it.
        raises: The exception's type, message, line of the source, missing name or module, and
            causes, as in ``CellOutcome``; None if it raised none.
        stopped: The limit that it reached, or how its process ended; empty if it was not stopped.
        result: The class of the value shown last and the number of its characters; None if none.
        pictures: How many figures it showed.
        sought: What it reached for and cannot have here: ``network``, ``input``.
        seconds: How long it took.
    """

    lines: Tuple[int, int]
    number: int
    output: str = ""
    raises: Optional[Dict[str, Any]] = None
    stopped: str = ""
    result: Optional[Dict[str, Any]] = None
    pictures: int = 0
    sought: Tuple[str, ...] = ()
    seconds: float = 0.0
