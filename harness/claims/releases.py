"""Releases of packages, as a spec names the one that changed whether a claim holds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from packaging.version import InvalidVersion, Version
from pydantic import AfterValidator, BeforeValidator, StringConstraints

from harness.claims.subject_check import nearest
from harness.evidence.facts import PACKAGES

Packages = Mapping[str, str]
"""The version of each package of a stack, such as ``{"keras": "3.15.1", "numpy": "2.4.6"}``."""

Release = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,4}(\.[0-9]{1,4}){1,2}$")]


def _named(since: Any) -> Any:
    """Refuse a release without its package, as specs were written once."""
    if isinstance(since, str):
        raise ValueError(
            f"{since!r} names no package: write the one that changed, such as "
            f'{{keras: "3.3"}}, or {{tensorflow: "{since}"}}'
        )
    return since


def _one(since: dict[str, str]) -> dict[str, str]:
    if len(since) != 1:
        raise ValueError('name the one package that changed, such as {keras: "3.3"}')
    (name,) = since
    if name not in PACKAGES:
        like = nearest(name, PACKAGES)
        raise ValueError(f"no stack says which {name!r} it has" + f"; {like}" * bool(like))
    return since


_Package = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]{0,60}$")]
PackageRelease = Annotated[dict[_Package, Release], BeforeValidator(_named), AfterValidator(_one)]
"""One package and its first release with the change, such as ``{keras: "3.3"}``."""


def is_reached(since: Packages, packages: Packages) -> bool:
    """Whether a stack has this release of a package, or a later one.

    A pre-release counts as its release. A package that the stack lacks is not reached.

    Args:
        since: One package and its release.
        packages: The packages of the stack.
    """
    return all(
        name in packages and _numbers(packages[name]) >= _numbers(release)
        for name, release in since.items()
    )


def is_later(since: Packages, other: Packages) -> bool:
    """Whether a release is later than another one of the same package."""
    return since.keys() == other.keys() and all(
        _numbers(since[name]) > _numbers(other[name]) for name in since
    )


def release_text(since: Packages) -> str:
    """Write a release for a reader, such as ``Keras 3.3``."""
    return " ".join(f"{_WRITTEN.get(name, name)} {release}" for name, release in since.items())


_WRITTEN = {
    "keras": "Keras",
    "tensorflow": "TensorFlow",
    "numpy": "NumPy",
    "python": "Python",
    "tensorflow-datasets": "TensorFlow Datasets",
}


def _numbers(version: str) -> tuple[int, int, int]:
    try:
        found = Version(version.partition("-")[0])
    except InvalidVersion:
        return (0, 0, 0)
    return found.major, found.minor, found.micro
