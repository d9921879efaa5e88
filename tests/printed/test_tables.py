"""A cell that is put together from pieces knows where each of its parts stands."""

from harness.printed.tables import Place, places_of


def test_a_sign_that_the_piece_does_not_have_is_no_part_of_it():
    assert places_of("(b", [("(b", 1, 0)]) == (Place(0, 1, 0),)
    assert places_of("(b", [("[b", 1, 0)]) == (Place(1, 1, 1),)
