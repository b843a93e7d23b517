"""The ready experiments."""

from __future__ import annotations

from functools import cache

from fastapi import APIRouter

from layerlab.api.bodies import PresetBody, Words
from layerlab.experiment.document import Experiment
from layerlab.experiment.presets import PRESETS
from layerlab.kit.errors import LayerlabError

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
            parameters=preset.parameters,
        )
        for preset in PRESETS.values()
    ]


@router.get("")
def list_presets() -> list[PresetBody]:
    """All ready experiments, in the order of the library."""
    return _listed()


@router.get("/{preset}")
def read_preset(preset: str) -> Experiment:
    """The document of a ready experiment."""
    return preset_document(preset)


def preset_document(preset: str) -> Experiment:
    """Raises LayerlabError `preset_not_found`."""
    if preset not in PRESETS:
        raise LayerlabError("preset_not_found", status=404)
    return PRESETS[preset].experiment()
