"""What runs had to compile is compiled once, by a process that executes nothing."""

import os
import sys
import time
import venv

import pytest

from harness.checking.bytecode import BytecodeCache
from harness.checking.interpreters import find_interpreter
from harness.sandbox.limits import Limits
from harness.sandbox.sandbox import Sandbox
from harness.sandbox.steps import CodePlace, CodeStep
from tests.sandbox.test_sandbox import needs_containment

MODULES = 60
"""More than are compiled again in each run."""


@pytest.fixture
def environment(tmp_path):
    """Make an environment with a package that leaves a trace where its modules are executed."""
    venv.create(tmp_path / "environment", symlinks=True)
    (site,) = (tmp_path / "environment").glob("lib/python*/site-packages")
    package = site / "many"
    package.mkdir()
    for number in range(MODULES):
        (package / f"m{number}.py").write_text(f"print('executed')\nVALUE = {number}\n")
    (package / "__init__.py").write_text(f"from many import {', '.join(modules())}\n")
    return tmp_path / "environment"


def modules():
    return [f"m{number}" for number in range(MODULES)]


@pytest.fixture
def interpreter(environment):
    return find_interpreter(str(environment))


@pytest.fixture
def cache(interpreter, tmp_path):
    return BytecodeCache(interpreter, tmp_path / "cache")


def place(interpreter, cache):
    packages = tuple(path for path in interpreter.folders if path.endswith("site-packages"))
    return CodePlace(interpreter.path, packages, bytecode=cache.ready())


def run(interpreter, cache, source):
    """Run code as a page does; return what it prints."""
    with Sandbox(Limits(seconds=60.0), place=place(interpreter, cache)) as sandbox:
        found = sandbox.step(CodeStep(f"exec({source!r})", "<cell>"))
        assert not found.raises, found.raises
        cache.ask(sandbox)
    return found.output


def compiled(tmp_path):
    return {path.name.partition(".")[0] for path in (tmp_path / "cache").rglob("many/*.pyc")}


@needs_containment
def test_what_one_run_compiled_the_next_one_finds(interpreter, cache, tmp_path):
    assert cache.ready() == ""
    run(interpreter, cache, "import many")
    assert not compiled(tmp_path)  # a check of one page pays nothing for it
    cache.ready()
    assert compiled(tmp_path) == {"__init__", *modules()}
    found = run(interpreter, cache, "import many, os; print(os.path.exists(many.m3.__cached__))")
    assert found.endswith("True\n")
    assert not [*(tmp_path / "cache").rglob("pending.txt")]


@needs_containment
def test_what_a_sandbox_itself_imports_is_there_too(interpreter, cache, tmp_path):
    run(interpreter, cache, "import many")
    cache.ready()
    names = {path.name.partition(".")[0] for path in (tmp_path / "cache").rglob("*.pyc")}
    assert {"supervisor", "code_session", "parsed_cell", "socket"} <= names


@needs_containment
@pytest.mark.parametrize(
    "source",
    [
        "open(many.m3.__cached__, 'wb')",
        "os.remove(many.m3.__cached__)",
        "os.chmod(sys.pycache_prefix, 0o777)",
        "open(sys.pycache_prefix + '/pending.txt', 'w')",
    ],
)
def test_code_cannot_change_it(interpreter, cache, source):
    run(interpreter, cache, "import many")
    code = f"import many, os, sys\ntry:\n    {source}\nexcept OSError as e:\n    print('refused')"
    with Sandbox(place=place(interpreter, cache)) as sandbox:
        assert not sandbox.step(CodeStep(code, "<cell>")).raises
        found = sandbox.step(CodeStep(code, "<cell>", 1))
    assert found.output == "refused\n"


@needs_containment
def test_source_that_was_changed_counts(interpreter, cache, environment, tmp_path):
    run(interpreter, cache, "import many")
    cache.ready()
    (changed,) = environment.rglob("m3.py")
    changed.write_text("VALUE = 'another one'\n")
    os.utime(changed, (time.time() + 9, time.time() + 9))
    for _ in range(2):
        found = run(interpreter, cache, "import many; print(many.m3.VALUE)")
        assert found.endswith("another one\n")
    told = [*(tmp_path / "cache").rglob("pending.txt")]
    assert not told  # the second of these runs found it compiled


def test_a_module_outside_the_installed_ones_is_never_read(cache, tmp_path, environment):
    outside = tmp_path / "outside.py"
    outside.write_text("")
    inside = str(next(environment.rglob("m3.py")))
    around = inside.replace("m3.py", f"../{'../' * 6}outside.py")
    told = [str(outside), around, "+", f"{inside}\0", inside[:-3], *[inside] * MODULES]
    cache.learn([f"+{path}" for path in told])
    cache.ready()
    assert compiled(tmp_path) == {"m3"}
    assert not [*(tmp_path / "cache").rglob("outside*")]


def test_compiling_executes_nothing(cache, environment, tmp_path):
    trap = next(environment.rglob("m3.py"))
    trap.write_text(f"open({str(tmp_path / 'executed')!r}, 'w')\n")
    cache.learn([f"+{path}" for path in environment.rglob("m*.py")])
    cache.ready()
    assert "m3" in compiled(tmp_path)
    assert not (tmp_path / "executed").exists()


def test_source_that_python_does_not_take_is_passed_over(cache, environment, tmp_path):
    next(environment.rglob("m3.py")).write_text("def\n")
    cache.learn([f"+{path}" for path in environment.rglob("many/m*.py")])
    cache.ready()
    assert compiled(tmp_path) == {*modules()} - {"m3"}


@pytest.mark.parametrize("few", [0, 9])
def test_an_environment_that_has_its_bytecode_keeps_to_it(cache, environment, few):
    paths = [str(path) for path in environment.rglob("m*.py")]
    cache.learn([f"{'+' if at < few else '='}{path}" for at, path in enumerate(paths)])
    assert cache.ready() == ""


def test_a_cache_that_cannot_be_written_is_none(interpreter, environment, tmp_path):
    (tmp_path / "file").write_text("")
    cache = BytecodeCache(interpreter, tmp_path / "file")
    cache.learn([f"+{path}" for path in environment.rglob("m*.py")])
    assert cache.ready() == ""


def test_interpreters_have_bytecode_of_their_own(cache, environment, tmp_path):
    cache.learn([f"+{path}" for path in environment.rglob("m*.py")])
    other = BytecodeCache(find_interpreter(sys.executable), tmp_path / "cache")
    assert other.ready() == ""
    assert cache.ready()
