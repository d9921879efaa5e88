"""Statements of cells run one by one, as a notebook, a prompt or a script runs them."""

import pytest

from harness.sandbox.limits import ContainmentError, Limits
from harness.sandbox.sandbox import Sandbox
from harness.sandbox.steps import CONSOLE, EACH, NEVER, SCRIPT, CodeStep


@pytest.fixture(scope="module")
def sandbox():
    try:
        with Sandbox(Limits()) as found:
            yield found
    except ContainmentError as error:
        pytest.skip(f"this machine cannot contain code: {error}")


@pytest.fixture
def cell(sandbox, request):
    def run(source, name="<cell>", **options):
        options.setdefault("namespace", request.node.name)
        found = [sandbox.step(CodeStep(source, name, **options))]
        while len(found) < found[0].number:
            found.append(sandbox.step(CodeStep(source, name, len(found), **options)))
        return found

    return run


def outputs(found):
    return [outcome.output for outcome in found]


def raised(outcome):
    return outcome.raises and (outcome.raises["type"], outcome.raises["line"])


def test_a_statement_that_fails_does_not_take_the_rest_of_its_cell_along(cell):
    found = cell("x = 1\n\n1 / 0\nprint(x)\nx + 1")
    assert [outcome.lines for outcome in found] == [(1, 1), (3, 3), (4, 4), (5, 5)]
    assert raised(found[1]) == ("ZeroDivisionError", 3)
    assert outputs(found) == ["", "", "1\n", "2\n"]
    assert found[3].result == {"of": "int", "length": 1}


@pytest.mark.parametrize("source", ["x = (", "x = 1\ny = = 2", "x = 1\n\0"])
def test_source_that_is_no_python_has_no_statements(cell, source):
    (found,) = cell(source)
    assert found.number == 0
    assert found.raises["type"] in ("SyntaxError", "ValueError")


def test_a_cell_of_comments_has_no_statements_and_raises_nothing(cell):
    (found,) = cell("# nothing")
    assert (found.number, found.raises) == (0, None)


@pytest.mark.parametrize(
    ("shows", "expected"),
    [("last", ["", "", "", "3\n"]), (EACH, ["1\n", "", "", "3\n"]), (NEVER, ["", "", "", ""])],
)
def test_the_last_value_is_shown_or_each_or_none(cell, shows, expected):
    assert outputs(cell("1\nNone\n2;\n3", shows=shows)) == expected


def test_a_script_shows_nothing_and_a_prompt_shows_each(cell):
    assert outputs(cell("'a'\n3", front=SCRIPT)) == ["", ""]
    assert outputs(cell("'a'\n[int]\nfor i in 1, 2: i", front=CONSOLE)) == [
        "'a'\n", "[<class 'int'>]\n", "1\n2\n"
    ]  # fmt: skip
    assert outputs(cell("_", front=CONSOLE)) == ["2\n"]
    assert raised(cell("display", front=CONSOLE)[0])[0] == "NameError"
    assert raised(cell("get_ipython()", front=CONSOLE)[0])[0] == "NameError"


def test_a_notebook_remembers_its_cells_and_values(cell):
    cell("41", executed=7)
    assert outputs(cell("_ + 1", executed=8)) == ["42\n"]
    assert outputs(cell("_, __, _7, Out, In[7]")) == ["(42, 41, 41, {7: 41, 8: 42}, '41')\n"]


def test_a_name_that_code_uses_itself_is_left_to_it(cell):
    cell("_ = 'mine'")
    assert outputs(cell("3") + cell("_")) == ["3\n", "'mine'\n"]


def test_awaiting_works_and_tasks_live_on(cell):
    cell("import asyncio\nasync def f(): return 5\ntask = asyncio.create_task(f())")
    found = cell("await asyncio.sleep(0)\ntask.result()\nawait f()\nasyncio.run(f())")
    assert outputs(found) == ["", "", "", ""]
    assert raised(found[3])[0] == "RuntimeError"  # as in a notebook
    assert outputs(cell("async with asyncio.Lock(): print('in')\nawait f()")) == ["in\n", "5\n"]


