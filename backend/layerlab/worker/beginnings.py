"""What networks begin with where it is not what the seed draws."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path

import safetensors.numpy

from layerlab.experiment.document import Experiment
from layerlab.experiment.matching import layer_shapes, matched_names, matches
from layerlab.kit.errors import LayerlabError
from layerlab.kit.tensor_file import read_head
from layerlab.worker.checkpoint_store import Tensors

Beginning = Callable[[str], Tensors]
"""By role: arrays by the names that they have in the network; what is left out begins as drawn."""


def as_drawn(role: str) -> Tensors:
    """Nothing from elsewhere."""
    return {}


def kept_by_run(experiment: Experiment, run: Path) -> Beginning:
    """What a run was given on its way: it lies in the run's own folder, under the names of its networks."""

    def of(role: str) -> Tensors:
        if role not in experiment.start:
            return {}
        path = start_file(run, role)
        if not path.is_file():
            raise LayerlabError("weights_gone", {"role": role})
        return dict(safetensors.numpy.load_file(path))

    return of


def chosen(experiment: Experiment, store: Path) -> Beginning:
    """What a run that began now would be given, from the store of weights; nothing where that has none of them."""

    def of(role: str) -> Tensors:
        start = experiment.start.get(role)
        path = store / f"{start.weights}.safetensors" if start else store
        if start is None or not path.is_file():
            return {}
        return matched(experiment, path, role, start.anew)

    return of


def of_file(experiment: Experiment, path: Path) -> Beginning:
    """All that a file has to give. Raises LayerlabError where it has nothing for a network."""

    def of(role: str) -> Tensors:
        given = matched(experiment, path, role)
        if not given:
            raise LayerlabError("weights_fit_nothing", {"role": role})
        return given

    return of


def matched(experiment: Experiment, path: Path, role: str, anew: Collection[str] = ()) -> Tensors:
    """The arrays of a file that find their place in a network, by the names that they have there."""
    head = read_head(path)
    names = matched_names(matches(layer_shapes(experiment, role), head, role, anew), head, role)
    with safetensors.safe_open(path, framework="numpy") as file:
        return {name: file.get_tensor(old) for name, old in names.items()}


def start_file(run: Path, role: str) -> Path:
    """Where a run keeps what a network begins with."""
    return run / "start" / f"{role}.safetensors"
