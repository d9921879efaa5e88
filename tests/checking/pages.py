"""Pages made of text, and executions of them that a test writes or makes with the sandbox."""

import json

from harness.checking.execution import PLAIN, BlockCourse, Execution, StatementEnding
from harness.checking.page import DocumentPage


def markdown(tmp_path, *blocks):
    """Write a Markdown page: code, and what it prints in the next fence, where that is not None."""
    texts = []
    for code, output in blocks:
        texts.append(f"```python\n{code}\n```\n")
        texts += [f"```text\n{output}\n```\n"] if output is not None else []
    return page(tmp_path, "page.md", "\n".join(texts))


def page(tmp_path, name, text):
    """Write a page and read it."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return DocumentPage.read(path)


def notebook(tmp_path, *cells):
    """Write a notebook of code and outputs, each as nbformat has them."""
    found = [
        {"cell_type": "code", "source": code, "outputs": list(outputs), "execution_count": number,
         "metadata": {}}
        for number, (code, *outputs) in enumerate(cells, 1)
    ]  # fmt: skip
    whole = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": found}
    return page(tmp_path, "page.ipynb", json.dumps(whole))


def stream(text, name="stdout"):
    """Make an output of a notebook that was printed."""
    return {"output_type": "stream", "name": name, "text": text}


def shown(text, **data):
    """Make an output of a notebook that is the value of a cell."""
    data = {"text/plain": text, **data}
    return {"output_type": "execute_result", "data": data, "metadata": {}, "execution_count": 1}


def ended(page, *outcomes, how=PLAIN):
    """Write an execution: for each block what it printed, or how each statement ended.

    Args:
        outcomes: A text, an exception as ``"Type: message"`` in a one-element list, or endings.
    """
    blocks = {}
    for index, outcome in enumerate(outcomes):
        first, last = page.blocks[index].code
        if isinstance(outcome, str):
            blocks[index] = BlockCourse((StatementEnding((first, last), outcome),))
        elif outcome and isinstance(outcome[0], str):
            kind, _, message = outcome[0].partition(": ")
            raised = {
                "type": kind,
                "message": message,
                "line": first,
                "missing": None,
                "causes": [kind],
            }
            blocks[index] = BlockCourse((StatementEnding((first, last), raises=raised),))
        else:
            blocks[index] = BlockCourse(tuple(outcome))
    return Execution(how, {"name": "here"}, blocks)
