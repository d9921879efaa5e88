"""Every line of a notebook is found in its file."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.texts.lines import lines_in
from harness.texts.notebook_files import file_lines

TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=12)
LINES = st.lists(TEXT.map(lambda text: text.replace("\n", "") + "\n"), max_size=4)
OUTPUTS = st.one_of(
    LINES.map(lambda lines: {"output_type": "stream", "name": "stdout", "text": lines}),
    LINES.map(lambda lines: {"output_type": "execute_result", "data": {"text/plain": lines}}),
    LINES.map(lambda lines: {"output_type": "stream", "text": "".join(lines)}),
    st.just({"output_type": "display_data", "data": {"image/png": "iVBOR"}}),
)
CELLS = st.builds(
    lambda source, outputs, whole: {
        "cell_type": "code",
        "source": "".join(source) if whole else source,
        "outputs": outputs,
    },
    LINES,
    st.lists(OUTPUTS, max_size=3),
    st.booleans(),
)
NOTEBOOKS = st.lists(CELLS, min_size=1, max_size=3).map(lambda cells: {"cells": cells})


@given(NOTEBOOKS, st.sampled_from([None, 1, 2]), st.booleans())
def test_each_line_stands_in_the_line_of_the_file_that_is_named(notebook, indent, ascii_only):
    text = json.dumps(notebook, indent=indent, ensure_ascii=ascii_only)
    lines, found = lines_in(text, ".ipynb"), file_lines(text)
    assert len(found) == len(lines)
    file = text.split("\n")
    for line, place in zip(lines, found, strict=True):
        assert json.dumps(line, ensure_ascii=ascii_only)[1:-1] in file[place.file_line - 1]


def test_cells_and_outputs_are_counted_from_one():
    output = {"output_type": "stream", "text": ["c\n", "d\n"]}
    again = {"output_type": "stream", "text": ["e"]}
    cells = [
        {"cell_type": "markdown", "source": ["a"]},
        {"cell_type": "code", "source": ["b\n", "b"], "outputs": [output, again]},
    ]
    found = file_lines(json.dumps({"cells": cells}, indent=1))
    places = [(place.cell, place.output, place.number) for place in found]
    assert places[:5] == [(1, False, 1), (1, False, 2), (2, False, 1), (2, False, 2), (2, False, 3)]
    assert places[5:] == [(2, True, 1), (2, True, 2), (2, True, 3), (2, True, 4)]


def test_an_old_notebook_with_worksheets_is_read():
    cell = {"cell_type": "code", "input": ["a\n", "b"], "outputs": [{"text": ["c"]}]}
    text = json.dumps({"worksheets": [{"cells": []}, {"cells": [cell]}]}, indent=1)
    found = [text.split("\n")[place.file_line - 1].strip(' ",\\n') for place in file_lines(text)]
    assert found == ["a", "b", "b", "c"]


def test_a_traceback_with_several_lines_in_one_string_is_found():
    error = {"output_type": "error", "traceback": ["\x1b[31mE\x1b[0m", "a\nb"]}
    cell = {"cell_type": "code", "source": "x", "outputs": [error]}
    text = json.dumps({"cells": [cell]}, indent=1)
    first, second, third = (place.file_line for place in file_lines(text)[2:])
    assert (second, third) == (first + 1, first + 1)


@pytest.mark.parametrize("text", ["{}", "[1]", '{"cells": 3}', "{"])
def test_what_is_no_notebook_is_refused(text):
    with pytest.raises(ValueError, match="no Jupyter notebook"):
        file_lines(text)
