"""Releases of packages are compared by their numbers, and only within one package."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from harness.claims.releases import PackageRelease, is_later, is_reached, release_text

NUMBERS = st.integers(0, 9999)
VERSIONS = st.tuples(NUMBERS, NUMBERS, NUMBERS)
READ = TypeAdapter(PackageRelease)


def written(version):
    return ".".join(map(str, version))


@given(VERSIONS, VERSIONS)
def test_a_release_is_reached_by_itself_and_by_later_ones(release, installed):
    since, packages = {"keras": written(release)}, {"keras": written(installed)}
    assert is_reached(since, packages) is (installed >= release)
    assert is_later(since, packages) is (release > installed)


@given(VERSIONS)
def test_another_package_reaches_nothing(version):
    assert not is_reached({"keras": written(version)}, {"numpy": "9999.0"})
    assert not is_later({"keras": written(version)}, {"numpy": "0.0"})


@pytest.mark.parametrize(
    ("release", "installed", "reached"),
    [
        ("2.22", "2.22.0rc1", True),
        ("2.22", "2.22.0-rc1", True),
        ("2.22", "2.21.0+nv23.5", False),
        ("2.9", "2.10.0", True),
        ("3.0", "2.21.0", False),
        ("2.16.2", "2.16.1", False),
        ("0.0", "none", True),
        ("0.1", "none", False),
        ("0.0.1", "none", False),
    ],
)
def test_a_pre_release_counts_as_its_release(release, installed, reached):
    assert is_reached({"tensorflow": release}, {"tensorflow": installed}) is reached


@pytest.mark.parametrize(
    ("since", "text"),
    [
        ({"keras": "3.3"}, "Keras 3.3"),
        ({"numpy": "2.0"}, "NumPy 2.0"),
        ({"tensorflow": "2.10"}, "TensorFlow 2.10"),
        ({"seaborn": "0.13"}, "seaborn 0.13"),
    ],
)
def test_a_release_is_named_as_a_reader_knows_it(since, text):
    assert READ.validate_python(since) == since
    assert release_text(since) == text


@pytest.mark.parametrize(
    "since", ["2.16", {}, {"keras": "3.0", "numpy": "2.0"}, {"keras": "3"}, {"keras": "soon"}, 2.16]
)
def test_a_release_names_one_package(since):
    with pytest.raises(ValidationError):
        READ.validate_python(since)


@pytest.mark.parametrize(
    ("since", "why"),
    [
        ({}, "name the one package that changed"),
        ({"keras": "3.0", "numpy": "2.0"}, "name the one package that changed"),
        ("2.16", "'2.16' names no package"),
        ({"kears": "3.0"}, "no stack says which 'kears' it has; did you mean 'keras'"),
        ({"zzzzzz": "3.0"}, "no stack says which 'zzzzzz' it has \\["),
    ],
)
def test_a_release_that_names_none_or_an_unknown_one_says_so(since, why):
    with pytest.raises(ValidationError, match=why):
        READ.validate_python(since)
