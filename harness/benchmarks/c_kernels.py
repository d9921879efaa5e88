"""The two kernels of ``kernels.c``, compiled for the machine at hand and checked."""

from __future__ import annotations

import ctypes
import shutil
import subprocess
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

LANES, CHAINS, PARTS = 16, 12, 8
"""As in the C source: values a vector, vectors that are multiplied, vectors read in a block."""

_SOURCE = Path(__file__).with_name("kernels.c")
_FLAGS = ("-O3", "-ffp-contract=fast", "-shared", "-fPIC")
_TARGETS = (("-march=native",), ("-mcpu=native",), ())
"""How compilers are told to use everything that this processor has; not all know either word."""


class NoKernelsError(Exception):
    """The kernels cannot be used here; the text says why."""


class Kernels:
    """The compiled kernels.

    Args:
        library: Where their machine code is.
    """

    def __init__(self, library: Path) -> None:
        loaded = ctypes.CDLL(str(library))
        self._multiply_add, self._read_values = loaded.multiply_add, loaded.read_values
        self._multiply_add.argtypes = [ctypes.c_long, ctypes.c_float, ctypes.c_float]
        self._read_values.argtypes = [ctypes.c_void_p, ctypes.c_long, ctypes.c_long]
        self._multiply_add.restype = self._read_values.restype = ctypes.c_float

    def multiply_add(self, rounds: int, factor: float = 0.5, summand: float = 1.0) -> float:
        """Replace 192 numbers by their multiple plus a summand, again and again.

        Args:
            rounds: How often; each takes 384 floating-point operations.
            factor: What they are multiplied by.
            summand: What is added.

        Returns:
            Their sum.
        """
        return float(self._multiply_add(rounds, factor, summand))

    def read_values(self, values: np.ndarray, passes: int) -> float:
        """Add up the values of an array, and begin anew.

        Args:
            values: float32, a multiple of 128 of them.
            passes: How often each is read.

        Returns:
            The sum of all that was read.
        """
        return float(self._read_values(values.ctypes.data, values.size // (LANES * PARTS), passes))

    def check(self) -> None:
        """Compare what the kernels compute with what they must.

        Raises:
            NoKernelsError: It is something else.
        """
        begun = LANES * sum(range(CHAINS)) + CHAINS * sum(range(LANES))
        count = LANES * CHAINS
        expected = {0: begun, 1: begun / 2 + count, 1000: 2 * count}  # x / 2 + 1 comes to 2
        for rounds, total in expected.items():
            if self.multiply_add(rounds) != total:
                raise NoKernelsError(f"{rounds} multiply-adds do not give {total}")
        values = np.arange(10 * LANES * PARTS, dtype=np.float32) % 8
        if self.read_values(values, 3) != 3 * values.sum():
            raise NoKernelsError("the values that were read have another sum")


@cache
def compiled_kernels() -> Kernels:
    """Compile, load and check the kernels.

    Raises:
        NoKernelsError: This machine has no compiler, or what it makes does not work.
    """
    compiler = shutil.which("cc")
    if compiler is None:
        raise NoKernelsError("no C compiler (cc) here")
    with TemporaryDirectory() as folder:
        library = Path(folder, "kernels.so")
        failure = ""
        for target in _TARGETS:
            failure = _compile([compiler, *_FLAGS, *target, "-o", str(library), str(_SOURCE)])
            if not failure:
                break
        else:
            raise NoKernelsError(f"cc fails: {failure}")
        try:
            kernels = Kernels(library)
        except OSError as error:
            raise NoKernelsError(f"the compiled kernels do not load: {error}") from error
    kernels.check()
    return kernels


def _compile(command: Sequence[str]) -> str:
    """Run a compiler; return the last line of what it complains about, nothing if it succeeds."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    complaint = done.stderr.strip() or f"exit code {done.returncode}"
    return complaint.splitlines()[-1] if done.returncode else ""
