"""Facts about a stack: its name, interpreter, packages and device."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property
from typing import Any

FURTHER = (
    "scipy", "pandas", "scikit-learn", "matplotlib", "seaborn", "tensorflow-datasets", "torch",
    "jax", "polars", "xarray", "statsmodels", "sympy", "networkx", "xgboost", "lightgbm",
    "transformers", "ipython",
)  # fmt: skip
"""Packages beside TensorFlow, Keras and NumPy that decide what the code of documents shows.

Others, such as protobuf, are the affair of those that need them.
"""

KNOWN_PACKAGES = ("python", "tensorflow", "keras", "numpy", *FURTHER)
"""Everything that a stack is known by."""


@dataclass(frozen=True)
class Facts:
    """What a stack is made of.

    Args:
        name: Such as ``tf2.21``; a suffix tells ``-gpu`` and Keras 2 in its place (``-legacy``).
        python: Version of the interpreter.
        tensorflow: Version of the package; "none" where it is absent.
        keras: Version of the package behind ``tensorflow.keras``.
        numpy: Version of the package.
        device: ``CPU``, or the GPU's name.
        cpu: The processor's name.
        threads: How many of its threads may be used.
        seconds: What importing TensorFlow took.
        others: Versions of those of ``FURTHER`` that are installed; empty where nobody looked.
    """

    name: str
    python: str
    tensorflow: str
    keras: str
    numpy: str
    device: str
    cpu: str = "unknown"
    threads: int = 0
    seconds: float = 0.0
    others: dict[str, str] = field(default_factory=dict)

    @cached_property
    def lasting(self) -> dict[str, Any]:
        """Every fact but the seconds, which differ from run to run."""
        facts = {name: value for name, value in asdict(self).items() if name != "seconds"}
        return {name: value for name, value in facts.items() if name != "others" or value}

    def like(self, other: Facts) -> bool:
        """Whether it is the same stack on the same processor, further packages aside."""
        return replace(self, others={}).lasting == replace(other, others={}).lasting

    def other_releases(self, now: Facts) -> Iterator[str]:
        """Say of which packages a stack has another release, patches aside.

        Args:
            now: That stack; one that nobody described has none.
        """
        for name in ("tensorflow", "keras", "numpy"):
            then, here = self.named[name], now.named[name]
            if "none" not in (then, here) and minor_release(then) != minor_release(here):
                yield f"recorded with {name} {then}, here is {here}"

    @cached_property
    def named(self) -> dict[str, str]:
        """Every lasting fact as text, by its name or by that of its package."""
        facts = {name: str(value) for name, value in self.lasting.items() if name != "others"}
        return facts | self.others

    @cached_property
    def packages(self) -> dict[str, str]:
        """The version of each package that matters to what is measured; absent ones are left out.

        The Keras is the one behind ``tensorflow.keras``, which need not be the package ``keras``.
        """
        return packages_of(self.named)


LEGACY = "-legacy"
"""Suffix of a stack that runs with Keras 2 in place of its own Keras."""

BACKENDS = ("jax", "torch")
"""Backends of Keras beside TensorFlow; a stack that has one of them is named after it."""

LAST_KERAS_2 = "2.15"
"""The last release of TensorFlow whose own Keras is Keras 2."""

ABSENT = Facts("no stack", "none", "0.0", "none", "none", "none")
"""Facts where there is no stack."""


def packages_of(stack: Mapping[str, str]) -> dict[str, str]:
    """Pick the packages, with their versions, from everything that is said of a stack.

    Args:
        stack: Facts by their names, as run records have them.
    """
    return {name: stack[name] for name in KNOWN_PACKAGES if stack.get(name, "none") != "none"}


def package_of(module: str) -> str:
    """Name the package that a module belongs to, such as ``scikit-learn`` for ``sklearn``."""
    name = module.partition(".")[0].replace("_", "-")
    return "scikit-learn" if name == "sklearn" else name


def stack_name(tensorflow: str, keras: str, device: str, backend: str = "") -> str:
    """Name a stack by what it is made of.

    Args:
        tensorflow: Version of the package.
        keras: Version of the package behind ``tensorflow.keras``.
        device: ``CPU``, or the GPU's name.
        backend: What Keras runs on; empty where it is TensorFlow.
    """
    release = minor_release(tensorflow)
    legacy = release > minor_release(LAST_KERAS_2) and keras.startswith("2.")
    gpu = device.startswith("GPU")
    suffixes = [LEGACY * legacy, "-gpu" * gpu, f"-{backend}" * (backend in BACKENDS)]
    return f"tf{release[0]}.{release[1]}{''.join(suffixes)}"


def backend_of(name: str) -> str:
    """Name the backend of Keras that a stack is named after; empty where it is TensorFlow."""
    suffix = name.rpartition("-")[2]
    return suffix if suffix in BACKENDS else ""


def chronological(name: str) -> tuple[tuple[int, int], str]:
    """Order stacks by their release, then by their suffix."""
    release, _, suffix = name.removeprefix("tf").partition("-")
    return minor_release(release), suffix


def minor_release(version: str) -> tuple[int, int]:
    """Read the major and the minor number of a release, to compare releases by.

    Args:
        version: Such as ``2.21``, ``2.21.0-legacy`` or ``2.22.0-rc1``; what follows a hyphen does
            not count.

    Raises:
        ValueError: It begins with no version (PEP 440).
    """
    from packaging.version import Version  # interpreters without it digest source, too

    found = Version(version.partition("-")[0])
    return found.major, found.minor
