"""What is found is counted: each figure of the document once."""

import pytest

from harness.printed.findings import Context, Findings
from harness.printed.output_differences import (
    BREAKS_OFF,
    EXTRA,
    FORM,
    MISSING,
    SHAPE,
    TEXT,
    VALUE,
    Difference,
)  # fmt: skip
from harness.printed.parts import DEFAULT, Settings, read_part
from harness.printed.screen import Line
from harness.printed.tokens import tokens_of
from harness.printed.trees import tree_of
from tests.printed.comparing import compared


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


@pytest.mark.parametrize(
    ("ignored", "context", "figures"),
    [
        ("metric loss", Context(metric="loss"), 0),
        ("metric loss", Context(metric="mae"), 1),
        ("metric loss", Context(column="loss"), 1),
        ("column loss", Context(column="loss"), 0),
        ("line 1", Context(metric="loss"), 0),
        ("line 2", Context(metric="loss"), 1),
        ("timing", Context(), 1),
    ],
)
def test_a_figure_that_is_missing_or_moved_is_compared_unless_its_part_is_left_out(
    ignored, context, figures
):
    settings, token = Settings(ignore=(read_part(ignored),)), tokens_of(Line(1, "1.5"))[0]
    word = tokens_of(Line(1, "word"))[0]
    for compare in (
        lambda findings: findings.differ([token], [], context),
        lambda findings: findings.differ([token, word], [word], context),
        lambda findings: findings.moved([token], [token], context),
    ):
        assert found(compare, settings) == (figures, 0)
    assert found(lambda findings: findings.same([token], context), settings) == (figures, figures)


def test_what_is_left_out_is_counted_once_for_each_figure():
    findings = Findings(Settings(ignore=(read_part("lines 1-2"),)))
    for line in (1, 2, 3):
        token = tokens_of(Line(line, "1.5"))[0]
        findings.figure(token, tokens_of(Line(1, "2.5"))[0], Context(), unit=False)
    result = findings.result([])
    assert [(item.number, item.what, item.line) for item in result.left_out] == [
        (2, "lines 1-2", 1)
    ]
    assert (result.figures, result.equal, len(result.differences)) == (1, 0, 1)


def test_what_a_whole_output_lacks_at_its_end_differs_at_the_line_where_it_breaks_off():
    (found,) = compared("first\n[1, 2, 3", "first\n[1, 2, 3, 4]", Settings(whole=True)).differences
    assert found == Difference(EXTRA, 2, 0, "", "…", 0, 0, "", BREAKS_OFF)


@pytest.mark.parametrize(
    ("left", "right", "nested", "kind"),
    [
        ("5", "6", False, VALUE),
        ("True", "6", False, VALUE),
        ("word", "6", False, TEXT),
        ("word", "6", True, VALUE),
        ("5", "6 7", True, TEXT),
        ("5 6", "7", True, TEXT),
        ("[5]", "6", True, SHAPE),
        ("[5]", "(5)", True, SHAPE),
        ("", "6", True, EXTRA),
        ("5", "", True, MISSING),
        ("가", "나", False, TEXT),
    ],
)
def test_a_difference_is_named_by_what_stands_on_either_side(left, right, nested, kind):
    findings = Findings(DEFAULT)
    sides = [tree_of(tokens_of(Line(3, text))) for text in (left, right)]
    findings.differ(*sides, Context(nested=nested))
    (found,) = findings.result([]).differences
    assert (found.kind, found.line, found.here_line) == (kind, 3 * bool(left), 3 * bool(right))
    assert (found.printed, found.here) == (left, right)


@pytest.mark.parametrize(
    ("left", "right", "found"),
    [
        ("0.12345678", "0.1234567812", (VALUE, "")),
        ("0.12345678", "1.234567812e-01", (FORM, "shortened")),
        ("1.2345678e-01", "0.1234567812", (FORM, "shortened")),
    ],
)
def test_a_power_of_ten_is_written_to_no_place_of_its_array(left, right, found):
    findings = Findings(DEFAULT)
    first, second = (tokens_of(Line(1, text))[0] for text in (left, right))
    findings.figure(first, second, Context(places=8, dtype="float64"), unit=False)
    assert [(d.kind, d.note) for d in findings.result([]).differences] == [found]


def test_of_a_line_that_is_left_out_one_node_does_not_differ_from_another():
    findings = Findings(Settings(ignore=(read_part("line 3"),)))
    word, other, more = tokens_of(Line(3, "a b c"))
    findings.differ([word], [other], Context())
    assert findings.result([]).differences == ()
    findings.differ([word, more], [other, more], Context())
    assert len(findings.result([]).differences) == 1
