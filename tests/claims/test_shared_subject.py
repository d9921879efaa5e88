"""Subjects that several claims share."""

import pytest

from harness.claims.shared_subject import with_subject

SHARED = {"net": {"subject": "m:f", "given": {"units": 3, "seed": 1}, "slow": True}}


def test_a_claim_takes_what_its_subject_stands_for():
    found = with_subject({"id": "a", "subject": "net"}, SHARED)
    assert found == {"id": "a", "subject": "m:f", "given": {"units": 3, "seed": 1}, "slow": True}


def test_its_own_arguments_come_before_those_of_the_head():
    found = with_subject({"subject": "net", "given": {"units": 5}}, SHARED)
    assert found["given"] == {"units": 5, "seed": 1}


def test_another_subject_is_left_as_it_is():
    assert with_subject({"subject": "m:g"}, SHARED) == {"subject": "m:g"}


@pytest.mark.parametrize("given", [0.5, "x", [1], None])
def test_arguments_that_are_none_are_left_to_be_refused(given):
    assert with_subject({"subject": "net", "given": given}, SHARED)["given"] == given
    odd = {"net": {"subject": "m:f", "given": given}}
    assert with_subject({"subject": "net"}, odd)["given"] == given
