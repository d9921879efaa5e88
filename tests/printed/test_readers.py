"""The first look at a line, which most lines do not pass, overlooks no table."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.printed.readers import READERS, read_table
from harness.printed.screen import numbered
from tests.growth import UNITS, is_linear
from tests.printed.comparing import law
from tests.printed.printing import PAGES
from tests.printed.samples import RELEASES, read_all, samples

SCRAPS = st.sampled_from([
    "Epoch 1/2", "1/2 [==] - 1s - loss: 3", "2/Unknown 1s", " 5%|x | 1/2 [0:01<0:01,  1it/s]", 'Model: "m"', "Layer (type)  Param #",
    "a (B)         3", "┃ Layer (type) ┃ Param # ┃", "__________", "ValueError: x", "a.b.StopIteration: ", "Traceback (most recent call last):",
    "ValueError      Traceback (most recent call last)", "--------------------", '  File "a", line 3', "Cell In[3], line 1", "SyntaxError: no",
    "<Figure size 1x2 with 3 Axes>", "[<matplotlib.lines.Line2D at 0x12345>]", "<table><tr><td>1</td></tr></table>", "   a  b", "0  1  2", "",
    "<class 'pandas.DataFrame'>", "RangeIndex: 2 entries, 0 to 1", "0    1", "dtype: int64", "Series([], dtype: object)", "Empty DataFrame", "Columns: []", "Index: []",
])  # fmt: skip
SAMPLES = st.sampled_from([text for release in RELEASES for text in samples(release).values()])


@law
@given(st.lists(SCRAPS | PAGES | SAMPLES, min_size=1, max_size=8).map("\n".join))
def test_a_table_that_any_reader_finds_is_found(text):
    lines = numbered(text)
    for index in range(min(len(lines), 40)):
        tables = [reader(lines, index) for reader in READERS if lines[index].text.strip()]
        assert read_table(lines, index) == next(filter(None, tables), None)


@pytest.mark.growth
@pytest.mark.parametrize("unit", [*UNITS, "Epoch 1/2\n", "  Layer (", "Traceback ", "a.", "<td"])
def test_the_time_for_any_text_grows_with_it(unit):
    assert is_linear(lambda text: read_all(read_table, text), unit, 5000)
