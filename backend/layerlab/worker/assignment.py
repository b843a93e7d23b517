"""What a worker is given: one start of one run. Free of torch, so that the server can make it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from layerlab.protocol.inputs import AnyInput


@dataclass(frozen=True)
class Assignment:
    """One term of a run; the worker finds its checkpoints in `folder`."""

    run: str
    term: int
    experiment: str
    """The snapshot, as JSON."""
    folder: Path
    """The run's own folder."""
    cache: Path
    """Where decoded datasets are shared by all runs."""
    changes: tuple[bytes, ...] = ()
    """Packed HyperparameterChanged and RunExtended events in force, in order: a resume applies them at their steps."""
    pinned: AnyInput | None = None
    """The pinned input, if there is one."""
    cores: int = 0
    """Cores that it may take where a trial finds it worth it; with 0 nothing is tried."""
    paused: bool = False
    """Wait for a command before the first step."""
