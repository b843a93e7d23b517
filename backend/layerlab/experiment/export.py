"""Taking an experiment home: its document, or a PyTorch script that needs no Layerlab."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec

from layerlab.experiment.check import require_valid
from layerlab.experiment.document import Experiment
from layerlab.experiment.file_names import file_name
from layerlab.experiment.parts import ends_of
from layerlab.experiment.script.build import script_source
from layerlab.experiment.script.main import class_name
from layerlab.experiment.script.settings import PrintedSettings
from layerlab.experiment.trials import candidates
from layerlab.kit.errors import LayerlabError
from layerlab.network.block_source import block_classes
from layerlab.network.plan import plan
from layerlab.training.changes import Change, effective_table
from layerlab.training.compute import Compute


def export_json(experiment: Experiment) -> str:
    """The document itself, readable."""
    return experiment.model_dump_json(indent=2) + "\n"


def export_pytorch(
    experiment: Experiment, *, name: str = "", changes: Sequence[Change] = (), compute: Compute | None = None
) -> str:
    """A script that gives, on the CPU, the losses of the run in the app, bit for bit.

    `name` is what the script's file is called. Nothing in it tells where it was made: it goes to others. `changes`
    are those of a run, made while it trained, and `compute` is what that run computes with.
    Raises LayerlabError with all problems of an unsound experiment.
    """
    require_valid(experiment)
    compute = compute or candidates(experiment, 0)[0]
    settings = PrintedSettings(experiment, effective_table(changes), compute)
    return script_source(settings, name or f"{file_name(experiment)}.py")


def require_onnx() -> None:
    """Raises LayerlabError `onnx_missing` where the package is not there that writes ONNX: it is an extra of ours."""
    if find_spec("onnx") is None:
        raise LayerlabError("onnx_missing", status=501)


def block_source(experiment: Experiment, block: str) -> str:
    """The class of its script that a block is; empty where none of its networks uses it.

    Raises LayerlabError with all problems of an unsound experiment.
    """
    require_valid(experiment)
    networks = [
        (plan(experiment.networks[role], ends, role, experiment.blocks), class_name(role), "")
        for role, ends in ends_of(experiment).items()
    ]
    classes = block_classes(networks)
    return classes[block].text if block in classes else ""
