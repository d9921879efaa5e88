"""Tests of harness.models.archive."""

import io
import pickle
import re
import zipfile

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.models.archive import read_archive


class _Payload:
    def __reduce__(self):
        return print, ("run by a pickle",)


def _objects(items):
    array = np.empty(len(items), dtype=object)
    array[:] = items
    return array


@given(lists=st.lists(st.lists(st.integers(0, 99)), min_size=1, max_size=5))
def test_lists_and_numbers_come_back(tmp_path_factory, lists):
    path = tmp_path_factory.mktemp("archive") / "some.npz"
    numbers = np.arange(6).reshape(2, 3)
    np.savez_compressed(path, lists=_objects([*lists, []]), numbers=numbers)
    arrays = read_archive(path)
    assert arrays["lists"].tolist() == [*lists, []]
    np.testing.assert_array_equal(arrays["numbers"], numbers)


def test_arrays_in_fortran_order_come_back(tmp_path):
    numbers = np.asfortranarray(np.arange(6.0).reshape(2, 3))
    np.savez(tmp_path / "some.npz", numbers=numbers)
    np.testing.assert_array_equal(read_archive(tmp_path / "some.npz")["numbers"], numbers)


def _archive_naming(path, core, lists):
    # up to protocol 3 a pickle names modules in plain lines, so that a name can be exchanged
    pickled = pickle.dumps(_objects(lists), protocol=3)
    renamed = re.sub(rb"numpy\._?core\.", core.encode() + b".", pickled)
    header = io.BytesIO()
    description = {"descr": "|O", "fortran_order": False, "shape": (len(lists),)}
    np.lib.format.write_array_header_1_0(header, description)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("lists.npy", header.getvalue() + renamed)
    return renamed


@pytest.mark.parametrize("core", ["numpy.core", "numpy._core"])
def test_either_name_of_numpys_core_is_read(tmp_path, core):
    path = tmp_path / "some.npz"
    assert core.encode() + b".multiarray" in _archive_naming(path, core, [[1], [2, 3]])
    assert read_archive(path)["lists"].tolist() == [[1], [2, 3]]


def test_a_pickle_that_asks_for_a_function_is_refused(tmp_path, capsys):
    np.savez(tmp_path / "some.npz", lists=_objects([_Payload(), []]))
    with pytest.raises(pickle.UnpicklingError, match="print"):
        read_archive(tmp_path / "some.npz")
    assert capsys.readouterr().out == ""
