"""What the options of `harness check` do to a run, and what it leaves behind."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from harness.cli import main
from tests.commands.test_check import RIGHT, WRONG, labels
from tests.sandbox.test_sandbox import needs_containment

pytestmark = needs_containment


@pytest.fixture
def here(tmp_path, monkeypatch):
    """An empty folder as the current one, and an empty cache."""
    monkeypatch.setenv("HARNESS_CACHE", str(tmp_path / "cache"))
    (tmp_path / "docs").mkdir()
    monkeypatch.chdir(tmp_path / "docs")
    return tmp_path


def check(*arguments):
    return CliRunner().invoke(main, ["check", *map(str, arguments)])


def blocks():
    return json.loads(Path("found.json").read_text())["blocks"]


def test_nothing_is_written_but_the_cache_which_answers_the_second_time(here):
    Path("page.md").write_text(RIGHT)
    first = check("page.md")
    assert first.exit_code == 0, first.output
    assert [path.name for path in Path().iterdir()] == ["page.md"]
    kept = sorted((here / "cache" / "executions").iterdir())
    assert len(kept) == 2
    before = [path.read_bytes() for path in kept]
    second = check("page.md")
    assert second.exit_code == 0
    assert "cache" in second.stdout
    assert [
        path.read_bytes() for path in sorted((here / "cache" / "executions").iterdir())
    ] == before


def test_prose_that_changes_runs_nothing_and_code_that_changes_does(here):
    page = Path("page.md")
    page.write_text(RIGHT + "\nWords.\n")
    check(page)
    page.write_text(RIGHT.replace("42", "43") + "\nOther words.\n")
    done = check(page, "--json", "found.json")
    assert "cache" in done.stdout
    assert labels() == {"page.md": ["refuted"]}
    page.write_text(RIGHT.replace("6 * 7", "6 * 8"))
    done = check(page, "--json", "found.json")
    assert "cache" not in done.stdout
    assert labels() == {"page.md": ["refuted"]}


def test_what_is_accepted_is_known_until_it_changes(here):
    page = Path("page.md")
    page.write_text(WRONG)
    assert check(page).exit_code == 1
    assert check(page, "--known", "known.json", "--accept", "an old release").exit_code == 0
    assert "an old release" in Path("known.json").read_text()
    assert check(page, "--known", "known.json").exit_code == 0
    assert check(page).exit_code == 1
    page.write_text(WRONG.replace("43", "44"))
    assert check(page, "--known", "known.json").exit_code == 1


SLOW = """\
```python
x = 2
while True: pass
x * 2
```

```
4
```

```python
import random
random.seed(5)
print(random.random())
```

```
0.75
```
"""


def test_a_time_limit_blocks_its_statement_and_a_seed_is_said_to_be_set(here):
    Path("page.md").write_text(SLOW)
    done = check("page.md", "--seconds", "1", "--json", "found.json", "--no-cache")
    assert done.exit_code == 1, done.output
    first, second = blocks()
    assert (first["outcome"], first["output"]["label"]) == ("blocked", "confirmed")
    assert second["outcome"] == "refuted"
    assert "sets a seed" in second["why"]
    assert not (here / "cache").exists()


OLD = next(iter(sorted(Path.home().glob(".pyenv/versions/3.8.*/bin/python"))), None)
VERSION = """\
```python
import sys
print(sys.version_info[:2])
try:
    import click
except ImportError:
    print('nothing of ours')
```

```
({}, {})
nothing of ours
```
"""


@pytest.fixture(params=["environment", "Python 3.8"])
def python(request, here):
    """An interpreter without packages, and its version."""
    if request.param != "environment":
        if OLD is None:
            pytest.skip("no Python 3.8 here")
        return OLD, (3, 8)
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(here / "env")], check=True)
    return here / "env" / "bin" / "python", sys.version_info[:2]


def test_another_interpreter_runs_the_page_and_needs_nothing_of_ours(python):
    path, version = python
    Path("page.md").write_text(VERSION.format(*version))
    done = check("page.md", "--python", path, "--json", "found.json", "--no-cache")
    assert done.exit_code == 0, done.output + json.dumps(blocks())


def test_an_interpreter_that_is_not_there_is_said_before_anything_runs(here):
    Path("page.md").write_text(RIGHT)
    assert check("page.md", "--python", "absent/python").exit_code == 2


def test_a_blocked_output_is_exit_code_4_unless_it_is_allowed(here):
    lost = "```python\nprint(open('gone.csv').read())\n```\n\n```\n1\n```\n"
    Path("page.md").write_text(f"{RIGHT}\n{lost}")
    assert check("page.md").exit_code == 4
    assert check("page.md", "--blocked", "1").exit_code == 0
