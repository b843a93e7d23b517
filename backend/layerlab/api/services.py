"""What the routes work with, put together in `main.py`."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

from fastapi import Depends
from starlette.requests import HTTPConnection

from layerlab.api.cards import Cards
from layerlab.api.downloads import Downloads
from layerlab.api.edge.bucket import Buckets
from layerlab.api.edge.newcomers import Newcomers
from layerlab.api.edge.viewers import Viewers
from layerlab.api.file_upload import Uploads
from layerlab.api.preset_times import PresetClock
from layerlab.api.reading_process import ReadingProcess
from layerlab.api.run_lists import RunLists
from layerlab.api.speeds import Speeds
from layerlab.engines.base import Engine
from layerlab.settings import Settings
from layerlab.store.artifacts import Artifacts
from layerlab.store.database import Database
from layerlab.store.weights import WeightStore

TAKES_PER_S, TAKE_BURST = 0.5, 30
LOOKS_PER_S, LOOK_BURST = 8, 60
"""Of one owner; of all who own nothing yet at one address."""


@dataclass(frozen=True)
class Services:
    """Everything below the API, and the folder of the built pages."""

    settings: Settings
    database: Database
    engine: Engine
    artifacts: Artifacts
    viewers: Viewers
    run_lists: RunLists
    newcomers: Newcomers
    downloads: Downloads
    static: Path
    weights: WeightStore
    cards: Cards = field(default_factory=Cards)
    speeds: Speeds = field(default_factory=Speeds)
    preset_clock: PresetClock = field(default_factory=PresetClock)
    reading: ReadingProcess = field(default_factory=lambda: ReadingProcess(is_used=False))
    """Reads large bodies; a server that says nothing else reads them itself."""
    uploads: Uploads = field(default_factory=Uploads)
    """Files that are being sent."""
    takes: Buckets = field(default_factory=lambda: Buckets(TAKES_PER_S, TAKE_BURST))
    """How often each owner may choose weights to start from."""
    looks: Buckets = field(default_factory=lambda: Buckets(LOOKS_PER_S, LOOK_BURST))
    """How often each visitor may look at a network that has not run."""


def _services(connection: HTTPConnection) -> Services:
    services: Services = connection.app.state.services
    return services


ServicesOf = Annotated[Services, Depends(_services)]
