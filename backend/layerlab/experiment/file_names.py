"""What files of an experiment are called where somebody takes them home."""

from __future__ import annotations

import re

from layerlab.experiment.document import Experiment


def file_name(experiment: Experiment) -> str:
    """Without its ending."""
    return re.sub(r"\W+", "_", experiment.title).strip("_").lower()[:60] or "experiment"


def start_name(experiment: Experiment, role: str) -> str:
    """The weights that a network begins with, beside the script."""
    which = f"_{role}" if len(experiment.algorithm.roles) > 1 else ""
    return f"{file_name(experiment)}_start{which}.safetensors"


def onnx_name(experiment: Experiment, role: str, run: int, which: str) -> str:
    """A network with the weights of a run; with its first ones where that is 0."""
    name = file_name(experiment)
    name += f"_{role}" if len(experiment.algorithm.roles) > 1 else ""
    if not run:
        return f"{name}_untrained.onnx"
    return f"{name}_run_{run}{'' if which == 'last' else f'_{which}'}.onnx"
