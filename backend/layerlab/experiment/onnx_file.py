"""An experiment's network with its weights as an ONNX file, and what the file tells of itself."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import helper

from layerlab import __version__
from layerlab.experiment.document import Experiment
from layerlab.experiment.parts import ends_of, first_dataset, parts_of
from layerlab.network.onnx.model import model
from layerlab.network.plan import plan
from layerlab.training.fields import DataField


def write_onnx(
    experiment: Experiment,
    role: str,
    weights: Mapping[str, NDArray[np.generic]],
    told: Mapping[str, str],
    target: Path,
    off: frozenset[str] | None = None,
) -> None:
    """Write the network of a role. `weights`: by the names of its `state_dict`; `told`: where they come from.

    `off`: the nodes that are switched off; None stands for those of the document.

    Raises LayerlabError with all problems of its network, or where a layer can't be said in ONNX.
    """
    planned = plan(experiment.networks[role], ends_of(experiment)[role], role, experiment.blocks)
    if off is not None:
        planned = replace(planned, opened=replace(planned.opened, off=set(off)))
    made = model(planned, weights, role)
    made.producer_name, made.producer_version = "Layerlab", __version__
    made.doc_string = experiment.title
    helper.set_model_props(made, {**_data(experiment, role), **told})
    onnx.save(made, target)


def _data(experiment: Experiment, role: str) -> dict[str, str]:
    """What enters and what the answer means. Numbers and names are JSON."""
    ends, parts = ends_of(experiment)[role], parts_of(experiment)
    told = {"role": role, "output": ends.meaning}
    answered = [
        one
        for one in parts.values()
        if one.value.kind == "label"
        and ends.answer is not None
        and ends.answer.kind in ("vector", "sequence")
        and one.value.categories == ends.answer.shape[-1]
    ]
    if answered and answered[0].names:
        told["classes"] = json.dumps(answered[0].names, ensure_ascii=False)
    if ends.first.part:
        told["data"] = first_dataset(experiment).attribution
        told["input"] = json.dumps(_scaling(experiment, parts[ends.first.part]), ensure_ascii=False)
    return told


def _scaling(experiment: Experiment, field: DataField) -> dict[str, object]:
    """From an entry as it is stored to what the network takes: divided, less the mean, divided by the deviation."""
    told: dict[str, object] = {"stored": field.stored}
    if field.value.kind == "image":
        told["divided_by"] = 255
    if field.value.kind in ("image", "vector", "sequence"):
        told |= {"mean": field.mean, "std": field.std}
    if field.value.kind == "tokens" and field.names:
        told["tokens"] = field.names
    if field.value.kind == "vector" and field.names:
        told["features"] = field.names
    if field.value.kind == "image" and (alike := [one for one in experiment.augmentation if not one.draws]):
        # In tests, too.
        told["then"] = [one.model_dump(mode="json") for one in alike]
    return told
