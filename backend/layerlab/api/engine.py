"""The server and its engine, for the top bar."""

from __future__ import annotations

import platform
import sys
from functools import cache
from pathlib import Path

from fastapi import APIRouter

from layerlab import __version__
from layerlab.api.bodies import DeviceBody, EngineBody, Health
from layerlab.api.services import ServicesOf
from layerlab.store import runs

router = APIRouter(prefix="/api", tags=["engine"])

NVIDIA = Path("/proc/driver/nvidia/gpus")


@router.get("/health")
def health() -> Health:
    """The server is up."""
    return Health(status="ok", version=__version__)


@router.get("/engine")
def engine(services: ServicesOf) -> EngineBody:
    """How busy the engine is, and the devices of this machine."""
    with services.database.reading() as session:
        states = runs.count_by_state(session)
    return EngineBody(
        running=states.get("running", 0),
        queued=states.get("queued", 0),
        slots=services.settings.max_running,
        devices=devices(),
    )


@cache
def devices() -> list[DeviceBody]:
    """Of this machine."""
    # Torch knows more, but importing it here would cost the server half a gigabyte.
    devices = [DeviceBody(kind="cpu", name=platform.processor() or platform.machine())]
    if sys.platform == "darwin" and platform.machine() == "arm64":
        devices.append(DeviceBody(kind="mps", name="Apple GPU"))
    for card in sorted(NVIDIA.glob("*/information")):
        lines = dict(line.split(":", 1) for line in card.read_text().splitlines() if ":" in line)
        devices.append(DeviceBody(kind="cuda", name=lines.get("Model", "NVIDIA GPU").strip()))
    return devices