def test_context_variables_outlive_their_statement(cell):
    cell("import asyncio, contextvars, decimal\nv = contextvars.ContextVar('v')\nv.set(1)")
    cell("async def f(): v.set(v.get() + 1)\nawait f()\ndecimal.getcontext().prec = 3")
    assert outputs(cell("v.get(), decimal.Decimal(1) / 3")) == ["(2, Decimal('0.333'))\n"]


def test_a_generator_at_its_end_raises_stop_iteration(cell):
    assert raised(cell("import asyncio\nnext(iter([]))")[1]) == ("StopIteration", 2)


def test_source_is_found_by_inspect_and_tracebacks(cell):
    source = "import inspect\ndef f():\n    return 1 / 0\nprint(inspect.getsource(f))\nf()"
    found = cell(source, "<cell 5>")
    assert found[2].output == "def f():\n    return 1 / 0\n\n"
    assert raised(found[3]) == ("ZeroDivisionError", 3)


def test_future_imports_hold_for_the_namespace(cell):
    cell("from __future__ import annotations")
    assert outputs(cell("def f(x: nothing): pass\nf.__annotations__")) == ["", "{'x': 'nothing'}\n"]


def test_code_is_the_main_module_without_a_file(cell):
    assert outputs(cell("__name__, '__file__' in globals()")) == ["('__main__', False)\n"]
    assert outputs(
        cell("class A: pass\nimport pickle\ntype(pickle.loads(pickle.dumps(A())))")
    ) == [
        "", "", "__main__.A\n"
    ]  # fmt: skip


def test_a_namespace_begins_with_the_names_of_another(cell):
    cell("a = 1", namespace="outer")
    assert outputs(cell("a", namespace="inner", within="outer")) == ["1\n"]
    cell("a = 2", namespace="inner", within="outer")
    assert outputs(cell("a", namespace="outer")) == ["1\n"]
    assert raised(cell("a", namespace="other", within="unknown")[0])[0] == "NameError"


def test_a_time_limit_ends_the_statement_alone(cell):
    found = cell("import time\nx = 1\ntime.sleep(9)\nx", seconds=0.2)
    assert found[2].stopped == "time limit of 0.2 s"
    assert found[2].raises is None
    assert found[3].output == "1\n"


def test_exiting_ends_the_statement_alone(cell):
    found = cell("exit()\nimport sys\nsys.exit(3)\n'on'")
    assert [raised(it) for it in found] == [("SystemExit", 1), None, ("SystemExit", 3), None]
    assert found[3].output == "'on'\n"


def test_what_is_sought_is_noted(cell):
    found = cell(
        "input('name? ')\n"
        "import getpass; getpass.getpass()\n"
        "import socket; socket.create_connection(('example.org', 80), 1)\n"
        "import urllib.request as u; u.urlopen('http://10.1.2.3/', timeout=1)\n"
        "import os; _ = os.system('wget x')\n"
        "import subprocess; subprocess.call(['pip', 'list'])\n"
        "socket.getaddrinfo('localhost', 80)\n"
        "socket.socket(socket.AF_UNIX).connect('/none')"
    )
    sought = [outcome.sought for outcome in found if outcome.sought]
    assert sought == [("input",), ("input",), ("network",), ("network",), ("network",)]


def test_a_value_may_be_shown_as_html(cell):
    source = (
        "class A:\n  def _repr_html_(self): return '<b>'\n  def __repr__(self): return 'A'\nA()"
    )
    assert cell(source)[1].output == "A\n"
    found = cell(source, html=True)[1]
    assert (found.output, found.result["length"]) == ("<b>\n", 3)
    assert cell("3", html=True)[0].output == "3\n"


