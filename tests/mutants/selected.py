"""Which modules are mutated, and with which tests: those of a module first, then those around it."""

from pathlib import Path

ROOT = Path(__file__).parents[2]

_JUDGES = (
    "tests/kinds", "tests/verdicts", "tests/claims/test_claim.py",
    "tests/claims/test_expectation.py", "tests/claims/test_releases.py",
    "tests/claims/test_values.py", "tests/claims/test_mutants.py",
    "tests/claims/test_evidence_parts.py", "tests/claims/test_shown_outputs.py",
    "tests/claims/test_json_schema.py", "tests/test_frozen.py",
)  # fmt: skip
_REQUESTS = ("tests/claims/test_own_objects.py", "tests/engine/test_seed_batches.py")
_FIGURES = (
    "tests/printed/test_scalars.py", "tests/printed/test_quoted.py",
    "tests/printed/test_intervals.py", "tests/printed/test_literals.py", "tests/kinds",
    "tests/verdicts/test_tolerance.py",
)  # fmt: skip
_COMPARISON = (
    "tests/printed/test_pairs.py", "tests/printed/test_forms.py",
    "tests/printed/test_result_forms.py", "tests/printed/test_trees.py",
    "tests/printed/test_readers.py", "tests/printed/test_precision.py",
    "tests/printed/test_library_habits.py", "tests/printed/test_outputs.py",
    "tests/printed/test_output_differences.py", "tests/printed/test_parts.py",
    "tests/printed/test_elisions.py", "tests/printed/test_laws.py",
    "tests/printed/test_any_text.py", "tests/printed/test_nodes.py",
    "tests/printed/test_library_forms.py", "tests/printed/test_pandas_forms.py",
    "tests/printed/test_tensor_forms.py",
)  # fmt: skip
_OF_ONE_FORM = (
    "tests/printed/test_logs.py", "tests/printed/test_model_summaries.py",
    "tests/printed/test_exceptions.py", "tests/printed/test_html_tables.py",
    "tests/printed/test_info_tables.py", "tests/printed/test_frame_tables.py",
    "tests/printed/test_form_laws.py", "tests/printed/test_frame_changes.py",
    "tests/printed/test_frame_blocks.py", "tests/printed/test_summary_layouts.py",
)  # fmt: skip
"""Tests that concern only the modules whose names share a word with theirs."""

_ANCHORING = (
    "tests/documents/test_anchoring.py", "tests/documents/test_quoting.py",
    "tests/texts/test_lines.py", "tests/claims/test_digests.py", "tests/test_frozen.py",
)  # fmt: skip
_STORE = (
    "tests/evidence/test_store.py", "tests/evidence/test_facts.py",
    "tests/evidence/test_differences.py", "tests/evidence/test_packages.py",
    "tests/engine/test_evidence_update.py", "tests/test_frozen.py",
)  # fmt: skip

_FIGURE_MODULES = ("scalars", "quoted", "intervals", "literals", "suffixes", "whole_numbers")

SELECTED: dict[str, tuple[str, ...]] = {
    "harness/kinds/*.py": _JUDGES,
    "harness/verdicts/*.py": _JUDGES,
    "harness/claims/claim.py": _JUDGES,
    "harness/claims/claim_requests.py": (*_JUDGES, *_REQUESTS),
    "harness/claims/settling.py": _JUDGES,
    "harness/claims/values.py": _JUDGES,
    "harness/claims/expectation.py": _JUDGES,
    "harness/claims/releases.py": _JUDGES,
    **{f"harness/printed/{name}.py": _FIGURES for name in _FIGURE_MODULES},
    "harness/printed/*.py": _COMPARISON,
    "harness/documents/anchoring.py": _ANCHORING,
    "harness/documents/alignment.py": _ANCHORING,
    "harness/documents/quoting.py": _ANCHORING,
    "harness/documents/document.py": _ANCHORING,
    "harness/documents/whitespace.py": _ANCHORING,
    "harness/texts/lines.py": _ANCHORING,
    "harness/claims/digests.py": _ANCHORING,
    "harness/evidence/store.py": _STORE,
    "harness/evidence/measurement.py": _STORE,
}
"""Tests by the modules that they are for; a module belongs to the first pattern that it matches."""


def modules() -> list[str]:
    """List the modules that are mutated."""
    files = {file for pattern in SELECTED for file in ROOT.glob(pattern)}
    return sorted(str(file.relative_to(ROOT)) for file in files if file.name != "__init__.py")


def tests_of(module: str) -> list[str]:
    """List the test files for a module: its own, those that share words of its name, the others."""
    pattern = next(pattern for pattern in SELECTED if Path(module).match(pattern))
    room, name = Path(module).parts[-2:]
    own = f"tests/{room}/test_{name}"
    words = _words(name)
    near = [test for test in (*SELECTED[pattern], *_OF_ONE_FORM) if words & _words(test)]
    every = (
        [own, *near, *SELECTED[pattern]] if (ROOT / own).exists() else [*near, *SELECTED[pattern]]
    )
    return list(dict.fromkeys(every))


def _words(file: str) -> set[str]:
    """Split the name of a file into its words, each in the singular."""
    return {word.replace("ies", "y").rstrip("s") for word in Path(file).stem.split("_")}


def checked() -> list[list[str]]:
    """List the tests that have to pass without a mutant: each file in one list."""
    every = dict.fromkeys(name for module in modules() for name in tests_of(module))
    return [[name] for name in every]
