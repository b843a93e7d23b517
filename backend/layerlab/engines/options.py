"""What an engine may be told, and what its parts share."""

from __future__ import annotations

import os
from dataclasses import dataclass

from layerlab.engines.journal import Journal
from layerlab.engines.process_pool import ProcessPool
from layerlab.store.artifacts import Artifacts
from layerlab.store.database import Database


@dataclass(frozen=True)
class EngineOptions:
    """How many, how long, and which functions are the workers."""

    max_running: int = os.cpu_count() or 1
    owner_running: int = 4
    cores: int = 0
    """Cores that runs may take together for threads of theirs; with 0 no run tries what suits it."""
    max_paused: int = 8
    """Paused runs that keep their process; beyond that the longest paused one is put away."""
    work: str = "layerlab.worker.process:work"
    inspect: str = "layerlab.worker.inspector:inspect"
    look: str = "layerlab.worker.looker:look"
    try_out: str = "layerlab.worker.trier:try_out"
    export: str = "layerlab.worker.exporter:export"
    preload: str = "layerlab.worker.preload"
    start_method: str = ""
    """`forkserver` or `spawn`; empty chooses what the system does best."""
    kill_after_s: float = 2.0
    """A worker that does not heed pause or stop is killed after this."""
    start_within_s: float = 30.0
    """How long a worker that is still loading may take to heed a pause."""
    silent_s: float = 900.0
    """A worker that neither reports nor waits for so long is killed."""
    drain_s: float = 10.0
    """How long workers have for their last checkpoint when the server goes down."""
    answer_s: float = 2.0
    inspect_s: float = 6.0
    """An inspector loads its checkpoint before its first answer."""
    look_s: float = 30.0
    """A looker that takes longer over one network is ended: the next one waits."""
    try_s: float = 30.0
    """A trial that takes longer, with its data to be unpacked first, is ended."""
    export_s: float = 120.0
    """A file that takes longer to write is not written: the largest networks take some seconds."""
    max_restarts: int = 2
    """Restarts without a new checkpoint, after which a run fails."""


@dataclass(frozen=True)
class EngineParts:
    """What every supervisor works with."""

    database: Database
    artifacts: Artifacts
    journal: Journal
    pool: ProcessPool
    options: EngineOptions


@dataclass(frozen=True)
class Load:
    """How busy the engine is."""

    running: int
    queued: int
    max_running: int
