"""Arithmetic that a document does itself."""

from __future__ import annotations

import ast
import math
import operator
from collections.abc import Callable
from fractions import Fraction
from functools import cached_property
from typing import Any, ClassVar, Literal

from pydantic import Field

from harness.claims.claim import Claim
from harness.claims.mutants import varied
from harness.kinds.number import quoted_number
from harness.printed.intervals import fits
from harness.printed.quoted import Quoted
from harness.printed.scalars import FigureError
from harness.verdicts import Verdict

_BINARY: dict[type[ast.operator], Callable[[Fraction, Fraction], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
}
_LONGEST = 500


class Arithmetic(Claim):
    """A result that follows from the numbers beside it."""

    measures: ClassVar[bool] = False

    kind: Literal["arithmetic"]
    expression: str = Field(
        max_length=_LONGEST,
        description="Numbers joined by + - * / // %, brackets, and ceil().",
    )

    def reading(self, figure: Any) -> Quoted:
        """Read a number with the digits it was printed with."""
        return quoted_number(figure)

    def compare(self, expected: Any, measured: Any) -> Verdict:
        """Exact in fractions, then within half a unit of the last printed digit."""
        del measured
        result = self._result
        number = int(result) if result.denominator == 1 else float(result)
        why = f"{self.expression} is {number}"
        return Verdict.of(fits(expected, result), self.basis, number, why)

    def mutants(self) -> list[Any]:
        """Move the last printed digit of the result."""
        return varied(self.document_value)

    def check_figure(self) -> None:
        """Check the expression as well as the figure."""
        super().check_figure()
        _ = self._result  # raises where it cannot be evaluated

    @cached_property
    def _result(self) -> Fraction:
        return evaluate(self.expression)

    @property
    def statement(self) -> str:
        """Write the equation."""
        return self.states or f"{self.expression} = {self.document_value}"


def evaluate(expression: str) -> Fraction:
    """Evaluate arithmetic exactly.

    Raises:
        FigureError: It holds something else than numbers, + - * / // %, brackets and ceil().
    """
    try:
        return _evaluate(ast.parse(expression.strip().replace(",", ""), mode="eval").body)
    except (SyntaxError, RecursionError):
        raise FigureError(f"{expression!r} is not arithmetic") from None
    except ZeroDivisionError:
        raise FigureError(f"{expression!r} divides by zero") from None


def _evaluate(node: ast.expr) -> Fraction:
    match node:
        case ast.Constant(value=bool()):
            pass
        case ast.Constant(value=int() | float()):
            return Fraction(repr(node.value))
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_evaluate(operand)
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _BINARY:
            return Fraction(_BINARY[type(op)](_evaluate(left), _evaluate(right)))
        case ast.Call(func=ast.Name(id="ceil"), args=[argument], keywords=[]):
            return Fraction(math.ceil(_evaluate(argument)))
    raise FigureError(f"{ast.unparse(node)!r} is not arithmetic")
