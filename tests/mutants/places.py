"""Where our own code can be changed: the mutants of cosmic-ray, and which of them say nothing."""

import ast
import random
import re
from collections import Counter
from difflib import unified_diff
from functools import cache
from pathlib import Path
from typing import NamedTuple

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names
from ruamel.yaml import YAML

ROOT = Path(__file__).parents[2]
EQUIVALENT = Path(__file__).with_name("equivalent.yaml")

_LEFT_OUT = re.compile(
    "core/(?:NoOp|ReplaceComparisonOperator_(?:Is_Eq|Eq_Is|IsNot_NotEq|NotEq_IsNot)"
    "|ReplaceBinaryOperator_(?!Add_Sub|Sub_Add|Mul_Div|Div_Mul|FloorDiv_Div|Mod_FloorDiv|Pow_Mul"
    "|BitOr_BitAnd|BitAnd_BitOr|LShift_RShift|RShift_LShift).*)"
)
"""Operators that are left out.

Identity and equality are one for None, ``...``, classes and members of enumerations. Arithmetic is
changed to its nearest kin alone: with most others a line fails whatever it is given.
"""


class Mutant(NamedTuple):
    """One change of one place.

    Args:
        module: The file, from the root of the repository.
        operator: What cosmic-ray calls the change.
        occurrence: Which place of the module that the operator can change, counted from 0.
        line: Its line.
        place: A name of the place that it keeps as long as its line stays the same.
    """

    module: str
    operator: str
    occurrence: int
    line: int
    place: str

    @property
    def source(self) -> str:
        """The text of the module with the change."""
        text = (ROOT / self.module).read_text(encoding="utf-8")
        return str(mutate_code(text, get_operator(self.operator)(), self.occurrence))

    def lines(self, source: str) -> tuple[str, str]:
        """The lines that it changes, as they are and as it has them.

        Args:
            source: The text of the module with the change.
        """
        before = (ROOT / self.module).read_text(encoding="utf-8").split("\n")
        diff = list(unified_diff(before, source.split("\n"), n=0, lineterm=""))[2:]
        was, now = ([line[1:].strip() for line in diff if line[0] == sign] for sign in "-+")
        return "\n".join(was), "\n".join(now)


def drawn(modules: list[str], seed: int) -> list[Mutant]:
    """Draw places in a random order, and for each of them one of its mutants.

    Chance knows no more than the seed and the name of a place: when code is changed elsewhere, a
    sample keeps the places that it has.
    """
    draws = []
    for name, mutants in [place for module in modules for place in _places(module).items()]:
        chance = random.Random(f"{seed} {name}")
        draws.append((chance.random(), chance.choice(mutants)))
    return [mutant for _, mutant in sorted(draws)]


@cache
def _places(module: str) -> dict[str, list[Mutant]]:
    """List the mutants of each place of a module that a reader alone does not need."""
    text = (ROOT / module).read_text(encoding="utf-8")
    nodes, skipped, names = list(ast_nodes(get_ast(text))), _for_readers(text), _names(text)
    found: dict[str, list[Mutant]] = {}
    for operator in operator_names():
        kind = get_operator(operator)
        if _LEFT_OUT.fullmatch(operator) or kind.arguments():
            continue
        starts = (start for node in nodes for start, _ in kind().mutation_positions(node))
        for occurrence, (line, column) in enumerate(starts):
            if not any(begin <= (line, column) < end for begin, end in skipped):
                family = operator.partition("_")[0]
                place = f"{module} {names[line - 1]} {column} {family}"
                mutant = Mutant(module, operator, occurrence, line, place)
                found.setdefault(place, []).append(mutant)
    return found


def _names(text: str) -> list[str]:
    """Name each line by what it holds, and by how many such lines are above it."""
    seen: Counter[str] = Counter()
    names = []
    for line in text.split("\n"):
        names.append(f"{line} {seen[line]}")
        seen[line] += 1
    return names


def _for_readers(text: str) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """List where annotations stand, and imports for them: nothing there changes a result."""
    found: list[ast.AST] = []
    for node in ast.walk(ast.parse(text)):
        found += filter(None, (getattr(node, name, None) for name in ("annotation", "returns")))
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            found.append(node)
    return [
        ((node.lineno, node.col_offset), (node.end_lineno, node.end_col_offset)) for node in found
    ]


@cache
def _reasons() -> list[dict[str, str]]:
    return YAML(typ="safe").load(EQUIVALENT) or []


def why_equivalent(module: str, was: str, now: str) -> str:
    """Say why nothing observable changes; empty where something does, as far as we know.

    Args:
        module: The file that is changed.
        was: Its lines.
        now: What they are changed to.
    """
    for item in _reasons():
        if not re.fullmatch(item.get("file", ".*"), module):
            continue
        if "like" in item and re.fullmatch(item["like"], f"{was} -> {now}", re.DOTALL):
            return item["why"]
        if (item.get("was"), item.get("now")) == (was, now):
            return item["why"]
    return ""
