"""The script of an experiment with blocks: a class for each, and the losses of the app, bit for bit."""

from __future__ import annotations

from pathlib import Path

import pytest

from layerlab import nn as own
from layerlab.experiment.document import Experiment
from layerlab.experiment.export import export_pytorch
from layerlab.layers import AnyLayer
from layerlab.layers.block import UseBlock
from layerlab.layers.conv2d import Conv2d
from layerlab.layers.flatten import Flatten
from layerlab.layers.input import Input
from layerlab.layers.linear import Linear
from layerlab.layers.output import Output
from layerlab.network.block_source import OWN
from layerlab.network.document import Block
from layerlab.training.pace import Never, Pace, Steps
from support.block_experiments import growing, with_blocks
from support.blocks import row
from support.experiments import chain, small
from support.scripts import losses_of_app, losses_of_script, run_alone


def classes(script: str) -> str:
    """The part of a script in which the networks stand."""
    return script[script.index("class ConvBn") : script.index("# --- The data")]


def test_a_script_with_blocks_gives_the_losses_of_the_app(tmp_path: Path) -> None:
    experiment = with_blocks()
    app = losses_of_app(experiment, tmp_path)
    assert len(app) == 20
    assert losses_of_script(experiment, tmp_path, run=run_alone) == app


def test_a_block_is_a_class_that_a_person_would_write() -> None:
    text = classes(export_pytorch(with_blocks()))
    for line in (
        "class ConvBn(nn.Module):",
        "    def __init__(self, in_channels: int, channels: int) -> None:",
        "        self.conv2d_1 = nn.Conv2d(in_channels, channels, kernel_size=3, padding=1, bias=False)",
        "        self.batch_norm2d_1 = nn.BatchNorm2d(channels)",
        "class Stage(nn.Module):",
        "    def __init__(self, in_channels: int, width: int, depth: int, step: int) -> None:",
        "        self.max_pool2d_1 = nn.MaxPool2d(2, stride=step)",
        "        self.conv_bn = nn.Sequential(ConvBn(in_channels, width), "
        "*(ConvBn(width, width) for _ in range(depth - 1)))",
        "    def __init__(self, in_channels: int, straight: int, reduced: int, wide: int) -> None:",
        "        self.conv2d_5 = nn.Conv2d(straight + wide + 2 + in_channels, 4, kernel_size=1)",
        "        self.stage_1 = Stage(1, 4, 1, 2)",
        "        self.stage_2 = Stage(4, 6, 2, 2)",
        "        self.res_1 = nn.Sequential(*(Res(4, 4) for _ in range(2)))",
        "        self.conv_bn_1 = nn.Sequential(ConvBn(4, 3), ConvBn(3, 3))",
    ):
        assert any(line == each.partition("  #")[0].rstrip() for each in text.splitlines()), line


def test_copies_that_are_given_more_each_time_stand_one_by_one(tmp_path: Path) -> None:
    inner = Block(
        network=row(grow=UseBlock(block="growing", repeat=3), conv2d_1=Conv2d(padding=(1, 1))),
        parameters={"channels": 2},
        bindings={"conv2d_1.out_channels": "channels"},
    )
    experiment = small(train_limit=64, epochs=1).model_copy(
        update={
            "networks": {
                "classifier": chain(
                    input=Input(),
                    first=UseBlock(block="inner"),
                    second=UseBlock(block="inner", arguments={"channels": 5}),
                    third=UseBlock(block="growing", repeat=2),
                    flatten_1=Flatten(),
                    linear_1=Linear(out_features=10),
                    output=Output(),
                )
            },
            "blocks": {"inner": inner, "growing": growing()},
        }
    )
    text = export_pytorch(experiment)
    assert "self.third = nn.Sequential(Growing(5), Growing(7))" in text
    assert losses_of_script(experiment, tmp_path) == losses_of_app(experiment, tmp_path)


def test_no_module_of_ours_is_taken_for_a_block() -> None:
    assert set(own.__all__) <= OWN


def named(block: str, parameter: str, node: str) -> Experiment:
    layers: dict[str, AnyLayer] = {node: Conv2d(out_channels=2)}
    inside = Block(
        network=row(**layers), parameters={parameter: 3}, bindings={f"{node}.out_channels": parameter}
    )
    uses = {f"use_{at}": UseBlock(block=block, arguments={parameter: at + 2}) for at in range(2)}
    network = chain(
        input=Input(), **uses, flatten_1=Flatten(), linear_1=Linear(out_features=10), output=Output()
    )
    pace = Pace(batch_size=32, length=Steps(steps=2), evaluations=Never())
    return small(train_limit=64).model_copy(
        update={"networks": {"classifier": network}, "blocks": {block: inside}, "pace": pace}
    )


@pytest.mark.parametrize(
    ("block", "parameter", "node"),
    [
        ("f", "class", "conv2d_1"),
        ("add", "self", "in_channels"),
        ("classifier", "in_channels", "channels"),
        ("s_e_e_d", "range", "conv"),
        ("tensor", "len", "int"),
        ("path", "true", "object"),
    ],
)
def test_no_name_of_a_block_breaks_its_script(block: str, parameter: str, node: str, tmp_path: Path) -> None:
    """Names of Python, of PyTorch, of the script's own classes and constants, and of what is derived."""
    experiment = named(block, parameter, node)
    assert losses_of_script(experiment, tmp_path) == losses_of_app(experiment, tmp_path)
