"""Layers that are put together into a block keep their first weights: the losses are those of before, bit for bit."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from layerlab.experiment.document import Experiment
from layerlab.experiment.export import export_pytorch
from layerlab.layers import AnyLayer
from layerlab.layers.add import Add
from layerlab.layers.batch_norm2d import BatchNorm2d
from layerlab.layers.block import UseBlock
from layerlab.layers.conv2d import Conv2d
from layerlab.layers.dropout import Dropout
from layerlab.layers.flatten import Flatten
from layerlab.layers.input import Input
from layerlab.layers.linear import Linear
from layerlab.layers.output import Output
from layerlab.layers.relu import Relu
from layerlab.network.document import Block
from support.experiments import small
from support.networks import wired
from support.scripts import losses_of_app, losses_of_script, run_alone


def unit(first: int) -> dict[str, AnyLayer]:
    return {
        f"conv2d_{first}": Conv2d(out_channels=4, padding=(1, 1)),
        f"batch_norm2d_{first}": BatchNorm2d(),
        f"relu_{first}": Relu(),
        f"dropout_{first}": Dropout(p=0.2),
        f"conv2d_{first + 1}": Conv2d(out_channels=4, padding=(1, 1)),
        f"add_{first}": Add(),
    }


def wires(first: int, before: str) -> list[str]:
    names = [*unit(first)]
    line = zip([before, *names], names, strict=False)
    return [*(f"{one} {other}" for one, other in line), f"{before} add_{first}"]


def drawn() -> Experiment:
    """Three residual units, layer by layer."""
    layers: dict[str, AnyLayer] = {"input": Input(), "conv2d_1": Conv2d(out_channels=4)}
    layers |= unit(2) | unit(4) | {"relu_9": Relu()} | unit(6)
    layers |= {"flatten_1": Flatten(), "linear_1": Linear(out_features=10), "output": Output()}
    network = wired(
        layers,
        "input conv2d_1",
        *wires(2, "conv2d_1"),
        *wires(4, "add_2"),
        "add_4 relu_9",
        *wires(6, "relu_9"),
        "add_6 flatten_1",
        "flatten_1 linear_1",
        "linear_1 output",
    )
    return small(train_limit=128).model_copy(update={"networks": {"classifier": network}})


def put_together() -> Experiment:
    """The same with two of the units as one use that is repeated, and the third as another."""
    inside = wired({"input": Input(), **unit(2), "output": Output()}, *wires(2, "input"), "add_2 output")
    block = Block(
        network=inside,
        parameters={"channels": 4},
        bindings={"conv2d_2.out_channels": "channels", "conv2d_3.out_channels": "channels"},
    )

    def seeds(*firsts: int) -> dict[str, str]:
        return {
            f"{copy}/{own}": former
            for copy, first in enumerate(firsts)
            for own, former in zip(unit(2), unit(first), strict=True)
        }

    layers: dict[str, AnyLayer] = {
        "input": Input(),
        "conv2d_1": Conv2d(out_channels=4),
        "residual_1": UseBlock(block="residual", repeat=2, seeds=seeds(2, 4)),
        "relu_9": Relu(),
        "residual_2": UseBlock(block="residual", arguments={"channels": 4}, seeds=seeds(6)),
        "flatten_1": Flatten(),
        "linear_1": Linear(out_features=10),
        "output": Output(),
    }
    names = list(layers)
    network = wired(layers, *(f"{a} {b}" for a, b in pairwise(names)))
    return drawn().model_copy(update={"networks": {"classifier": network}, "blocks": {"residual": block}})


def test_the_losses_are_those_of_the_layers_by_themselves(tmp_path: Path) -> None:
    before = losses_of_app(drawn(), tmp_path / "drawn")
    assert losses_of_app(put_together(), tmp_path / "grouped") == before
    assert losses_of_script(put_together(), tmp_path, run=run_alone) == before


def test_a_script_says_by_which_names_it_draws_only_where_there_are_others() -> None:
    script = export_pytorch(put_together())
    assert '        "residual_1.1.conv2d_3": "conv2d_5",\n' in script
    assert "def initialise_as(" in script
    assert "def initialise(" not in script
    assert "initialise_as" not in export_pytorch(drawn())
