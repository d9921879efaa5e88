"""Stacks are named and ordered by their release."""

from dataclasses import replace

import pytest

from harness.evidence.facts import ABSENT, chronological, minor_release, stack_name


@pytest.mark.parametrize(
    ("tensorflow", "keras", "device", "name"),
    [
        ("2.5.3", "2.5.0", "CPU", "tf2.5"),
        ("2.15.1", "2.15.0", "CPU", "tf2.15"),
        ("2.21.0", "3.15.1", "CPU", "tf2.21"),
        ("2.21.0", "2.21.0", "CPU", "tf2.21-legacy"),
        ("2.21.0", "3.15.1", "GPU NVIDIA H200", "tf2.21-gpu"),
        ("2.22.0-rc1", "none", "CPU", "tf2.22"),
    ],
)
def test_a_stack_is_named_by_its_release_its_keras_and_its_device(tensorflow, keras, device, name):
    assert stack_name(tensorflow, keras, device) == name


def test_stacks_stand_in_the_order_of_their_releases():
    names = ["tf2.21-legacy", "tf2.5", "tf2.21", "tf2.15", "tf2.21-gpu", "tf2.8"]
    ordered = ["tf2.5", "tf2.8", "tf2.15", "tf2.21", "tf2.21-gpu", "tf2.21-legacy"]
    assert sorted(names, key=chronological) == ordered


def test_a_stack_is_known_by_the_packages_that_it_has():
    facts = replace(ABSENT, python="3.11.7", tensorflow="2.21.0", keras="2.21.0")
    assert facts.packages == {"python": "3.11.7", "tensorflow": "2.21.0", "keras": "2.21.0"}


@pytest.mark.parametrize(
    ("version", "numbers"),
    [
        ("2.5", (2, 5)),
        ("2.21.0-legacy", (2, 21)),
        ("2.22.0-rc1", (2, 22)),
        ("2.22.0rc1", (2, 22)),
        ("2.13.0+nv23.5", (2, 13)),
    ],
)
def test_releases_are_compared_by_their_first_two_numbers(version, numbers):
    assert minor_release(version) == numbers


def test_a_name_without_a_version_has_no_release():
    with pytest.raises(ValueError, match="none"):
        minor_release("none")


def test_another_release_is_one_of_other_minor_numbers():
    facts = replace(ABSENT, tensorflow="2.16.2", keras="3.0.5", numpy="1.26.4")
    assert not [*facts.other_releases(replace(facts, keras="3.0.2", numpy="1.26.0"))]
    assert [*facts.other_releases(replace(facts, keras="3.15.1", numpy="2.0.0"))] == [
        "recorded with keras 3.0.5, here is 3.15.1",
        "recorded with numpy 1.26.4, here is 2.0.0",
    ]


def test_a_package_that_is_absent_is_no_other_release():
    facts = replace(ABSENT, tensorflow="2.16.2", keras="3.0.5")
    assert not [*facts.other_releases(replace(facts, keras="none", numpy="2.0.0"))]
