"""Taking an experiment home: its document, or a PyTorch script that needs no Layerlab."""

from __future__ import annotations

from collections.abc import Sequence

from layerlab.experiment.check import require_valid
from layerlab.experiment.document import Experiment
from layerlab.experiment.script.supervised import supervised_script
from layerlab.training.changes import Change, effective_table


def export_json(experiment: Experiment) -> str:
    """The document itself, readable."""
    return experiment.model_dump_json(indent=2) + "\n"


def export_pytorch(
    experiment: Experiment,
    *,
    data_path: str | None = None,
    changes: Sequence[Change] = (),
) -> str:
    """A script that gives, on the CPU, the losses of the run in the app, bit for bit.

    `data_path` is where this computer keeps the data: give it only to the computer's owner. `changes` are those of a
    run, made while it trained. Raises LayerlabError with all problems of an unsound experiment.
    """
    require_valid(experiment)
    # One algorithm so far. The next brings its own script, and this becomes a table by kind.
    return supervised_script(experiment, data_path, effective_table(changes))
