"""The ready experiments."""

from __future__ import annotations

from functools import cache

from fastapi import APIRouter, Response

from layerlab.api.bodies import PresetBody, PresetTimes, Words
from layerlab.api.engine import devices
from layerlab.api.services import ServicesOf
from layerlab.experiment.document import Experiment
from layerlab.experiment.presets import PRESETS
from layerlab.experiment.presets.base import Preset
from layerlab.experiment.presets.picture import recorded
from layerlab.kit.errors import LayerlabError

MSGPACK = "application/msgpack"

router = APIRouter(prefix="/api/presets", tags=["presets"])


@cache
def _listed() -> list[PresetBody]:
    return [
        PresetBody(
            id=preset.id,
            title=Words(**preset.title),
            summary=Words(**preset.summary),
            family=preset.family,
            kin=preset.kin,
            lesson=preset.lesson or preset.family,
            parameters=preset.parameters,
            dataset=preset.dataset,
            published=preset.published,
            variants=[Words(**name) for name in preset.variants],
        )
        for preset in PRESETS.values()
    ]


@router.get("")
def list_presets() -> list[PresetBody]:
    """All ready experiments, in the order of the library."""
    return _listed()


@router.get("/times")
async def read_times(services: ServicesOf) -> PresetTimes:
    """How long they train on this machine. Those that are not known are tried out now, unless something trains."""
    settings, clock = services.settings, services.preset_clock
    cores = settings.cores if settings.tries else 0
    seconds = await clock.look(services.engine, services.artifacts.cache, cores)
    gpu = any(device.kind != "cpu" for device in devices())
    return PresetTimes(seconds=dict(seconds), measuring=clock.measuring, cores=max(1, cores), gpu=gpu)


@router.get("/{preset}")
def read_preset(preset: str) -> Experiment:
    """The document of a ready experiment."""
    return preset_document(preset)


@router.get("/{preset}/picture", response_class=Response)
def read_picture(preset: str) -> Response:
    """What one looks at while it trains, recorded once: a packed PresetPicture, or nothing where none was."""
    picture = recorded(_preset(preset).id)
    if picture is None:
        return Response(status_code=204)
    return Response(picture, media_type=MSGPACK)


def preset_document(preset: str) -> Experiment:
    """Raises LayerlabError `preset_not_found`."""
    return _preset(preset).experiment()


def _preset(preset: str) -> Preset:
    if preset not in PRESETS:
        raise LayerlabError("preset_not_found", status=404)
    return PRESETS[preset]
