"""Random results of a page, judged by runs with other seeds."""

import pytest

from harness.checking.execution import PLAIN, BlockCourse, Execution, StatementEnding
from harness.checking.labels import PageLabels
from harness.checking.page import DocumentPage
from harness.checking.seed_spread import seed_number, seed_run

PAGE = """\
```python
print("val_loss:", train())
```

```
val_loss: {}
```
"""
LOSSES = ["0.0028", "0.0031", "0.0026", "0.0029", "0.0027", "0.0030", "0.0028", "0.0025", "0.0032"]


def execution(how, text):
    course = BlockCourse((StatementEnding((2, 2), text),))
    return Execution(how, {"name": "here"}, {0: course})


def labels(tmp_path, printed, losses=LOSSES, said="val_loss: {}\n", page=PAGE):
    (tmp_path / "page.md").write_text(page.format(printed))
    runs = [execution(seed_run(n), said.format(loss)) for n, loss in enumerate(losses, 1)]
    plain = execution(PLAIN, said.format("0.00281"))
    again = execution("again", said.format("0.00299"))
    document = DocumentPage.read(tmp_path / "page.md")
    return PageLabels(document, [plain, again, *runs], seeds=len(losses))


@pytest.mark.parametrize(
    ("printed", "label", "said"),
    [
        ("0.0029", "random", "val_loss 0.0029: typical, "),
        ("0.0061", "refuted", "val_loss 0.0061: not typical, 100th percentile of 9 runs"),
        ("0.0009", "refuted", "val_loss 0.0009: not typical, 0th percentile of 9 runs"),
    ],
)
def test_a_random_figure_is_judged_by_where_it_lies_among_other_seeds(
    tmp_path, printed, label, said
):
    output = labels(tmp_path, printed).checked().blocks[0].output
    assert output.label == label
    assert output.why.startswith(said)


def test_the_error_that_would_be_seen_is_named(tmp_path):
    why = labels(tmp_path, "0.0029").checked().blocks[0].output.why
    assert "an error above" in why


def test_other_seeds_are_asked_for_only_where_something_is_random(tmp_path):
    found = labels(tmp_path, "0.0029", losses=[])
    found.checked()
    assert not [how for how in found.wants if seed_number(how)]
    (tmp_path / "page.md").write_text(PAGE.format("0.0029"))
    document = DocumentPage.read(tmp_path / "page.md")
    runs = [execution(PLAIN, "val_loss: 0.1\n"), execution("again", "val_loss: 0.2\n")]
    random = PageLabels(document, runs, seeds=8)
    random.checked()
    assert {seed_number(how) for how in random.wants} >= set(range(1, 9))


def test_runs_that_print_something_else_judge_nothing(tmp_path):
    output = labels(tmp_path, "0.0029", losses=["nan"] * 9).checked().blocks[0].output
    assert output.label == "random"
    assert "no finite number" in output.why or "no seed is set" in output.why


@pytest.mark.parametrize("how", ["plain", "again", "seed", "seed x", "other seed"])
def test_other_runs_have_no_number(how):
    assert seed_number(how) == 0


def test_a_run_with_another_seed_has_its_number():
    assert seed_number(seed_run(12)) == 12
