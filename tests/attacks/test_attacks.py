"""Damaged specs, documents and records are read, or refused in one message, in any number.

ATTACK_COUNT says how many of each are tried, ATTACK_SEED which.
"""

import pytest

from tests.attacks.documents import attack_documents
from tests.attacks.records import attack_records, attack_timings
from tests.attacks.specs import attack_specs
from tests.attacks.tally import count, seed


@pytest.mark.parametrize("attack", [attack_specs, attack_documents, attack_records, attack_timings])
def test_damage_of_any_kind_harms_nobody(attack):
    tally = attack(count(300), seed())
    print(tally)  # noqa: T201 - the seed belongs into the log
    assert not tally.failed, str(tally)
    assert tally.refused, "nothing was damaged"
