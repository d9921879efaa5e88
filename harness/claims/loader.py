"""Loads specs from files and reports every mistake at once, before anything is measured."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ValidationError

from harness.claims import subject_check
from harness.claims.claim import Claim
from harness.claims.errors import SpecError, SpecErrors
from harness.claims.paths import leads_out, root_of
from harness.claims.registry import kinds
from harness.claims.spec import SPEC_FORMAT, Page, Spec
from harness.claims.yaml import KeyPath, Yaml
from harness.documents import FigureError

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails


_FIRST_LINE = f"format: {SPEC_FORMAT}"
_HEAD_BYTES = 1 << 16
_FORMAT_KEY = re.compile(r"^(?:\{\s*)?[\"']?format[\"']?\s*:\s*[\"']?harness-spec/", re.M)
_KEYS_OF_A_SPEC = [re.compile(rf"^[\"']?{key}[\"']?\s*:", re.M) for key in ("document", "claims")]
_CONTENT = re.compile(r"^\s*[^#\s]", re.M)


def is_spec(file: Path) -> bool:
    """Whether a YAML file is a spec of Harness, rather than another tool's file.

    A spec has ``format: harness-spec/...`` among its outermost keys. A file that has ``document``
    and ``claims`` there, is empty, or cannot be read counts as a spec as well, so that loading it
    reports the mistake. Only the first 64 KB are read.
    """
    if not file.is_file():
        return True
    try:
        with file.open("rb") as opened:
            head = opened.read(_HEAD_BYTES).decode("utf-8-sig", "replace")
    except OSError:
        return True
    named = _FORMAT_KEY.search(head) or all(key.search(head) for key in _KEYS_OF_A_SPEC)
    return bool(named) or not _CONTENT.search(head)


def load_specs(files: Iterable[Path]) -> list[Spec]:
    """Load specs.

    Raises:
        SpecErrors: Something is wrong in any of them; it holds every mistake of every file.
    """
    specs: list[Spec] = []
    errors: list[SpecError] = []
    for file in files:
        try:
            specs.append(load_spec(file))
        except SpecErrors as found:
            errors += found.errors
    errors += _namesakes(specs)
    if errors:
        raise SpecErrors(errors)
    return specs


def _namesakes(specs: Iterable[Spec]) -> Iterator[SpecError]:
    """Refuse specs whose claims could not be told apart."""
    first: dict[str, Path] = {}
    for spec in specs:
        if (other := first.setdefault(spec.name, spec.file)) is not spec.file:
            message = f"{other} has the name {spec.name!r}, too"
            yield SpecError(str(spec.file), 1, 1, message, "claims are called by it; rename one")


def load_spec(file: Path) -> Spec:
    """Load one spec.

    Raises:
        SpecErrors: Something is wrong in it.
    """
    hint = f"a spec begins with {_FIRST_LINE!r}"
    if not is_spec(file):
        raise SpecErrors([SpecError(str(file), 1, 1, "not a spec of Harness", hint)])
    yaml = Yaml(file)
    if not isinstance(yaml.value, dict):
        message = "an empty spec" if yaml.value is None else "a spec is a mapping of keys to values"
        raise SpecErrors([yaml.error((1, 1), message, hint)])
    errors = list(_duplicate_ids(yaml))
    page = _page(yaml, errors)
    claims: list[Claim] = []
    for index, raw in enumerate(_raw_claims(yaml)):
        asked = {"stackless": True, **raw} if page and page.stackless else raw
        claim = _claim(yaml, ("claims", index), asked, page, errors)
        claims += [claim] if claim else []
    if page and leads_out(file, page.document):
        message = f"'document': {page.document} leads out of {root_of(file)}"
        hint = "a document lies in the spec's project, or in the folder of --documents"
        errors.append(yaml.error(yaml.place_of(("document",)), message, hint))
    if errors or page is None:
        raise SpecErrors(errors)
    lines = {claim.id: yaml.places["claims", i][0] for i, claim in enumerate(claims)}
    named = Path(page.document)
    beside = file.parent / named if len(named.parts) > 1 else None
    return Spec(
        file,
        named.name,
        page.title,
        tuple(claims),
        tuple(page.not_claims),
        lines,
        naked=page.naked,
        code=page.code,
        beside=beside,
        declares=tuple(page.declares),
    )


def _raw_claims(yaml: Yaml) -> list[dict[str, Any]]:
    claims = yaml.value.get("claims")
    return (
        [raw if isinstance(raw, dict) else {} for raw in claims] if isinstance(claims, list) else []
    )


def _page(yaml: Yaml, errors: list[SpecError]) -> Page | None:
    try:
        return Page.model_validate(yaml.value)
    except ValidationError as error:
        errors += _located(yaml, (), error, Page)
    return None


def _duplicate_ids(yaml: Yaml) -> Iterator[SpecError]:
    first: dict[str, int] = {}
    for index, raw in enumerate(_raw_claims(yaml)):
        name = raw.get("id")
        if not isinstance(name, str):
            continue
        place = yaml.place_of(("claims", index, "id"))
        if name in first:
            hint = f"line {first[name]} has it already; an id names one claim for ever"
            yield yaml.error(place, f"duplicate id {name!r}", hint)
        first.setdefault(name, place[0])


def _claim(
    yaml: Yaml, path: KeyPath, raw: dict[str, Any], page: Page | None, errors: list[SpecError]
) -> Claim | None:
    kind = raw.get("kind")
    if not isinstance(kind, str) or kind not in kinds():
        errors.append(_kind_error(yaml, path, kind))
        return None
    try:
        claim = kinds()[kind].model_validate(raw)
        if page is not None:
            claim = claim.on_page(page.document, page.code)
            _check_subject(claim)
    except ValidationError as error:
        errors += _located(yaml, path, error, kinds()[kind])
    except ValueError as error:
        errors.append(yaml.error(yaml.place_of((*path, "at")), str(error)))
    except subject_check.SubjectError as error:
        place = yaml.place_of((*path, error.part))
        errors.append(yaml.error(place, error.message, error.hint))
    else:
        return claim
    return None


def _kind_error(yaml: Yaml, path: KeyPath, kind: Any) -> SpecError:
    known = f"one of {', '.join(kinds())}"
    if kind is None:
        return yaml.error(yaml.place_of(path), "missing key 'kind'", known)
    hint = subject_check.nearest(str(kind), kinds()) or known
    return yaml.error(yaml.place_of((*path, "kind")), f"unknown kind {kind!r}", hint)


def _check_subject(claim: Claim) -> None:
    if claim.request is not None:
        generated = getattr(claim, "for_all", {})
        subject_check.check_subject(claim.request.subject, [*claim.request.given, *generated])


def _located(
    yaml: Yaml, path: KeyPath, error: ValidationError, model: type[BaseModel]
) -> Iterator[SpecError]:
    """Turn pydantic's errors into ours: one for each place, in the words of specs."""
    seen = set()
    found = error.errors(include_url=False)
    for details in found:
        where = _known_part(yaml, path, details["loc"])
        of_a_union = len(where) < len(path) + len(details["loc"]) - 1
        if of_a_union and details["type"] == "missing" and len(found) > 1:
            continue  # each branch misses its own keys; what stands there instead says more
        mistake = _mistake(yaml, where, details, model)
        if (mistake.line, mistake.column) not in seen:
            seen.add((mistake.line, mistake.column))
            yield mistake


