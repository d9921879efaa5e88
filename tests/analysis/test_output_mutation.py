"""Each change of what a page prints is noticed, or listed with its place and its reason."""

import pytest

from harness.analysis import output_mutation
from harness.analysis.output_mutation import PrintedOutput, examine_output
from harness.printed.output_differences import FORM, LAST_DIGIT, VALUE, Difference, OutputComparison
from harness.printed.parts import Settings, read_part

PAGE = "loss: 0.25\naccuracy: 0.75"


def output(page=PAGE, here=PAGE, **options):
    return PrintedOutput(list(enumerate(page.split("\n"), 10)), here, **options)


def words(line, text):
    start = 0
    for word in text.split():
        start = text.index(word, start)
        yield line, start, word
        start += len(word)


@pytest.fixture
def comparing(monkeypatch):
    """Compare word by word, leave out named lines, and give differences a kind."""

    def install(kind=VALUE):
        def compare(printed, here, settings):
            ours = [w for n, line in enumerate(here.split("\n"), 10) for w in words(n, line)]
            theirs = [w for line, text in printed for w in words(line, text)]
            left_out = {line for part in settings.ignore for line in range(*part.lines)}
            left_out |= {part.lines[1] for part in settings.ignore}
            found = [
                Difference(kind, left[0], left[1], left[2], right[2], *right[:2])
                for left, right in zip(theirs, ours, strict=False)
                if left[2] != right[2] and left[0] not in left_out
            ]
            if len(theirs) != len(ours):
                found.append(Difference("shape", 0, 0, "", "", 0, len(theirs)))
            return OutputComparison(len(theirs), 0, tuple(found))

        monkeypatch.setattr(output_mutation, "compare_outputs", compare)

    install()
    return install


def test_a_page_that_is_compared_whole_has_no_survivor(comparing):
    found = examine_output(output())
    assert found.mutants > 10
    assert not found.survivors


def test_what_is_left_out_survives_with_its_place_and_the_reason_of_the_spec(comparing):
    part = read_part("line 10")
    settings = Settings(ignore=(part,))
    found = examine_output(output(settings=settings, reasons={part: "drawn without a seed"}))
    inside = [item for item in found.survivors if item.place.startswith("10:")]
    assert {item.reason for item in inside} == {"drawn without a seed"}
    assert "10:7" in {item.place for item in inside}
    assert not [item for item in found.survivors if item.place.startswith("11:")]


def test_what_a_comparison_overlooks_has_no_reason(monkeypatch):
    blind = OutputComparison(0, 0, ())
    monkeypatch.setattr(output_mutation, "compare_outputs", lambda *_: blind)
    found = examine_output(output())
    assert len(found.survivors) == found.mutants
    assert not any(item.reason for item in found.survivors)


@pytest.mark.parametrize("kind", [FORM, LAST_DIGIT])
def test_what_is_shown_as_form_or_last_digit_survives_by_a_rule(comparing, kind):
    comparing(kind)
    found = examine_output(output())
    assert found.survivors[0].found == f"shown as {kind}"
    assert all(item.reason for item in found.survivors if item.found != "no difference")


def test_form_is_noticed_where_the_claim_is_strict(comparing):
    comparing(FORM)
    assert not examine_output(output(strict=True)).survivors


def test_a_figure_that_differs_already_has_no_mutants(comparing):
    found = examine_output(output(here="loss: 0.35\naccuracy: 0.75"))
    assert found.differing
    assert not found.survivors


def test_of_many_rows_some_are_judged_evenly_spread_and_their_number_is_said(comparing):
    page = "\n".join(f"{n} {n + 1}" for n in range(100))
    found = examine_output(output(page, page))
    assert [(part.name, part.judged, part.total) for part in found.sampled] == [
        ("rows", 40, 199),
        ("elements", 40, 100),
    ]
    assert not found.survivors


LOG = """\
Epoch 1/2
25/25 [==============================] - 1s 12ms/step - loss: 0.6931 - accuracy: 0.5123
Epoch 2/2
25/25 [==============================] - 0s 2ms/step - loss: 0.5931 - accuracy: 0.6123"""


def test_every_figure_of_a_log_is_compared_for_real():
    found = examine_output(output(LOG, LOG))
    assert found.mutants > 50
    assert not [item for item in found.survivors if not item.reason]


def test_a_metric_that_is_left_out_survives_for_the_reason_of_the_spec():
    part = read_part("metric loss")
    settings, why = Settings(ignore=(part,)), "it differs by processor"
    found = examine_output(output(LOG, LOG, settings=settings, reasons={part: why}))
    alive = [item for item in found.survivors if item.reason == why]
    assert {item.place.partition(":")[0] for item in alive} == {"11", "13"}
    assert any("0.6931" in item.says for item in alive)
    assert not any("0.5123 with" in item.says for item in found.survivors)
    assert not [item for item in found.survivors if not item.reason]
