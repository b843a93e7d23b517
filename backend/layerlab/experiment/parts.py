"""What an experiment takes from its data, and so what enters and leaves its networks."""

from __future__ import annotations

from layerlab.experiment.document import Experiment
from layerlab.network.ends import Ends
from layerlab.training.fields import DataField


def parts_of(experiment: Experiment) -> dict[str, DataField]:
    """The field of the data behind each part of the algorithm."""
    dataset = experiment.dataset
    return {"input": dataset.field(dataset.default_input), "target": dataset.field(dataset.default_target)}


def ends_of(experiment: Experiment) -> dict[str, Ends]:
    """What enters and must leave each network, by role."""
    return experiment.algorithm.ends(parts_of(experiment))
