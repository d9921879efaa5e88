"""Origins: the stack that each document was written on, and the evidence for it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

from harness.results.verdict_matrix import MatrixRow


@dataclass(frozen=True, slots=True)
class ExclusionReason:
    """Claims that are refuted on a stack for one reason.

    Args:
        why: The reason.
        rows: The claims.
        found: What was found there of the first of them.
    """

    why: str
    rows: tuple[MatrixRow, ...]
    found: str


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A stack that the document was not written on.

    Args:
        stack: Its name.
        reasons: Why claims are refuted there, most claims first.
        declared: What the document itself says against it, a sentence each.
    """

    stack: str
    reasons: tuple[ExclusionReason, ...]
    declared: tuple[str, ...] = ()

    @property
    def weak(self) -> bool:
        """Whether there is one reason against the stack and no other."""
        return len(self.reasons) + len(self.declared) < 2


@dataclass(frozen=True, slots=True)
class OriginPart:
    """A group of claims that hold on exactly the same stacks.

    Args:
        stacks: Names of the stacks.
        rows: The claims.
    """

    stacks: tuple[str, ...]
    rows: tuple[MatrixRow, ...]


@dataclass(frozen=True, slots=True)
class Naming:
    """A place where the document names the release, the day or the device that it was made with.

    Args:
        line: Where.
        figure: As printed there.
        release: The release without its patch; empty where something else is named.
        before: First release that came out after the day named; or empty.
        device: The device; or empty.
        why: How the last two follow from the figure.
    """

    line: int
    figure: str
    release: str = ""
    before: str = ""
    device: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """The stack that a document was written on, as far as recorded evidence tells.

    Args:
        spec: Name of the spec.
        document: File name of the document.
        stacks: Every recorded stack, oldest first.
        fits: Those that nothing excludes.
        since: By package, the first release on which everything that appeared with some holds.
        before: By package, the first release that breaks what holds on earlier ones.
        named: Where the document names its release, its day or its device.
        excluded: The other stacks, and what excludes them.
        parts: The claims that distinguish stacks, by the stacks on which they hold.
        logs: The training logs.
        devices: What the recorded stacks compute on.
    """

    spec: str
    document: str
    stacks: tuple[str, ...]
    fits: tuple[str, ...]
    since: dict[str, str]
    before: dict[str, str]
    named: tuple[Naming, ...]
    excluded: tuple[Exclusion, ...]
    parts: tuple[OriginPart, ...]
    logs: tuple[MatrixRow, ...]
    devices: tuple[str, ...]

    @property
    def device(self) -> str:
        """The device that the document names; empty where it names none."""
        return next((naming.device for naming in self.named if naming.device), "")

    @property
    def elsewhere(self) -> bool:
        """Whether the document's device is not that of any matching stack."""
        return bool(self.device) and not any(
            device.startswith(self.device)
            for name, device in zip(self.stacks, self.devices, strict=True)
            if name in self.fits
        )

    @property
    def telling(self) -> int:
        """Number of claims that distinguish stacks: they hold on some and not on others."""
        return sum(len(part.rows) for part in self.parts)

    @property
    def conflicts(self) -> tuple[tuple[OriginPart, OriginPart], ...]:
        """Pairs of parts that no stack has in common: they were made on different releases."""
        pairs = combinations(self.parts, 2)
        return tuple(pair for pair in pairs if not set(pair[0].stacks) & set(pair[1].stacks))
