"""Training logs of every generation read as the same steps and metrics."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.printed.logs import read_log
from harness.printed.screen import numbered
from tests.growth import UNITS, is_linear
from tests.printed.samples import RELEASES, cells, misplaced, read_all, samples, unnoticed, values

LOGS = ["fit1", "fit2", "evaluate", "predict", "lr", "gen"]


def read(text):
    return read_log(numbered(text), 0)


def rows(text):
    return cells(read(text))


def only(text):
    ((label, found),) = rows(text)
    return label, found


@pytest.mark.parametrize("release", RELEASES)
@pytest.mark.parametrize("name", LOGS)
def test_every_line_of_a_log_is_read(release, name):
    text = samples(release)[name].strip("\n")
    table = read(text)
    assert (table.kind, table.end) == ("log", len(numbered(text)))
    assert misplaced(read_log, text) == []


@pytest.mark.parametrize("release", RELEASES)
def test_a_fit_has_a_row_for_each_epoch_with_its_metrics(release):
    table = read(samples(release)["fit1"])
    assert [row.label for row in table.rows] == ["epoch 1", "epoch 2"]
    assert table.metrics == {"loss", "mae", "val_loss", "val_mae"}
    for place, (_, found) in enumerate(cells(table), 1):
        assert (found["epoch"], found["steps"]) == (f"{place}/2", "2/2")
        assert "time per step" in found


@pytest.mark.parametrize("release", RELEASES)
def test_messages_of_callbacks_are_rows_and_part_no_epoch(release):
    table = read(samples(release)["lr"])
    assert [row.label for row in table.rows] == ["epoch 1", "epoch 2", "message", "message"]
    assert "loss" in cells(table)[1][1]
    assert cells(table)[3][1]["message"].endswith("2: early stopping")


@pytest.mark.parametrize("release", RELEASES)
@pytest.mark.parametrize("name", LOGS)
def test_states_that_stand_behind_one_another_read_as_the_last(release, name):
    text = samples(release)[name].strip("\n")
    assert values(read_log, text.replace("\r", ""))[2] == values(read_log, text)[2]


@pytest.mark.parametrize("release", RELEASES)
@pytest.mark.parametrize("name", LOGS)
def test_every_figure_of_a_log_counts(release, name):
    text = "\n".join(line.text for line in numbered(samples(release)[name].strip("\n")))
    table = read(text)
    volatile = {(c.line, c.column + n) for r in table.rows for c in r.cells if c.name in table.volatile for n in range(len(c.text))}  # fmt: skip
    counted = []
    for place, *what in unnoticed(read_log, text, "━=>.[]ETA-"):
        line, column = text.count("\n", 0, place) + 1, place - text.rfind("\n", 0, place) - 1
        if (line, column) not in volatile:
            counted.append((place, *what))
    assert counted == []


def test_the_styles_of_keras_are_told_apart_and_say_the_same():
    texts = (
        "Epoch 1/2\n219/219 [==============================] - 1s 2ms/step - loss: 0.1 - val_loss: 0.2",
        "Epoch 1/2\n219/219 ━━━━━━━━━━━━━━━━━━━━ 1s 4ms/step - loss: 0.1 - val_loss: 0.2",
        "Epoch 1/2\n[1m219/219[0m [32m━━━━━━━━━━━━━━━━━━━━[0m[37m[0m [1m1s[0m 4ms/step - loss: 0.1 - val_loss: 0.2",
        "Epoch 1/2\n219/219 - 1s - loss: 0.1 - val_loss: 0.2 - 1s/epoch - 4ms/step",
        "Epoch 1/2\n219/219 - 1s - 4ms/step - loss: 0.1 - val_loss: 0.2",
    )
    assert len({values(read_log, text) for text in texts}) == 1
    styles = [read(text).style for text in texts]
    assert styles == ["Keras 2", "Keras 3", "Keras 3", *["Keras, one line an epoch"] * 2]
    assert dict(rows(texts[0]))["epoch 1"]["val_loss"] == "0.2"


def test_only_the_last_state_of_a_bar_counts():
    first = "  1/219 [..............................] - ETA: 1:02 - loss: 0.9"
    later = "103/219 [=====>........................] - ETA: 0s - loss: 0.5"
    last = "219/219 [==============================] - 1s 2ms/step - loss: 0.1"
    assert only("\n".join([first, later, last]))[1]["loss"] == "0.1"
    assert only("\n".join([first, later]))[1] == {
        "steps": "103/219",
        "time left": "ETA: 0s",
        "loss": "0.5",
    }
    assert [found["loss"] for _, found in rows("\n".join([last, first]))] == ["0.1", "0.9"]
    assert [found["loss"] for _, found in rows("\n".join([later, first]))] == ["0.5", "0.9"]
    assert [found["loss"] for _, found in rows("\n".join([last, last]))] == ["0.1", "0.1"]


@pytest.mark.parametrize(
    ("steps", "rows_read"),
    [
        (("1/3", "2/3"), 1),
        (("1/2", "2/3"), 2),  # another number of steps
        (("2/3", "1/3"), 2),
        (("1/Unknown", "2/3"), 1),
        (("9/100", "10/100"), 1),
        (("1/3", "1/3"), 1),
        (("0/3", "3/3"), 1),
        (("10/100", "9/100"), 2),
        (("1/3", "2/Unknown"), 2),
        (("1/3", "3/3", "3/3"), 2),
    ],
)
def test_a_later_state_of_the_same_bar_takes_the_place_of_an_earlier_one(steps, rows_read):
    assert len(rows("\n".join(f"{step} [=>....] - loss: 0.5" for step in steps))) == rows_read


def test_a_bar_after_an_epoch_that_is_done_is_a_row_of_its_own():
    bar = "2/2 [==============================] - 1s 2ms/step - loss: 0.1"
    assert [label for label, _ in rows(f"Epoch 1/1\n{bar}\n{bar}")] == ["epoch 1", "steps"]


def test_figures_that_are_not_plain_decimals_are_read():
    text = "2/2 - 0s - loss: nan - lr: 1.0000e-05 - top: -inf - learning_rate: -1.2e+03"
    found = only(text)[1]
    assert found == {"steps": "2/2", "time": "0s", "loss": "nan", "lr": "1.0000e-05", "top": "-inf", "learning_rate": "-1.2e+03"}  # fmt: skip


def test_logs_of_the_first_keras_have_no_steps():
    label, found = only("Epoch 1/1\n - 2s - loss: 0.5 - acc: 0.7")
    assert (label, found) == (
        "epoch 1",
        {"epoch": "1/1", "time": "2s", "loss": "0.5", "acc": "0.7"},
    )
    assert read("Epoch 1/1\n - 2s - loss: 0.5").style == "Keras, one line an epoch"
    for start in ("- 2s", "    - 2s"):  # a page may have other blanks before it
        text = f"Epoch 1/1\n{start} - loss: 0.5 - acc: 0.7"
        assert only(text)[1] == found
        assert misplaced(read_log, text) == []
    assert read("Epoch 1/1\n - 2s - words").end == 1
    assert only("60000/60000 [====] - 4s 64us/sample - loss: 0.3")[1]["loss"] == "0.3"


def test_bars_of_tqdm_are_read():
    text = "fold 2:  50%|█████     | 5/10 [00:01<00:01,  4.1it/s, loss=0.7]\nfold 2: 100%|██████████| 10/10 [00:02<00:00,  4.5it/s, loss=0.5]"
    table = read(text)
    assert only(text)[1] == {
        "description": "fold 2", "percent": "100%", "steps": "10/10", "time": "00:02", "time left": "00:00", "rate": "4.5it/s", "loss": "0.5",
    }  # fmt: skip
    assert (table.style, table.metrics) == ("tqdm", {"loss"})
    assert only("  0%|          | 0/10 [00:00<?, ?it/s]")[1]["steps"] == "0/10"
    assert len(rows(text + "\n" + text)) == 2


@pytest.mark.parametrize(
    "text",
    ["", "3/4", "1/2 of it", "Epoch 3", "epoch 1, loss 0.3", "Epoch 00005: early stopping", "loss: 0.3", " - 1s - loss: 0.5",
     "1/2 [1, 2]", "5/5 [===] and more", "7/8 [====] - odd", "50% of all", "a%|b"],
)  # fmt: skip
def test_other_text_is_no_log(text):
    assert read(text) is None


def test_a_log_ends_before_other_text():
    text = "Epoch 1/1\n2/2 - 0s - loss: 0.1\n\nTest loss: 0.3"
    assert read(text).end == 2


def test_a_log_does_not_go_on_behind_other_text():
    bar = "2/2 - 0s - loss: 0.1"
    assert read(f"{bar}\nwords\n{bar}").end == 1


def test_a_bar_above_an_epoch_is_a_row_of_its_own():
    bar = "2/2 [==============================] - 1s 2ms/step - loss: 0.1"
    assert [label for label, _ in rows(f"{bar}\nEpoch 3/5\n{bar}")] == ["steps", "epoch 3"]
    message = "Epoch 3: early stopping"
    assert [label for label, _ in rows(f"{bar}\n{message}\n{bar}")] == ["steps", "message", "steps"]


@pytest.mark.parametrize(("blank", "end"), [(0, 2), (1, 3), (2, 4), (3, 1)])
def test_two_blank_lines_part_no_log(blank, end):
    bar = "2/2 - 0s - loss: 0.1\n"
    assert read(bar + "\n" * blank + bar + "\n\n\n").end == end


NAME = st.from_regex(r"[a-z][a-z0-9_]{0,12}", fullmatch=True).filter(
    lambda name: name not in ("epoch", "steps", "time", "rate")
)
VALUE = st.floats(allow_nan=True).map(lambda value: f"{value:.4f}") | st.floats(1e-9, 1e-4).map(
    lambda value: f"{value:.4e}"
)
METRICS = st.lists(st.tuples(NAME, VALUE), max_size=4, unique_by=lambda pair: pair[0])
PRINTERS = {
    "Keras 2": "{0}/{0} [==============================] - 3s 2ms/step{1}",
    "Keras 3": "\x1b[1m{0}/{0}\x1b[0m \x1b[32m━━━━━━━━━━━━━━━━━━━━\x1b[0m\x1b[37m\x1b[0m \x1b[1m3s\x1b[0m 2ms/step{1}",
    "Keras, one line an epoch": "{0}/{0} - 3s{1} - 3s/epoch - 2ms/step",
}


@given(
    st.lists(METRICS, min_size=1, max_size=4),
    st.integers(1, 10**6),
    st.sampled_from(sorted(PRINTERS)),
)
def test_a_log_reads_back(epochs, steps, style):
    lines = []
    for place, metrics in enumerate(epochs, 1):
        shown = "".join(f" - {name}: {value}" for name, value in metrics)
        lines += [f"Epoch {place}/{len(epochs)}", PRINTERS[style].format(steps, shown)]
    table = read("\n".join(lines))
    assert (table.style, table.end) == (style, len(lines))
    kept = [
        {name: text for name, text in found.items() if name not in table.volatile}
        for _, found in cells(table)
    ]
    assert kept == [
        {"epoch": f"{place}/{len(epochs)}", "steps": f"{steps}/{steps}", **dict(metrics)}
        for place, metrics in enumerate(epochs, 1)
    ]


BITS = st.sampled_from(
    ["Epoch 1/2", "1/2 [=>..] - ETA: 0s - loss: 1", "2/2 ━━━ 1s - loss: 2", "2/2 - 1s", " - 1s - loss: 3", "3/Unknown 1s",
     "Epoch 1: stop", "", "9%|█ | 1/2 [00:01<00:00, 1it/s, a=b, c]", "1/2 [==", "0/0 [===] - a: b"]
)  # fmt: skip


@given(st.lists(BITS | st.text(max_size=30)).map("\n".join))
def test_a_reader_of_logs_never_raises(text):
    read_all(read_log, text)


@pytest.mark.growth
@pytest.mark.parametrize(
    "unit", [*UNITS, "Epoch 1/2\n", "1/2 [==", "1/2 [=>.] - a: 1 ", "1/2 ━", "2/2 - 1s\n", "1%| | 1/2 [1<1, ", ": ", " - a: 1", "[1m", "━ "]
)  # fmt: skip
def test_the_time_for_logs_grows_with_the_text(unit):
    assert is_linear(lambda text: read_all(read_log, "1/2 - 1s - " + text), unit, 5000)


@pytest.mark.parametrize(
    ("glued", "loss", "steps"),
    [
        ("0.74059/20", "0.7405", "9/20"),  # not 59 of 20
        ("0.740519/20", "0.7405", "19/20"),
        ("0.740520/20", "0.7405", "20/20"),
        ("0.749919/20", "0.7499", "19/20"),
        ("0.74055/20", "0.7405", "5/20"),
        ("0.7405/20", "0.740", "5/20"),  # no number of steps begins with 0
        ("0.02/2", "0.0", "2/2"),
        ("12/2", "1", "2/2"),
        ("0.740/20", "0.74", "0/20"),
        ("0.7401/20", "0.740", "1/20"),
    ],
)
def test_a_bar_that_follows_a_figure_takes_as_many_digits_as_a_number_of_steps_can_have(
    glued, loss, steps
):
    (_, before), (_, after) = rows(f"7/7 [==] - loss: {glued} [==>] - loss: 0.5")
    assert (before["loss"], after["steps"]) == (loss, steps)


def test_what_stands_behind_a_bar_of_tqdm_has_its_places():
    text = " 50%|#    | 1/2 [00:01<00:01,  1.00it/s, loss=0.5, acc=0.25, done, rate=0.125]"
    assert misplaced(read_log, text) == []
    assert [text[cell.column :][: len(cell.text)] for cell in read(text).rows[0].cells] == [
        cell.text for cell in read(text).rows[0].cells
    ]


def test_bars_of_tqdm_with_other_words_before_them_are_rows_of_their_own():
    bars = [
        f"{word}: {percent:3}%|##| {percent}/100 [00:01<00:01,  1it/s]"
        for word, percent in (
            ("train", 0),
            ("train", 50),
            ("train", 60),
            ("valid", 70),
            ("valid", 100),
            ("valid", 10),
        )
    ]
    found = [(cells["description"], cells["percent"]) for _, cells in rows("\n".join(bars))]
    assert found == [("train", "60%"), ("valid", "100%"), ("valid", "10%")]


def test_a_bar_of_tqdm_does_not_go_on_as_one_of_keras():
    bars = " 50%|##| 1/2 [00:01<00:01,  1it/s]\n2/2 [==] - 1s - loss: 0.5"
    assert [cells["steps"] for _, cells in rows(bars)] == ["1/2", "2/2"]


def test_metrics_of_the_same_name_are_numbered():
    assert list(only("2/2 - 1s - loss: 1 - loss: 2 - loss: 3")[1]) == [
        "steps",
        "time",
        "loss",
        "loss 2",
        "loss 3",
    ]
