"""The public names of the package."""

import subprocess
import sys

import pytest

import harness


@pytest.mark.parametrize("name", [name for name in harness.__all__ if name != "__version__"])
def test_a_public_name_is_defined_by_a_module_and_says_what_it_is(name):
    found = getattr(harness, name)
    assert found.__module__.startswith("harness.")
    assert found.__doc__


def test_the_public_names_are_those_that_dir_lists():
    assert dir(harness) == sorted(harness.__all__)
    assert isinstance(harness.__version__, str)


def test_another_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="module 'harness' has no attribute 'nothing'"):
        _ = harness.nothing


def test_a_subject_may_import_what_it_needs_without_the_rest():
    code = "import sys; from harness import Unavailable; sys.exit('pydantic' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
