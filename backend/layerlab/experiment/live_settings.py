"""What of an experiment can be changed in mid-run: the classes themselves say it, in `live_fields`."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import ValidationError

from layerlab.experiment.document import Experiment
from layerlab.experiment.invalid import problems_of
from layerlab.experiment.limits import MAX_STEPS
from layerlab.kit.document import Document
from layerlab.kit.errors import LayerlabError, Where
from layerlab.training.pace import steps_in_epoch


def initial_values(experiment: Experiment) -> dict[str, float]:
    """By name, as the experiment has them before any change."""
    return {name: float(getattr(owner, field)) for name, owner, field in _places(experiment)}


def require_live(experiment: Experiment, name: str, value: float) -> None:
    """Raises LayerlabError where the experiment has no such hyperparameter, or not with that value."""
    for known, owner, field in _places(experiment):
        if known == name:
            _require_value(owner, field, value, name)
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


def _places(experiment: Experiment) -> Iterator[tuple[str, Document, str]]:
    algorithm = experiment.algorithm
    for owner in (algorithm.optimizer, algorithm):
        for field in owner.live_fields:
            yield field, owner, field
    for network in experiment.networks.values():
        for node, placed in network.nodes.items():
            for field in placed.layer.live_fields:
                yield f"{placed.layer.kind}:{node}", placed.layer, field


def _require_value(owner: Document, field: str, value: float, name: str) -> None:
    try:
        type(owner).model_validate(owner.model_dump() | {field: value})
    except ValidationError as error:
        problem = problems_of(error.errors(include_input=False, include_url=False))[0]
        raise LayerlabError(problem.code, problem.params, where=Where(field=name)) from None
