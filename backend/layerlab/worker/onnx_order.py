"""What an exporter is told. Free of torch, so that the server can make it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from layerlab.training.changes import Table
from layerlab.worker.checkpoint_store import Which


@dataclass(frozen=True)
class OnnxOrder:
    """One file that is to be written."""

    experiment: str
    """As JSON."""
    role: str
    target: Path
    weights: Path
    """The folder of weights to start from."""
    run: Path | None = None
    """The folder of the run whose weights they are; without one they are the first ones."""
    which: Which = "last"
    changes: Table = field(default_factory=dict)
    """What was changed while it trained: the network is written with those nodes off that were when it was kept."""
    file: Path | None = None
    """A safetensors file that holds them all, in place of a run."""
    told: tuple[tuple[str, str], ...] = ()
    """What else the file tells of itself, by name."""