def test_what_is_displayed_keeps_its_order_with_what_is_printed(cell):
    source = (
        "if 1:\n  print('a'); display([int], 2); print('b'); display({'text/plain': 'c'}, raw=True)"
    )
    assert outputs(cell(source)) == ["a\n[int]\n2\nb\nc\n"]


def test_standard_error_stays_apart(cell):
    assert outputs(cell("import sys; print('a', file=sys.stderr); print('b')")) == ["", "", "b\n"]


def test_a_cleared_output_is_gone(cell):
    source = (
        "from IPython.display import clear_output\nfor i in 1, 2: clear_output(wait=True); print(i)"
    )
    assert outputs(cell(source)) == ["", "2\n"]


def test_ipython_need_not_be_installed(cell):
    found = cell(
        "from IPython.display import display, HTML, Image, Markdown, SVG\n"
        "from IPython.core.interactiveshell import InteractiveShell\n"
        "from IPython.core.magic import register_line_magic\n"
        "from IPython import get_ipython\n"
        "register_line_magic('x')(int)\n"
        "get_ipython().run_line_magic('matplotlib', 'inline'); get_ipython().system('ls')\n"
        "display(HTML('<b>'))\n"
        "Image(data=b'')"
    )
    assert [outcome.raises for outcome in found] == [None] * len(found)
    assert found[-2].output == "<IPython.core.display.HTML object>\n"
    assert (found[-1].output, found[-1].pictures) == ("<IPython.core.display.Image object>\n", 1)
    assert outputs(cell("type(get_ipython()).__name__")) == ["'ZMQInteractiveShell'\n"]


def test_code_may_ask_for_every_value(cell):
    cell("get_ipython().ast_node_interactivity = 'all'")
    assert outputs(cell("1\n2")) == ["1\n", "2\n"]


def test_figures_are_counted_and_closed_after_the_cell(cell):
    pytest.importorskip("matplotlib")
    found = cell(
        "import matplotlib.pyplot as plt, warnings\nwarnings.simplefilter('error')\n"
        "fig, ax = plt.subplots()\nplt.show()\nplt.figure()\nfig"
    )
    assert [outcome.pictures for outcome in found] == [0, 0, 0, 1, 0, 2]
    assert found[-1].output == "<Figure size 640x480 with 1 Axes>\n"
    assert outputs(cell("plt.get_fignums()")) == ["[]\n"]


def test_pandas_believes_that_it_is_in_a_notebook(cell):
    pytest.importorskip("pandas")
    cell("import pandas as pd")
    options = "pd.get_option('display.max_columns'), pd.get_option('display.width')"
    assert outputs(cell(options)) == ["(20, 80)\n"]
    frame = cell("pd.DataFrame({str(i): [0.5] for i in range(30)})")[0].output
    assert "..." in frame
    assert max(map(len, frame.split("\n"))) <= 80
    assert cell("pd.DataFrame({'a': [1]})", html=True)[0].output.startswith("<div>")


def test_arrays_in_containers_keep_their_lines(cell):
    pytest.importorskip("numpy")
    cell("import numpy as np")
    assert outputs(cell("[np.eye(2), np.float64(1)]")) == [
        "[array([[1., 0.],\n        [0., 1.]]),\n np.float64(1.0)]\n"
    ]


def test_pieces_that_ran_before_there_were_statements_run_as_they_did(cell):
    cell("")  # which skips where no code can be contained
    with Sandbox(Limits()) as fresh:
        assert fresh.run("[int]").output == "[<class 'int'>]\n"
        assert fresh.run("dir()").output == "['__builtins__', '__name__']\n"
        assert fresh.run("try: get_ipython\nexcept NameError: print('no')").output == ""
        assert fresh.run("display([int], 3)").output == "[<class 'int'>]\n3\n"
        found = fresh.run("import asyncio\nawait asyncio.sleep(0)\nawait asyncio.sleep(0, 5)")
        assert found.output == "5\n"
