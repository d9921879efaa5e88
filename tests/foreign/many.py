"""Makes a folder of small notebooks, with outputs that this interpreter prints.

    python tests/foreign/many.py FOLDER 100

Of ten notebooks, two draw without a seed, three with one, and one has a wrong figure; each has 5 to
15 cells of NumPy and pandas. `expected.json` lists the wrong ones. The outputs are what the cells
print here, so that a check in the same environment finds nothing else.
"""

from __future__ import annotations

import ast
import contextlib
import io
import json
import random
import re
import sys
from pathlib import Path

CELLS = (
    "a = np.arange({n}, {m}).reshape(2, -1)\na",
    "b = pd.DataFrame({{'x': range({n}), 'y': [i * {m} for i in range({n})]}})\nb",
    "b.describe()",
    "b.groupby(b.x % 2).y.sum()",
    "print('mean', np.linspace(0, {n}, {m}).mean(), 'of', {m})",
    "np.linalg.solve([[{n}.0, 1.0], [1.0, {m}.0]], [1.0, 2.0])",
    "for i in range(3):\n    print(i, i * {n}, i ** {m})",
    "sorted({{'a': {n}, 'b': {m}}}.items())",
    "pd.Series([{n}, {m}, None]).isna().sum()",
    "np.cumsum(np.ones({n}) * {m})",
)
DRAWS = ("np.random.rand(3)", "print(np.random.randint(0, 1000000, 4))", "random.random()")


def sources(number: int) -> list[str]:
    """Choose the cells of a notebook by its number."""
    dice = random.Random(number)
    values = [{"n": dice.randrange(4, 12, 2), "m": dice.randrange(14, 30, 2)} for _ in CELLS]
    chosen = dice.sample(range(len(CELLS)), dice.randint(3, 9))
    found = [CELLS[1].format(**values[1])]
    found += [CELLS[at].format(**values[at]) for at in chosen if at != 1]
    draws = list(DRAWS) if number % 10 < 5 else []
    seed = "\nnp.random.seed(1); random.seed(1)" if number % 10 > 1 else ""
    return ["import random\nimport numpy as np\nimport pandas as pd" + seed, *found, *draws]


def notebook(number: int) -> tuple[dict[str, object], bool]:
    """Make a notebook; return it, and whether one of its figures is wrong."""
    namespace: dict[str, object] = {}
    cells = [cell(source, namespace, count) for count, source in enumerate(sources(number), 1)]
    wrong = number % 10 == 9 and any(map(spoil, cells))
    return {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}, wrong


def cell(source: str, namespace: dict[str, object], count: int) -> dict[str, object]:
    """Run a cell, and write down what it prints and its last value."""
    *body, last = ast.parse(source).body
    value = None
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        exec(compile(ast.Module(body, []), "cell", "exec"), namespace)  # our own code
        if isinstance(last, ast.Expr):
            value = eval(compile(ast.Expression(last.value), "cell", "eval"), namespace)
        else:
            exec(compile(ast.Module([last], []), "cell", "exec"), namespace)
    outputs: list[dict[str, object]] = []
    if text := printed.getvalue():
        outputs += [{"output_type": "stream", "name": "stdout", "text": text}]
    if value is not None:
        data = {"text/plain": repr(value)}
        about = {"metadata": {}, "execution_count": count}
        outputs += [{"output_type": "execute_result", "data": data, **about}]
    about = {"id": f"c{count}", "metadata": {}, "execution_count": count}
    return {"cell_type": "code", **about, "source": source, "outputs": outputs}


def spoil(cell: dict[str, object]) -> bool:
    """Change a figure of an output; return whether it has one."""
    outputs = cell["outputs"]
    assert isinstance(outputs, list)
    for output in outputs:
        holder, key = (output, "text") if "text" in output else (output["data"], "text/plain")
        changed = re.sub(r"[1-8](?=\D*$)", lambda it: str(int(it[0]) + 1), holder[key], count=1)
        if changed != holder[key]:
            holder[key] = changed
            return True
    return False


def main(folder: Path, number: int) -> None:
    """Write the notebooks and the list of the wrong ones."""
    folder.mkdir(parents=True, exist_ok=True)
    wrong = []
    for each in range(number):
        made, spoiled = notebook(each)
        path = folder / f"page{each:03}.ipynb"
        path.write_text(json.dumps(made, indent=1), encoding="utf-8")
        wrong += [path.name] if spoiled else []
    (folder / "expected.json").write_text(json.dumps(wrong), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
