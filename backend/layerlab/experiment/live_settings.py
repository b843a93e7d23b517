"""What of an experiment can be changed in mid-run: the classes themselves say it, in `live_fields`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pydantic import ValidationError

from layerlab.experiment.document import Experiment
from layerlab.experiment.invalid import problems_of
from layerlab.experiment.limits import MAX_STEPS
from layerlab.experiment.parts import train_count
from layerlab.kit.document import Document
from layerlab.kit.errors import LayerlabError, Where
from layerlab.layers.learning import RATE
from layerlab.network.blocks import expand
from layerlab.training.pace import steps_in_epoch
from layerlab.training.places import LayerRate, SettingPlace, torch_name


@dataclass(frozen=True)
class LiveSetting:
    """One that can change: whose field it is, and where its value lands."""

    path: str
    """Of the field, in the document."""
    owner: Document
    field: str
    role: str = ""
    """The network that it belongs to; empty for one of the algorithm's own."""
    place: SettingPlace | LayerRate | None = None
    """None where the algorithm's step reads it."""


def live_settings(experiment: Experiment) -> Iterator[LiveSetting]:
    """All that the experiment has, those of the optimizers first."""
    roles = [role.name for role in experiment.algorithm.roles if role.name in experiment.optimizers]
    for role in roles:
        given = experiment.optimizers[role]
        yield from _of(given.optimizer, f"optimizers.{role}.optimizer", role)
    yield from _of(experiment.algorithm, "algorithm")
    for name in type(experiment.algorithm).model_fields:
        yield from _of(getattr(experiment.algorithm, name), f"algorithm.{name}")
    for role in roles:
        yield from _of(experiment.optimizers[role], f"optimizers.{role}", role)
    for role, network in experiment.networks.items():
        opened = expand(network, experiment.blocks)
        for path, use in opened.uses.items():
            yield from _of(use.layer, f"networks.{role}.nodes.{path}.layer", role, path)
        for node, layer in opened.layers.items():
            yield from _of(layer, f"networks.{role}.nodes.{node}.layer", role, node)


def initial_values(experiment: Experiment) -> dict[str, float]:
    """By path, as the experiment has them before any change."""
    return {live.path: float(getattr(live.owner, live.field)) for live in live_settings(experiment)}


def places(experiment: Experiment) -> dict[str, SettingPlace]:
    """Where they land in the optimizers and networks, by path."""
    return {
        live.path: live.place for live in live_settings(experiment) if isinstance(live.place, SettingPlace)
    }


def layer_rates(experiment: Experiment) -> dict[str, LayerRate]:
    """The factors of the learning rates of layers, and of all inside of blocks, by path."""
    return {
        live.path: live.place
        for live in live_settings(experiment)
        if isinstance(live.place, LayerRate) and live.role in experiment.optimizers
    }


def require_live(experiment: Experiment, path: str, value: float) -> None:
    """Raises LayerlabError where the experiment has no such setting, or not with that value."""
    for live in live_settings(experiment):
        if live.path == path:
            _require_value(live.owner, live.field, value, path)
            return
    raise LayerlabError("not_live", {"name": path}, where=Where(field=path))


def require_extendable(experiment: Experiment, total_steps: int, epochs: int) -> None:
    """Raises LayerlabError where a run of so many steps can't have so many epochs more."""
    per_epoch = steps_in_epoch(train_count(experiment), experiment.pace.batch_size)
    count = total_steps + epochs * per_epoch
    if count > MAX_STEPS:
        raise LayerlabError(
            "too_many_steps", {"count": count, "limit": MAX_STEPS}, where=Where(field="epochs")
        )


def _of(owner: object, path: str, role: str = "", node: str = "") -> Iterator[LiveSetting]:
    """Those of one object; its `live_fields` say by field which attribute of PyTorch's object is set, if any."""
    declared: Mapping[str, str] = getattr(owner, "live_fields", {}) if isinstance(owner, Document) else {}
    for field, attribute in declared.items():
        assert isinstance(owner, Document)
        place: SettingPlace | LayerRate | None = SettingPlace(attribute, role, node) if attribute else None
        if node and field == RATE:
            place = LayerRate(role, torch_name(node))
        yield LiveSetting(f"{path}.{field}", owner, field, role, place)


def _require_value(owner: Document, field: str, value: float, path: str) -> None:
    try:
        type(owner).model_validate(owner.model_dump() | {field: value})
    except ValidationError as error:
        problem = problems_of(error.errors(include_input=False, include_url=False))[0]
        raise LayerlabError(problem.code, problem.params, where=Where(field=path)) from None
