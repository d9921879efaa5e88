"""Wrong formulas: a function's own with one operator, term, sign or number changed."""

from __future__ import annotations

import ast
import contextlib
import copy
import inspect
from collections.abc import Iterator
from dataclasses import dataclass
from types import CodeType, FunctionType
from typing import Any

_FORMULAS = {"abs", "clip", "exp", "log", "maximum", "minimum", "sqrt", "square", "tanh"}
"""Functions of NumPy without which a formula is another one; casts are none of them."""

_SWAPS: dict[type[ast.operator], ast.operator] = {
    ast.Add: ast.Sub(),
    ast.Sub: ast.Add(),
    ast.Mult: ast.Add(),
    ast.Div: ast.Mult(),
    ast.FloorDiv: ast.Mult(),
    ast.MatMult: ast.Add(),
    ast.Mod: ast.FloorDiv(),
    ast.Pow: ast.Mult(),
}


@dataclass
class WrongFormula:
    """A function with a wrong formula.

    Args:
        function: The function.
        code: Its code with the wrong formula.
        says: What is wrong.
        line: Where in its file.
    """

    function: FunctionType
    code: CodeType
    says: str
    line: int


def wrong_formulas(function: FunctionType) -> Iterator[WrongFormula]:
    """Make every wrong formula of a function."""
    lines, first = inspect.getsourcelines(function)
    tree = ast.parse("".join(lines))  # a function of a module begins in the first column
    own = tree.body[0]
    if not isinstance(own, ast.FunctionDef):
        return
    ast.increment_lineno(tree, first - 1)
    own.decorator_list, own.args.defaults, own.args.kw_defaults = [], [], []
    own.args.kw_defaults = [None] * len(own.args.kwonlyargs)
    nodes = [node for statement in own.body for node in ast.walk(statement)]
    for index, node in enumerate(nodes):
        for other, says in _instead(node):
            copied = copy.deepcopy(tree)
            body = copied.body[0].body  # type: ignore[attr-defined]
            twin = [each for statement in body for each in ast.walk(statement)][index]
            _Replacement(twin, other).visit(copied)
            with contextlib.suppress(SyntaxError, ValueError):
                code = _compiled(copied, function)
                yield WrongFormula(function, code, says, getattr(node, "lineno", first))


class _Replacement(ast.NodeTransformer):
    """Puts one expression in the place of another."""

    def __init__(self, old: ast.AST, new: ast.expr) -> None:
        self._old, self._new = old, new

    def visit(self, node: ast.AST) -> Any:
        """Replace the expression, or look below."""
        return ast.copy_location(self._new, node) if node is self._old else super().visit(node)


def _instead(node: ast.AST) -> Iterator[tuple[ast.expr, str]]:
    """List wrong expressions in the place of one, and what is wrong with them."""
    written = ast.unparse(node) if isinstance(node, ast.expr) else ""
    others: list[ast.expr] = []
    match node:
        case ast.BinOp(left=left, op=op, right=right):
            if type(op) in _SWAPS:
                others.append(ast.BinOp(left, _SWAPS[type(op)], right))
            others += [left, right]
            for side, whole in ((left, True), (right, False)):
                if isinstance(side, ast.Constant) and type(side.value) is int:
                    more = ast.Constant(side.value + 1)
                    others.append(
                        ast.BinOp(more, op, right) if whole else ast.BinOp(left, op, more)
                    )
        case ast.UnaryOp(op=ast.USub(), operand=operand) if not isinstance(operand, ast.Constant):
            others.append(operand)
        case ast.IfExp(body=body, orelse=orelse):
            others += [body, orelse]
        case ast.List(elts=[_, _, *_] as items):
            others += [ast.List(items[1:], ast.Load()), ast.List(items[:-1], ast.Load())]
        case ast.Call(func=ast.Attribute(ast.Name("np"), name), args=[argument, *_], keywords=[]):
            others += [argument] if name in _FORMULAS else []
    for other in others:
        fixed = ast.fix_missing_locations(ast.copy_location(copy.deepcopy(other), node))
        yield fixed, f"{ast.unparse(fixed)} for {written}"


def _compiled(tree: ast.Module, function: FunctionType) -> CodeType:
    flag = annotations.compiler_flag
    whole = compile(ast.fix_missing_locations(tree), function.__code__.co_filename, "exec", flag)
    codes = [part for part in whole.co_consts if isinstance(part, CodeType)]
    return next(code for code in codes if code.co_name == function.__name__)
