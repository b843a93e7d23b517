"""Taking an experiment home: its document, or a PyTorch script that needs no Layerlab."""

from __future__ import annotations

import re
from collections.abc import Sequence

from layerlab.experiment.check import require_valid
from layerlab.experiment.document import Experiment
from layerlab.experiment.script.build import script_source
from layerlab.experiment.script.settings import PrintedSettings
from layerlab.training.changes import Change, effective_table


def export_json(experiment: Experiment) -> str:
    """The document itself, readable."""
    return experiment.model_dump_json(indent=2) + "\n"


def file_name(experiment: Experiment) -> str:
    """What a file of this experiment is called, without its ending."""
    return re.sub(r"\W+", "_", experiment.title).strip("_").lower()[:60] or "experiment"


def export_pytorch(experiment: Experiment, *, name: str = "", changes: Sequence[Change] = ()) -> str:
    """A script that gives, on the CPU, the losses of the run in the app, bit for bit.

    `name` is what the script's file is called. Nothing in it tells where it was made: it goes to others. `changes`
    are those of a run, made while it trained. Raises LayerlabError with all problems of an unsound experiment.
    """
    require_valid(experiment)
    settings = PrintedSettings(experiment, effective_table(changes))
    return script_source(settings, name or f"{file_name(experiment)}.py")
