"""A network of ours is faithful to the document's if both are built alike."""

import pytest

from tests.kinds.judging import verdict

KEYS = {"after": "block", "value": "model", "model": "networks:built_network"}


@pytest.mark.parametrize("measured", [{}, {"document": []}, None, 3])
def test_evidence_without_two_networks_is_an_error(measured):
    found = verdict(measured, "faithful", **KEYS)
    assert (found.word.value, found.why) == ("error", "the evidence has no two networks")
