"""Checks whether what machine-learning documents claim is true.

The names of `__all__` are the public interface; docs/api.md describes them. All modules below are
private: they may change with any release. Importing this module imports nothing else.
"""

from __future__ import annotations

TYPE_CHECKING = False  # what type checkers take for true; importing typing would take longer
if TYPE_CHECKING:
    from harness.claims import Claim, Spec, SpecErrors
    from harness.claims import load_specs as load
    from harness.documents import Document
    from harness.engine.verification import verify
    from harness.evidence import Evidence
    from harness.results.record import read_run
    from harness.results.run import Result, Run
    from harness.stacks.stack import Stack
    from harness.subject import Unavailable, announce
    from harness.verdicts import Verdict

    __version__: str

_PUBLIC = {
    "Claim": "harness.claims:Claim",
    "Document": "harness.documents:Document",
    "Evidence": "harness.evidence:Evidence",
    "Result": "harness.results.run:Result",
    "Run": "harness.results.run:Run",
    "Spec": "harness.claims:Spec",
    "SpecErrors": "harness.claims:SpecErrors",
    "Stack": "harness.stacks.stack:Stack",
    "Unavailable": "harness.subject:Unavailable",
    "Verdict": "harness.verdicts:Verdict",
    "announce": "harness.subject:announce",
    "load": "harness.claims:load_specs",
    "read_run": "harness.results.record:read_run",
    "verify": "harness.engine.verification:verify",
}
"""Where each public name is defined."""

__all__ = [
    "Claim",
    "Document",
    "Evidence",
    "Result",
    "Run",
    "Spec",
    "SpecErrors",
    "Stack",
    "Unavailable",
    "Verdict",
    "__version__",
    "announce",
    "load",
    "read_run",
    "verify",
]


def __getattr__(name: str) -> object:
    """Import a public name, or look the version up, when it is first asked for."""
    if name == "__version__":
        from importlib.metadata import version

        return version("claims-harness")
    if name not in _PUBLIC:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    module, _, defined = _PUBLIC[name].partition(":")
    found: object = getattr(import_module(module), defined)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    """List the public names."""
    return sorted(__all__)
