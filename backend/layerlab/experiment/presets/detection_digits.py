"""A detector of digits: a grid of cells, each of which tells what lies in it."""

from __future__ import annotations

from functools import partial

from layerlab.algorithms.detection.fields import Detection
from layerlab.datasets.digit_scenes import DigitScenes
from layerlab.experiment.document import Experiment
from layerlab.experiment.presets.base import Preset
from layerlab.experiment.presets.layout import block, in_lines, in_rows, roomy
from layerlab.layers import AnyLayer
from layerlab.layers.batch_norm2d import BatchNorm2d
from layerlab.layers.block import UseBlock
from layerlab.layers.conv2d import Conv2d
from layerlab.layers.input import Input
from layerlab.layers.output import Output
from layerlab.layers.relu import Relu
from layerlab.network.document import Block
from layerlab.training.optimizers import Adam
from layerlab.training.pace import Epochs, Pace, PerEpoch
from layerlab.training.role_optimizer import RoleOptimizer
from layerlab.training.schedules import OneCycle

CHANNELS = (16, 32, 48, 48, 96, 96, 96)
STRIDES = (2, 1, 2, 1, 2, 1, 1)
NUMBERS = 1 + 4 + 10
"""In each cell: whether something lies there, its four sides, ten digits."""


def conv_norm() -> Block:
    """A convolution of 3 by 3, normalised, with a ReLU."""
    layers: dict[str, AnyLayer] = {
        "input": Input(),
        "conv2d_1": Conv2d(padding=(1, 1)),
        "batch_norm2d_1": BatchNorm2d(),
        "relu_1": Relu(),
        "output": Output(),
    }
    network = in_lines(layers, [" ".join(layers)], [tuple(layers)])
    bindings = {"conv2d_1.out_channels": "channels", "conv2d_1.stride": "stride"}
    return block(network, bindings, channels=16, stride=1)


def detection_digits(epochs: int) -> Experiment:
    """Seven convolutions down to a grid of eight by eight cells, and one that gives the answer of each."""
    layers: dict[str, AnyLayer] = {"input": Input()}
    for number, (channels, stride) in enumerate(zip(CHANNELS, STRIDES, strict=True), start=1):
        given = {"channels": channels, "stride": stride}
        layers[f"conv_{number}"] = UseBlock(block="conv_norm", arguments=given)
    layers |= {"conv2d_1": Conv2d(out_channels=NUMBERS, kernel_size=(1, 1)), "output": Output()}
    return roomy(
        Experiment(
            title="Find the digits",
            networks={"detector": in_rows(layers)},
            blocks={"conv_norm": conv_norm()},
            datasets={"data": DigitScenes()},
            algorithm=Detection(),
            optimizers={"detector": RoleOptimizer(optimizer=Adam(learning_rate=4e-3), schedule=OneCycle())},
            pace=Pace(batch_size=64, length=Epochs(epochs=epochs), evaluations=PerEpoch(times=1)),
            seed=0,
        )
    )


PRESET = Preset(
    id="detection_digits",
    title={"en": "Find the digits", "zh": "目标检测：找数字"},
    summary={
        "en": "Object detection in small: a box around each digit of a picture, and which digit it is.",
        "zh": "小型目标检测：在一幅图里给每个数字画出边界框，并认出是几。",
    },
    family="cnn",
    experiment=partial(detection_digits, 14),
)
