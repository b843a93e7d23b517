"""What a device is asked for, so that the same experiment gives the same numbers. Printed into the exported script."""

from __future__ import annotations

import os

import torch


def make_exact(device: torch.device) -> None:
    """Ask for the same bits every time. Comes before anything is computed."""
    # More threads add up in another order, which gives other last bits (and small networks are no faster).
    torch.set_num_threads(1)
    if device.type == "cuda":
        os.environ.setdefault("CUBLAS_WORKSPACE_CONFIG", ":4096:8")
        # Which way is the fastest is measured anew each time, and each way rounds in its own manner.
        torch.backends.cudnn.benchmark = False
        torch.backends.cudnn.deterministic = True
        torch.backends.cudnn.allow_tf32 = False
        torch.backends.cuda.matmul.allow_tf32 = False
        # Where there is no deterministic form, it goes on without one.
        torch.use_deterministic_algorithms(True, warn_only=True)
        # Filling fresh memory is an order of its own each time; nothing here reads what it has not written.
        torch.utils.deterministic.fill_uninitialized_memory = False  # type: ignore[attr-defined]
