"""Generates the JSON Schema of specs, which editors use to complete and check them."""

from __future__ import annotations

import json
from typing import Any, Literal

from pydantic import BaseModel, TypeAdapter
from pydantic.json_schema import models_json_schema

from harness.claims.registry import kinds
from harness.claims.spec import Page


def schema() -> dict[str, Any]:
    """Generate one schema for the page and every installed kind."""
    models: list[tuple[type[BaseModel], Literal["validation"]]] = [
        (model, "validation") for model in kinds().values()
    ]
    _, claims = models_json_schema(models)
    page = TypeAdapter(Page).json_schema()
    definitions = {**page.pop("$defs", {}), **claims["$defs"]}
    page["properties"]["claims"]["items"] = {
        "oneOf": [{"$ref": f"#/$defs/{model.__name__}"} for model in kinds().values()]
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **page,
        "title": "Harness spec",
        "$defs": dict(sorted(definitions.items())),
    }


def schema_text() -> str:
    """Write the schema as the file that is kept beside the specs."""
    return json.dumps(schema(), indent=1, sort_keys=False) + "\n"
