"""The JSON Schema of specs says what every kind takes: defaults and limits, too."""

from pathlib import Path

from harness.claims.json_schema import schema_text


def test_the_schema_beside_the_specs_is_current():
    kept = Path(__file__).parents[2] / "specs" / "schema.json"
    assert kept.read_text() == schema_text(), "run: harness schema > specs/schema.json"
