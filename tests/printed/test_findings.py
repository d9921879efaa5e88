"""What is found is counted: each figure of the document once."""

from harness.printed.findings import Context, Findings
from harness.printed.parts import DEFAULT, Settings, read_part
from harness.printed.screen import Line
from harness.printed.tokens import tokens_of


def found(compare, settings=DEFAULT):
    """Count the figures that were compared, and those that are the same."""
    findings = Findings(settings)
    compare(findings)
    result = findings.result([])
    return result.figures, result.equal


def test_a_figure_that_is_the_same_counts_once():
    first, second = (tokens_of(Line(line, "1.5"))[0] for line in (1, 2))
    assert found(lambda findings: findings.figure(first, second, Context(), unit=False)) == (1, 1)
    assert found(lambda findings: findings.same([first, second], Context())) == (2, 2)


def test_a_figure_on_a_line_that_is_left_out_is_not_counted():
    tokens = [tokens_of(Line(line, "1.5"))[0] for line in (1, 2)]
    settings = Settings(ignore=(read_part("line 2"),))
    assert found(lambda findings: findings.same(tokens, Context()), settings) == (1, 1)
