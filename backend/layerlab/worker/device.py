"""Where a run computes, and what its bits depend on."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

import torch

from layerlab.kit.errors import LayerlabError, Where
from layerlab.training.compute import Compute, MemoryFormat
from layerlab.training.device import choose_device


def choose(name: str) -> torch.device:
    """The device of that name; `auto` takes the fastest there is. Raises LayerlabError where it is absent."""
    device = choose_device(name)
    present: dict[str, Callable[[], bool]] = {
        "cuda": torch.cuda.is_available,
        "mps": torch.backends.mps.is_available,
        "cpu": lambda: True,
    }
    if not present[device.type]():
        raise LayerlabError("device_unavailable", {"device": name}, where=Where(field="device"))
    return torch.device("cuda", 0) if device.type == "cuda" else device


MEMORY_FORMATS: dict[MemoryFormat, torch.memory_format] = {
    "contiguous": torch.contiguous_format,
    "channels_last": torch.channels_last,
}
"""A network is asked for its own: a convolution hands the form of its kernels on to what it gives."""

AHEAD = 2
"""Steps that are ordered but not done: enough for the device never to wait for the next order."""


class LaunchLimit:
    """Keeps the host near a device that works by itself.

    Orders to a GPU only queue up, hundreds of them. Left alone, a pause would be heard many steps after it was
    pressed, and who reads a number would wait for all of them.
    """

    def __init__(self, device: torch.device) -> None:
        self._is_queued = device.type == "cuda"
        self._steps: deque[torch.cuda.Event] = deque()

    def stepped(self) -> None:
        """A step was ordered: wait until all but the last few are done."""
        if not self._is_queued:
            return
        step = torch.cuda.Event()
        step.record()
        self._steps.append(step)
        if len(self._steps) > AHEAD:
            self._steps.popleft().synchronize()


def synchronize(device: torch.device) -> None:
    """Wait until the device has done everything that was ordered."""
    if device.type == "cuda":
        torch.cuda.synchronize(device)
    elif device.type == "mps":
        torch.mps.synchronize()


def refuses_inexact(act: Callable[[], object]) -> bool:
    """Whether `act` needs an operation that has no deterministic form on its device."""
    warns_only = torch.is_deterministic_algorithms_warn_only_enabled()
    enabled = torch.are_deterministic_algorithms_enabled()
    torch.use_deterministic_algorithms(True)
    try:
        act()
    except RuntimeError as error:
        if "deterministic" not in str(error):
            raise
        return True
    finally:
        torch.use_deterministic_algorithms(enabled, warn_only=warns_only)
    return False


def environment(device: torch.device, compute: Compute) -> dict[str, str]:
    """What the bits depend on: a checkpoint that was written in another one goes on, but not bit for bit."""
    found = {
        "torch": torch.__version__,
        "isa": torch.backends.cpu.get_cpu_capability(),
        "threads": str(torch.get_num_threads()),
        "device": device.type,
    }
    # What a run of older days says nothing of is what it had.
    if compute.memory_format != "contiguous":
        found["memory_format"] = compute.memory_format
    if device.type == "cuda":
        found["device"] = torch.cuda.get_device_name(device)
        found["cuda"] = str(torch.version.cuda)
        found["cudnn"] = str(torch.backends.cudnn.version())
    return found
