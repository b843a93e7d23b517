"""Where a run computes, and what its bits depend on."""

from __future__ import annotations

import os
from collections.abc import Callable

import torch

from layerlab.kit.errors import LayerlabError, Where


def choose(name: str) -> torch.device:
    """The device of that name; `auto` takes the fastest there is. Raises LayerlabError where it is absent."""
    present: dict[str, Callable[[], bool]] = {
        "cuda": torch.cuda.is_available,
        "mps": torch.backends.mps.is_available,
        "cpu": lambda: True,
    }
    if name == "auto":
        name = next(candidate for candidate, is_there in present.items() if is_there())
    if not present[name]():
        raise LayerlabError("device_unavailable", {"device": name}, where=Where(field="device"))
    return torch.device(name, 0) if name == "cuda" else torch.device(name)


def make_exact(device: torch.device) -> None:
    """Ask for the same bits every time. Comes before anything is computed."""
    # Another number of threads gives other bits, and with a busy second core it is many times slower.
    torch.set_num_threads(1)
    if device.type == "cuda":
        os.environ.setdefault("CUBLAS_WORKSPACE_CONFIG", ":4096:8")
        torch.backends.cudnn.benchmark = False
        torch.backends.cudnn.deterministic = True
        torch.backends.cudnn.allow_tf32 = False
        torch.backends.cuda.matmul.allow_tf32 = False
        # Where no deterministic form exists the run goes on, and says that it is not exact.
        torch.use_deterministic_algorithms(True, warn_only=True)


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


def environment(device: torch.device) -> dict[str, str]:
    """What the bits depend on: a checkpoint that was written in another one goes on, but not bit for bit."""
    name = torch.cuda.get_device_name(device) if device.type == "cuda" else device.type
    return {
        "torch": torch.__version__,
        "isa": torch.backends.cpu.get_cpu_capability(),
        "threads": str(torch.get_num_threads()),
        "device": name,
    }
