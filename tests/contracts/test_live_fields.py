"""What a class calls live can be changed in mid-run, whoever declares it: the declaration is enough."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter
from torch import nn

from layerlab.algorithms.supervised.losses import AnyLoss
from layerlab.experiment.export import export_pytorch
from layerlab.experiment.live_settings import initial_values, layer_rates, places, require_live, switches
from layerlab.kit.members import members
from layerlab.layers import AnyLayer
from layerlab.layers.base import Layer
from layerlab.layers.batch_norm2d import BatchNorm2d
from layerlab.layers.learning import LEARNS, RATE
from layerlab.network.build import module
from layerlab.protocol.commands import SetHyperparameter, StepRun
from layerlab.protocol.events import HyperparameterChanged
from layerlab.training.construct import optimizer
from layerlab.training.optimizers import AnyOptimizer
from layerlab.training.role_optimizer import RoleOptimizer
from layerlab.worker.session import open_session
from support.experiments import CLIP_NORM, SMOOTHING, small
from support.recorded import column, hexadecimal, of
from support.scripted_channel import carry_out
from support.scripts import losses_of_script

LAYERS: dict[str, type[Layer]] = members(AnyLayer)
# A factor of the learning rate lands in the optimizer: `tests/worker/test_layer_rates.py`.
LIVE_LAYERS = [(kind, field) for kind, cls in LAYERS.items() for field in cls.live_fields if field != RATE]
OPTIMIZERS: dict[str, Any] = members(AnyOptimizer)
LIVE_OPTIONS = [(kind, field) for kind, cls in OPTIMIZERS.items() for field in cls.live_fields]
LOSSES: dict[str, Any] = members(AnyLoss)


@pytest.mark.parametrize("cls", [*LAYERS.values(), *OPTIMIZERS.values(), *LOSSES.values(), RoleOptimizer])
def test_live_fields_are_numbers(cls: Any) -> None:
    for field in cls.live_fields:
        assert cls.model_fields[field].annotation is float


@pytest.mark.parametrize(("kind", "field"), LIVE_LAYERS)
def test_a_layers_field_is_an_attribute_of_its_module(kind: str, field: str) -> None:
    layer = LAYERS[kind]()
    built = module(layer.call([(4, 12, 12)]))
    assert getattr(built, layer.live_fields[field]) == getattr(layer, field)


@pytest.mark.parametrize(("kind", "field"), LIVE_OPTIONS)
def test_an_optimizers_field_is_an_option_of_its_groups(kind: str, field: str) -> None:
    fields = OPTIMIZERS[kind]()
    built = optimizer(fields.call(), nn.Linear(2, 2).parameters())
    assert [group[fields.live_fields[field]] for group in built.param_groups] == [getattr(fields, field)]


@pytest.mark.parametrize("kind", OPTIMIZERS)
def test_every_one_can_be_ordered_and_comes_into_force(kind: str, tmp_path: Path) -> None:
    experiment = small(optimizer=OPTIMIZERS[kind]())
    initial = initial_values(experiment)
    for name, value in initial.items():
        require_live(experiment, name, value)
        assert TypeAdapter(SetHyperparameter).validate_python({"name": name, "value": value}).name == name
    landing = {*places(experiment), *layer_rates(experiment), *switches(experiment)}
    assert set(initial) - landing == {SMOOTHING, CLIP_NORM}, "the step reads these"
    session = open_session(experiment, tmp_path)
    session.begin(1)
    assert session.state.settings.keys() == initial.keys()


def test_a_newcomers_live_field_reaches_module_log_and_script(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing but the layer's own file knows of it."""
    monkeypatch.setattr(BatchNorm2d, "live_fields", {"momentum": "momentum"} | LEARNS)
    experiment = small()
    name = "networks.classifier.nodes.batch_norm2d_1.layer.momentum"
    orders = (StepRun(steps=5), SetHyperparameter(name=name, value=0.75))
    events = carry_out(experiment, tmp_path / "run", tmp_path / "cache", orders)
    (change,) = of(HyperparameterChanged, events)
    assert (change.step, change.name, change.value) == (6, name, 0.75)
    plain = carry_out(experiment, tmp_path / "plain", tmp_path / "cache")
    tests = [hexadecimal(column(told, "loss", "evaluation")) for told in (events, plain)]
    assert tests[0].keys() == tests[1].keys()
    assert tests[0] != tests[1], "running means follow the change"
    script = export_pytorch(experiment, changes=[change])
    assert (
        'classifier.batch_norm2d_1.momentum = value_at(step, 0.1, CHANGES["batch_norm2d:batch_norm2d_1"])'
        in script
    )
    app = hexadecimal(column(events, "loss"))
    assert losses_of_script(experiment, tmp_path, changes=[change]) == app
