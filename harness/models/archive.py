"""NumPy archives with arrays of lists, read without running what a pickle may ask for."""

from __future__ import annotations

import pickle
import zipfile
from pathlib import Path
from typing import IO

import numpy as np

_CORES = ("numpy.core", "numpy._core")
_ALLOWED = {
    ("numpy", "ndarray"),
    ("numpy", "dtype"),
    ("CORE.multiarray", "_reconstruct"),
    ("CORE.multiarray", "scalar"),
    ("_codecs", "encode"),
}


class _ArrayUnpickler(pickle.Unpickler):
    """Unpickler of object arrays, of either name that NumPy's core has had."""

    def find_class(self, module: str, name: str) -> object:
        for core in _CORES:
            if module.startswith(core + "."):
                module = "CORE" + module[len(core) :]
        if (module, name) not in _ALLOWED:
            raise pickle.UnpicklingError(f"an array of lists has no use for {module}.{name}")
        return super().find_class(module.replace("CORE", _core()), name)


def _core() -> str:
    return _CORES[1] if int(np.__version__.split(".")[0]) > 1 else _CORES[0]


def read_archive(path: Path) -> dict[str, np.ndarray]:
    """Read the arrays of an .npz file, object arrays among them.

    An archive written with NumPy 2 names modules that NumPy 1 does not have; both are understood.

    Args:
        path: The archive.

    Returns:
        Array by name.

    Raises:
        pickle.UnpicklingError: An array holds anything but lists and numbers.
    """
    with zipfile.ZipFile(path) as archive:
        arrays = {}
        for member in archive.namelist():
            with archive.open(member) as stream:
                arrays[member[: -len(".npy")]] = _read_array(stream)
    return arrays


def _read_array(stream: IO[bytes]) -> np.ndarray:
    version = np.lib.format.read_magic(stream)
    read_header = (
        np.lib.format.read_array_header_1_0
        if version == (1, 0)
        else np.lib.format.read_array_header_2_0
    )
    shape, fortran, dtype = read_header(stream)
    if dtype.hasobject:
        array: np.ndarray = _ArrayUnpickler(stream).load()
        return array
    return np.frombuffer(stream.read(), dtype).reshape(shape, order="F" if fortran else "C")
