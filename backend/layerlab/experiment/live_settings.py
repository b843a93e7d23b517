"""What of an experiment can be changed in mid-run: the classes themselves say it, in `live_fields`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import ValidationError

from layerlab.experiment.document import Experiment
from layerlab.experiment.invalid import problems_of
from layerlab.experiment.limits import MAX_STEPS
from layerlab.kit.document import Document
from layerlab.kit.errors import LayerlabError, Where
from layerlab.training.pace import steps_in_epoch
from layerlab.training.places import Place


@dataclass(frozen=True)
class LiveSetting:
    """One that can change: whose field it is, and where its value lands."""

    name: str
    owner: Document
    field: str
    place: Place | None = None
    """None for the algorithm's own, which its step reads."""


def initial_values(experiment: Experiment) -> dict[str, float]:
    """By name, as the experiment has them before any change."""
    return {live.name: float(getattr(live.owner, live.field)) for live in _live(experiment)}


def places(experiment: Experiment) -> dict[str, Place]:
    """Where each of them lands in the optimizers and networks, by name."""
    return {live.name: live.place for live in _live(experiment) if live.place is not None}


def require_live(experiment: Experiment, name: str, value: float) -> None:
    """Raises LayerlabError where the experiment has no such hyperparameter, or not with that value."""
    for live in _live(experiment):
        if live.name == name:
            _require_value(live.owner, live.field, value, name)
            return
    raise LayerlabError("not_live", {"name": name}, where=Where(field=name))


def require_extendable(experiment: Experiment, total_steps: int, epochs: int) -> None:
    """Raises LayerlabError where a run of so many steps can't have so many epochs more."""
    per_epoch = steps_in_epoch(experiment.dataset.train_count, experiment.algorithm.batch_size)
    count = total_steps + epochs * per_epoch
    if count > MAX_STEPS:
        raise LayerlabError(
            "too_many_steps", {"count": count, "limit": MAX_STEPS}, where=Where(field="epochs")
        )


def _live(experiment: Experiment) -> Iterator[LiveSetting]:
    algorithm = experiment.algorithm
    for field, option in algorithm.optimizer.live_fields.items():
        yield LiveSetting(field, algorithm.optimizer, field, Place(option))
    for field in algorithm.live_fields:
        yield LiveSetting(field, algorithm, field)
    for role, network in experiment.networks.items():
        for node, placed in network.nodes.items():
            layer = placed.layer
            for field, attribute in layer.live_fields.items():
                yield LiveSetting(f"{layer.kind}:{node}", layer, field, Place(attribute, role, node))


def _require_value(owner: Document, field: str, value: float, name: str) -> None:
    try:
        type(owner).model_validate(owner.model_dump() | {field: value})
    except ValidationError as error:
        problem = problems_of(error.errors(include_input=False, include_url=False))[0]
        raise LayerlabError(problem.code, problem.params, where=Where(field=name)) from None