def _known_part(yaml: Yaml, path: KeyPath, loc: tuple[str | int, ...]) -> KeyPath:
    """Drop what pydantic adds to a path, such as the branch of a union."""
    for step in loc:
        if (*path, step) in yaml.places:
            path = (*path, step)
    return path


def _mistake(yaml: Yaml, path: KeyPath, details: ErrorDetails, model: type[BaseModel]) -> SpecError:
    last = str(details["loc"][-1]) if details["loc"] else ""
    match details["type"]:
        case "extra_forbidden":
            hint = subject_check.nearest(last, _keys(model, details["loc"][:-1]))
            return yaml.error(yaml.place_of(path, key=True), f"unknown key {last!r}", hint)
        case "missing":
            return yaml.error(yaml.place_of(path), f"missing key {last!r}")
        case "value_error":
            cause = details["ctx"]["error"]
            figure = (*path, "at", "figure")
            at_figure = isinstance(cause, FigureError) and figure in yaml.places
            return yaml.error(yaml.place_of(figure if at_figure else path), str(cause))
    key = repr(path[-1]) if path and isinstance(path[-1], str) else "this value"
    return yaml.error(yaml.place_of(path), f"{key}: {_lowered(details['msg'])}")


def _keys(model: type[BaseModel], loc: tuple[str | int, ...]) -> list[str]:
    """List the keys that may stand at a place of a model."""
    for step in loc:
        field = model.model_fields.get(str(step))
        inner = list(_models_in(field.annotation)) if field else []
        if inner:
            model = inner[0]
    return list(model.model_fields)


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in getattr(annotation, "__args__", ()):
        yield from _models_in(part)


def _lowered(message: str) -> str:
    return message[:1].lower() + message[1:]
