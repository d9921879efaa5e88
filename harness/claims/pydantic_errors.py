"""Turns pydantic's validation errors into mistakes with their places in a spec."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ValidationError

from harness.claims.errors import SpecError
from harness.claims.expectation import FORMER_KEYS
from harness.claims.subject_check import nearest
from harness.claims.yaml import KeyPath, Yaml
from harness.documents import FigureError

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails


def mistakes(
    yaml: Yaml, path: KeyPath, error: ValidationError, model: type[BaseModel]
) -> Iterator[SpecError]:
    """List the mistakes that a validation found, one for each place.

    Args:
        yaml: The spec.
        path: Where in it the validated data stand.
        error: What pydantic found.
        model: The model that the data were validated with.
    """
    seen = set()
    found = error.errors(include_url=False)
    for details in found:
        where = path
        for step in details["loc"]:  # some steps are pydantic's own, such as a union's branch
            where = (*where, step) if (*where, step) in yaml.places else where
        of_a_union = len(where) < len(path) + len(details["loc"]) - 1
        if of_a_union and details["type"] == "missing" and len(found) > 1:
            continue  # each branch misses its own keys; the other errors say more
        mistake = _mistake(yaml, where, details, model)
        if (mistake.line, mistake.column) not in seen:
            seen.add((mistake.line, mistake.column))
            yield mistake


def _mistake(yaml: Yaml, path: KeyPath, details: ErrorDetails, model: type[BaseModel]) -> SpecError:
    last = str(details["loc"][-1]) if details["loc"] else ""
    match details["type"]:
        case "extra_forbidden":
            hint = FORMER_KEYS.get(last) or nearest(last, _keys(model, details["loc"][:-1]))
            return yaml.error(yaml.place_of(path, key=True), f"unknown key {last!r}", hint)
        case "missing":
            return yaml.error(yaml.place_of(path), f"missing key {last!r}")
        case "value_error":
            cause = details["ctx"]["error"]
            figure = (*path, "at", "figure")
            at_figure = isinstance(cause, FigureError) and figure in yaml.places
            return yaml.error(yaml.place_of(figure if at_figure else path), str(cause))
    key = repr(path[-1]) if path and isinstance(path[-1], str) else "this value"
    message = details["msg"]
    return yaml.error(yaml.place_of(path), f"{key}: {message[:1].lower()}{message[1:]}")


def _keys(model: type[BaseModel], loc: tuple[str | int, ...]) -> list[str]:
    """List the keys that a model allows at a place."""
    for step in loc:
        field = model.model_fields.get(str(step))
        model = next(_models_in(field.annotation), model) if field else model
    return list(model.model_fields)


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in getattr(annotation, "__args__", ()):
        yield from _models_in(part)
