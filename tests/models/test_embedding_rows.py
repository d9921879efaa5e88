from harness.models import embedding_rows


def test_rows_of_a_lookup_are_plausible():
    rows = [[0.01, -0.02], [0.03, 0.04], [0.01, -0.02]]
    found = embedding_rows.plausible(rows, [5, 6, 5])
    assert found == {"inside": True, "consistent": True, "shape": [3, 2]}


def test_a_value_outside_the_initialiser_is_noticed():
    assert not embedding_rows.plausible([[0.06], [0.01]], [1, 2])["inside"]


def test_rows_that_differ_for_one_index_are_noticed():
    assert not embedding_rows.plausible([[0.01], [0.02]], [1, 1])["consistent"]


def test_rows_that_are_equal_for_two_indices_are_noticed():
    assert not embedding_rows.plausible([[0.01], [0.01]], [1, 2])["consistent"]


def test_an_embedding_counts_each_value_of_each_word():
    assert embedding_rows.density(7, 2)["values"] == 14


def test_zeros_are_counted(monkeypatch):
    rows = embedding_rows.lookup(4, 2, range(4))["rows"] * 0
    monkeypatch.setattr(embedding_rows, "lookup", lambda *_: {"rows": rows})
    assert embedding_rows.density(4, 2)["zeros"] == 8
