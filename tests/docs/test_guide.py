"""The examples of the guide are parts of specs."""

import re
from pathlib import Path

import pytest

from harness.claims.loader import load_spec

GUIDE = (Path(__file__).parents[2] / "docs/guide.md").read_text(encoding="utf-8")
HEAD = "format: harness-spec/1\ndocument: page.txt\ntitle: An example of the guide\n"
SECTIONS = {
    title: example
    for title, section in re.findall(r"^## ([^\n]*)\n(.*?)(?=^## |\Z)", GUIDE, re.M | re.S)
    for example in re.findall(r"```yaml\n(.*?)```", section, re.S)
    if "claims:" in example
}


def test_the_guide_shows_specs():
    assert len(SECTIONS) >= 2


@pytest.mark.parametrize("title", SECTIONS)
def test_an_example_of_the_guide_is_a_spec(title, tmp_path):
    file = tmp_path / "example.yaml"
    file.write_text(HEAD + SECTIONS[title], encoding="utf-8")
    assert load_spec(file).claims
