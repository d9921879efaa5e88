"""Loads specs from files and reports every mistake at once, before anything is measured."""

from __future__ import annotations

import re
from codecs import getincrementaldecoder
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from harness.claims.at import At
from harness.claims.cause import UnknownCauseError, with_cause
from harness.claims.claim import Claim
from harness.claims.claim_requests import SEED, SEEDS
from harness.claims.errors import SpecError, SpecErrors
from harness.claims.own_objects import with_own_objects
from harness.claims.paths import leads_out, root_of
from harness.claims.pydantic_errors import mistakes
from harness.claims.registry import kinds
from harness.claims.shared_subject import UnknownSubjectError, with_subject
from harness.claims.spec import SPEC_FORMAT, Page, Spec
from harness.claims.subject_check import SubjectError, check_subject, nearest, takes
from harness.claims.yaml import KeyPath, Yaml

_Model = TypeVar("_Model", bound=BaseModel)
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
    try:
        if not file.is_file():
            return True
        with file.open("rb") as opened:
            head = getincrementaldecoder("utf-8-sig")().decode(opened.read(_HEAD_BYTES))
    except (OSError, UnicodeDecodeError):
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
    """Report specs with the same name, whose claims would have the same ids."""
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
    return _Reader(yaml).spec()


class _Reader:
    """Reads a spec from its YAML and collects every mistake on the way."""

    def __init__(self, yaml: Yaml) -> None:
        self._yaml = yaml
        self._errors: list[SpecError] = []
        self._page = self._validated(Page, yaml.value, ())

    def spec(self) -> Spec:
        """Read the whole spec.

        Raises:
            SpecErrors: Something is wrong in it.
        """
        page, file = self._page, self._yaml.file
        raw_claims = self._raw_claims()
        self._check_ids(raw_claims)
        claims = [self._claim(("claims", index), raw) for index, raw in enumerate(raw_claims)]
        if page and leads_out(file, page.document):
            message = f"'document': {page.document} leads out of {root_of(file)}"
            hint = "a document lies in the spec's project, or in the folder of --documents"
            self._add(("document",), message, hint)
        if self._errors or page is None:
            raise SpecErrors(self._errors)
        lines = {raw["id"]: self._line("claims", index) for index, raw in enumerate(raw_claims)}
        named = Path(page.document)
        return Spec(
            file,
            named.name,
            page.title,
            tuple(with_own_objects(filter(None, claims), page.document, page.code)),
            tuple(page.not_claims),
            lines,
            naked=page.naked,
            code=page.code,
            beside=file.parent / named if len(named.parts) > 1 else None,
            declares=tuple(page.declares),
        )

    def _add(self, path: KeyPath, message: str, hint: str = "") -> None:
        self._errors.append(self._yaml.error(self._yaml.place_of(path), message, hint))

    def _line(self, *path: str | int) -> int:
        return self._yaml.place_of(path)[0]

    def _validated(self, model: type[_Model], data: Any, path: KeyPath) -> _Model | None:
        try:
            return model.model_validate(data)
        except ValidationError as error:
            self._errors += mistakes(self._yaml, path, error, model)
            return None

    def _raw_claims(self) -> list[dict[str, Any]]:
        claims = self._yaml.value.get("claims")
        raw = claims if isinstance(claims, list) else []
        return [item if isinstance(item, dict) else {} for item in raw]

    def _check_ids(self, raw_claims: list[dict[str, Any]]) -> None:
        first: dict[str, int] = {}
        for index, raw in enumerate(raw_claims):
            path = ("claims", index, "id")
            if isinstance(name := raw.get("id"), str) and name in first:
                hint = f"line {first[name]} has it already; an id names one claim for ever"
                self._add(path, f"duplicate id {name!r}", hint)
            elif isinstance(name, str):
                first[name] = self._line(*path)

    def _claim(self, path: KeyPath, raw: dict[str, Any]) -> Claim | None:
        kind, page = raw.get("kind"), self._page
        if not isinstance(kind, str) or kind not in kinds():
            self._add_unknown_kind(path, kind)
            return None
        given = {"stackless": True, **raw} if page and page.stackless else raw
        causes, subjects = self._shared("causes"), self._shared("subjects")
        try:
            given = with_cause(with_subject(given, subjects), causes)
        except UnknownSubjectError as error:
            hint = nearest(error.name, subjects) or "write module:function, or list it at the head"
            self._add((*path, "subject"), str(error), hint)
            return None
        except UnknownCauseError as error:
            hint = nearest(error.name, causes) or "list it under 'causes'"
            self._add((*path, error.key, "cause"), str(error), hint)
            return None
        claim = self._validated(kinds()[kind], given, path)
        if claim is None or page is None:
            return None
        try:
            if claim.after is not None:
                self._check_block(page, claim.after, claim.up_to)
            claim = claim.on_page(page.document, page.code)
            generated = getattr(claim, "for_all", {})
            for request in claim.requests[: max(1, len(claim.sides))]:
                together = claim.seeds and takes(request.subject, SEEDS)
                names = (SEEDS if together and n == SEED else n for n in request.given)
                check_subject(request.subject, [*names, *generated])
        except ValueError as error:
            self._add((*path, "at"), str(error))
        except SubjectError as error:
            self._add((*path, error.part), error.message, error.hint)
        return claim

    def _check_block(self, page: Page, slug: str, up_to: At | None) -> None:
        """Check that the code of a page has a block with a slug, and what it names of it.

        Raises:
            SubjectError: It has not, or the page's code cannot be found by a stack.
        """
        if page.code is None or "/" in page.document:
            message = "the spec has no key 'code'" if page.code is None else "the page has a path"
            raise SubjectError(message, "list the blocks of a document under 'code'", "after")
        try:
            blocks = page.code.given_up_to(slug, page.document)["blocks"]
        except ValueError as error:
            slugs = [block.slug for block in page.code.blocks if block.slug]
            hint = nearest(slug, slugs) or f"there are {', '.join(slugs) or 'none'}"
            raise SubjectError(str(error), hint, "after") from error
        first, last = blocks[-1]["lines"]
        if up_to is not None and not first <= up_to.span[1] <= last:
            message = f"line {up_to.span[1]} is not in the block {slug!r}"
            raise SubjectError(message, f"its lines are {first} to {last}", "up_to")

    def _shared(self, key: str) -> dict[str, Any]:
        found = self._yaml.value.get(key)
        return found if isinstance(found, dict) else {}

    def _add_unknown_kind(self, path: KeyPath, kind: Any) -> None:
        known = f"one of {', '.join(kinds())}"
        if kind is None:
            self._add(path, "missing key 'kind'", known)
        else:
            hint = nearest(str(kind), kinds()) or known
            self._add((*path, "kind"), f"unknown kind {kind!r}", hint)
