"""Wrong formulas of a law are refuted, or it is said what lets them pass."""

import pytest

from harness.stacks.formula_mutants import examine_law

SOURCE = """\
def counted(units, features):
    return {"left": _built(units, features), "right": units * (features + 1)}


def rounded(units):
    return {"left": 0.01 * units, "right": 0.01 * units + 0.0001}


def shared(units):
    values = _inputs(units)
    return {"left": sum(values), "right": sum(reversed(values))}


def plain(text):
    return {"left": text, "right": text}


def _inputs(units):
    return [3.0 * n + 1.0 for n in range(units)]


def _built(units, features):
    return sum(features - -1 for _ in range(units))
"""


@pytest.fixture
def law(tmp_path, monkeypatch):
    """Examine a law of a project of its own."""
    (tmp_path / "lawful").mkdir()
    (tmp_path / "lawful" / "__init__.py").write_text("")
    (tmp_path / "lawful" / "sides.py").write_text(SOURCE)
    monkeypatch.syspath_prepend(tmp_path)

    def examine(name, arguments, within=0.0):
        return examine_law(f"lawful.sides:{name}", arguments, within)

    return examine


WIDE = [{"units": u, "features": f} for u in (1, 2, 3) for f in (1, 2, 5)]


def test_every_wrong_formula_of_a_law_with_a_wide_range_is_refuted(law):
    found = law("counted", WIDE)
    assert found["mutants"] > 5
    assert found["survivors"] == found["idle"] == []


def test_a_range_of_one_value_does_not_tell_wrong_formulas_from_right_ones(law):
    found = law("counted", [{"units": 1, "features": 1}] * 3)
    assert "features + 1 for units * (features + 1)" in [row["says"] for row in found["idle"]]


def test_a_wide_tolerance_lets_wrong_formulas_pass(law):
    assert law("rounded", [{"units": 1}, {"units": 9}], 0.001)["survivors"] != []
    alive = law("rounded", [{"units": 1}, {"units": 9}], 0.5)["survivors"]
    assert "units for 0.01 * units" not in [row["says"] for row in alive]
    assert all(row["differ"] <= 0.5 for row in alive)


def test_a_change_of_the_input_of_both_sides_is_no_wrong_formula(law):
    found = law("shared", [{"units": n} for n in (2, 3, 4, 5)])
    assert found["mutants"] == 0
    assert found["common"] > 3


def test_a_law_without_a_formula_has_no_mutants(law):
    assert law("plain", [{"text": "a"}])["total"] == 0


def test_the_functions_are_as_before_afterwards(law):
    assert law("counted", WIDE) == law("counted", WIDE)
