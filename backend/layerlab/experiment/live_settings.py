"""What of an experiment can be changed in mid-run: the classes themselves say it, in `live_fields`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field, ValidationError

from layerlab.experiment.document import Experiment
from layerlab.experiment.invalid import problems_of
from layerlab.experiment.limits import MAX_STEPS
from layerlab.experiment.parts import ends_of, train_count
from layerlab.kit.document import Document
from layerlab.kit.errors import LayerlabError, Where
from layerlab.layers.learning import RATE
from layerlab.network.blocks import expand
from layerlab.network.check import check, not_passing
from layerlab.training.changes import Table, value_at
from layerlab.training.pace import steps_in_epoch
from layerlab.training.places import LayerRate, SettingPlace, Switch, torch_name


class Switched(Document):
    """Whether a node is switched off, among numbers."""

    off: Annotated[float, Field(ge=0, le=1, multiple_of=1)] = 0.0


@dataclass(frozen=True)
class LiveSetting:
    """One that can change: whose field it is, and where its value lands."""

    path: str
    """Of the field, in the document."""
    owner: Document
    field: str
    role: str = ""
    """The network that it belongs to; empty for one of the algorithm's own."""
    place: SettingPlace | LayerRate | Switch | None = None
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
        between = (
            node for node in opened.order if opened.layers[node].inputs and opened.layers[node].outputs
        )
        for path in (*opened.uses, *between):
            switched = Switched(off=float(path in opened.off))
            yield LiveSetting(f"networks.{role}.nodes.{path}.off", switched, "off", role, Switch(role, path))


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


def switches(experiment: Experiment) -> dict[str, Switch]:
    """The nodes and uses of blocks that can be switched off, by path of their settings."""
    return {live.path: live.place for live in live_settings(experiment) if isinstance(live.place, Switch)}


def off_at(experiment: Experiment, role: str, table: Table, step: int) -> frozenset[str]:
    """The nodes and uses of blocks of a network that are switched off at `step`, under these changes."""
    return frozenset(
        live.place.node
        for live in live_settings(experiment)
        if isinstance(live.place, Switch)
        and live.role == role
        and value_at(step, float(getattr(live.owner, live.field)), table.get(live.path, {}))
    )


def learning(experiment: Experiment) -> tuple[dict[str, LayerRate | Switch], dict[str, float]]:
    """What says of each layer whether it learns, by path: where it lands, and what the experiment has there."""
    known = [live for live in live_settings(experiment) if isinstance(live.place, LayerRate | Switch)]
    there = [live for live in known if live.role in experiment.optimizers]
    return (
        {live.path: live.place for live in there if isinstance(live.place, LayerRate | Switch)},
        {live.path: float(getattr(live.owner, live.field)) for live in there},
    )


def require_live(experiment: Experiment, path: str, value: float) -> None:
    """Raises LayerlabError where the experiment has no such setting, or not with that value."""
    for live in live_settings(experiment):
        if live.path == path:
            _require_value(live.owner, live.field, value, path)
            if isinstance(live.place, Switch) and value:
                _require_passing(experiment, live.place)
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


def _require_passing(experiment: Experiment, switch: Switch) -> None:
    """Raises LayerlabError where nothing that the node is given can stand in for what it gives."""
    known = ends_of(experiment)[switch.role]
    checked = check(experiment.networks[switch.role], known, switch.role, experiment.blocks)
    if switch.node not in checked.passing:
        problem = not_passing(checked, switch.node, switch.role)
        raise LayerlabError(problem.code, problem.params, where=problem.where)


def _require_value(owner: Document, field: str, value: float, path: str) -> None:
    try:
        type(owner).model_validate(owner.model_dump() | {field: value})
    except ValidationError as error:
        problem = problems_of(error.errors(include_input=False, include_url=False))[0]
        raise LayerlabError(problem.code, problem.params, where=Where(field=path)) from None
