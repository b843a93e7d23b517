"""Types are refused, not bent, wherever a value comes from."""

from __future__ import annotations

from typing import Any

import msgpack
import pytest
from pydantic import TypeAdapter, ValidationError

from layerlab.api.bodies import NewRun, SaveExperiment
from layerlab.experiment.document import Experiment
from layerlab.experiment.load import as_experiment
from layerlab.experiment.presets.lenet5_mnist import lenet5_mnist
from layerlab.kit.errors import LayerlabError
from layerlab.kit.sentences import line
from layerlab.protocol import wire
from layerlab.protocol.commands import Command, PinInput, SetHyperparameter, SetSpeed
from layerlab.protocol.inputs import Numbers
from layerlab.protocol.live import ToServer
from support.experiments import DROPOUT

COMMAND: TypeAdapter[Command] = TypeAdapter(Command)
TO_SERVER: TypeAdapter[ToServer] = TypeAdapter(ToServer)
OPTIMIZER = "optimizers.classifier.optimizer."
CONV = "networks.classifier.nodes.conv2d_1.layer."


def changed(path: str, value: Any) -> dict[str, Any]:
    document: dict[str, Any] = lenet5_mnist().model_dump(mode="json")
    *way, last = path.split(".")
    place = document
    for name in way:
        place = place[name]
    place[last] = value
    return document


@pytest.mark.parametrize(
    ("path", "value", "told"),
    [
        ("seed", True, "seed: must be a whole number."),
        ("seed", "6", "seed: must be a whole number."),
        ("seed", 6.0, "seed: must be a whole number."),
        ("seed", None, "seed: must be a whole number."),
        ("title", 7, "title: must be a text."),
        ("device", True, "device: must be 'auto', 'cpu', 'cuda' or 'mps'."),
        (
            OPTIMIZER + "learning_rate",
            "0.1",
            OPTIMIZER + "learning_rate: must be a number.",
        ),
        (
            OPTIMIZER + "learning_rate",
            True,
            OPTIMIZER + "learning_rate: must be a number.",
        ),
        (
            OPTIMIZER + "nesterov",
            "no",
            OPTIMIZER + "nesterov: must be true or false.",
        ),
        (
            OPTIMIZER + "nesterov",
            0,
            OPTIMIZER + "nesterov: must be true or false.",
        ),
        (CONV + "kernel_size", [5, "5"], "classifier conv2d_1 kernel_size.1: must be a whole number."),
        (CONV + "kernel_size", [5, True], "classifier conv2d_1 kernel_size.1: must be a whole number."),
        (CONV + "kernel_size", "55", "classifier conv2d_1 kernel_size: must be a list."),
        ("arrangement.chosen", {"health": 1}, "arrangement.chosen.health: must be true or false."),
    ],
)
def test_a_wrong_type_in_a_document_is_refused(path: str, value: Any, told: str) -> None:
    with pytest.raises(LayerlabError) as caught:
        as_experiment(changed(path, value))
    assert line(caught.value) == told


@pytest.mark.parametrize("given", [True, 1.0, "1"])
def test_a_format_is_a_whole_number(given: Any) -> None:
    with pytest.raises(ValidationError):
        Experiment.model_validate(changed("format", given))


def test_a_whole_number_is_a_number_and_a_list_is_a_tuple() -> None:
    rate = (
        as_experiment(changed(OPTIMIZER + "learning_rate", 1))
        .optimizers["classifier"]
        .optimizer.learning_rate
    )
    assert (rate, type(rate)) == (1.0, float)
    layer = (
        as_experiment(changed(CONV + "kernel_size", [3, 3])).networks["classifier"].nodes["conv2d_1"].layer
    )
    assert layer.model_dump()["kernel_size"] == (3, 3)


@pytest.mark.parametrize(
    "message",
    [
        {"kind": "step_run", "steps": True},
        {"kind": "step_run", "steps": "2"},
        {"kind": "step_run", "steps": 2.0},
        {"kind": "set_speed", "steps_per_s": "4"},
        {"kind": "set_hyperparameter", "name": b"momentum", "value": 0.5},
        {"kind": "pin_input", "pixels": "text"},
        {"kind": "pin_input", "input": {"kind": "pixels", "pixels": "text"}},
        {"kind": "pin_input", "input": {"kind": "numbers", "values": [True]}},
        {"kind": "pin_input", "input": {"kind": "numbers", "values": [float("nan")]}},
    ],
)
def test_a_wrong_type_in_a_command_is_refused(message: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="validation error"):
        wire.unpack(COMMAND, msgpack.packb(message))


def test_commands_as_a_browser_packs_them_are_taken() -> None:
    """JavaScript has one kind of number: 4 stands for 4.0."""
    for packed, wanted in (
        ({"kind": "set_speed", "steps_per_s": 4}, SetSpeed(steps_per_s=4.0)),
        (
            {"kind": "set_hyperparameter", "name": DROPOUT, "value": 0},
            SetHyperparameter(name=DROPOUT, value=0.0),
        ),
        (
            {"kind": "pin_input", "input": {"kind": "numbers", "values": [1, 0.5]}},
            PinInput(input=Numbers(values=(1.0, 0.5))),
        ),
    ):
        assert wire.unpack(COMMAND, msgpack.packb(packed)) == wanted
    with pytest.raises(ValueError, match="validation error"):
        wire.unpack(TO_SERVER, msgpack.packb({"type": "unwatch", "run": "abc\n"}))


def test_wrong_types_in_requests_are_refused() -> None:
    for body in ({"revision": True}, {"revision": "1"}, {"revision": 1, "paused": "no"}):
        with pytest.raises(ValidationError):
            NewRun.model_validate(body)
    with pytest.raises(ValidationError):
        SaveExperiment.model_validate({"revision": 1, "document": changed("seed", "6")})
