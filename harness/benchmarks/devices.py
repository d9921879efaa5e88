"""The devices at hand: found, named, and what they do without being asked."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import Any

import keras

from harness.stacks.worker import describe


@dataclass(frozen=True, slots=True)
class Device:
    """A device that a benchmark can run on.

    Args:
        place: What Keras calls it, such as ``cpu:0``.
        name: What its maker calls it; of a processor, its model.
    """

    place: str
    name: str

    @property
    def is_gpu(self) -> bool:
        """Whether it is a GPU, whose time is not the processor's."""
        return self.place.startswith("gpu")


def found_devices() -> tuple[Device, ...]:
    """List the processor and every GPU that the backend of Keras can use."""
    gpus = _GPUS.get(keras.backend.backend(), list)()
    cpu = Device("cpu:0", str(describe()["cpu"]))
    return (cpu, *(Device(f"gpu:{number}", name) for number, name in enumerate(gpus)))


def _tensorflow_gpus() -> list[str]:
    config = import_module("tensorflow").config
    gpus = config.list_physical_devices("GPU")
    details = config.experimental.get_device_details
    return [details(gpu).get("device_name") or gpu.name for gpu in gpus]


def _jax_gpus() -> list[str]:
    found = import_module("jax").devices()
    return [device.device_kind for device in found if device.platform == "gpu"]


def _torch_gpus() -> list[str]:
    cuda = import_module("torch").cuda
    return [cuda.get_device_name(number) for number in range(cuda.device_count())]


_GPUS = {"tensorflow": _tensorflow_gpus, "jax": _jax_gpus, "torch": _torch_gpus}


def cudnn_use(layer: keras.layers.Layer, device: Device) -> str:
    """Say whether a layer is computed by one fused kernel of cuDNN.

    Args:
        layer: The layer.
        device: What it runs on.
    """
    if not device.is_gpu:
        return "no: not a GPU"
    inner = getattr(layer, "forward_layer", layer)
    if not isinstance(inner, (keras.layers.LSTM, keras.layers.GRU)):
        return "no: neither an LSTM nor a GRU"
    # Keras rules XLA out for a layer exactly where it leaves the layer to cuDNN
    return "no: the criteria are not met" if inner.supports_jit else "yes"


def use_one_thread() -> None:
    """Have each operation computed by one thread; nothing changes once TensorFlow has begun."""
    threading = import_module("tensorflow").config.threading
    try:
        threading.set_intra_op_parallelism_threads(1)
        threading.set_inter_op_parallelism_threads(1)
    except RuntimeError:
        return


def timing_facts() -> dict[str, Any]:
    """Say what a time depends on.

    Returns:
        Versions by package, ``backend``, ``cores`` at hand, and ``threads`` within and between
        operations, 0 standing for TensorFlow's own choice.
    """
    facts = describe()
    threading = import_module("tensorflow").config.threading
    threads = {
        "within": threading.get_intra_op_parallelism_threads(),
        "between": threading.get_inter_op_parallelism_threads(),
    }
    versions = {name: facts[name] for name in ("python", "tensorflow", "keras", "numpy")}
    cores, backend = facts["threads"], keras.backend.backend()
    return {**versions, "backend": backend, "cores": cores, "threads": threads}
