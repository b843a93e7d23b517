"""The layers. The union is the registry."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from layerlab.layers.add import Add
from layerlab.layers.avg_pool2d import AvgPool2d
from layerlab.layers.batch_norm2d import BatchNorm2d
from layerlab.layers.concat import Concat
from layerlab.layers.conv2d import Conv2d
from layerlab.layers.dropout import Dropout
from layerlab.layers.flatten import Flatten
from layerlab.layers.gelu import Gelu
from layerlab.layers.input import Input
from layerlab.layers.linear import Linear
from layerlab.layers.max_pool2d import MaxPool2d
from layerlab.layers.output import Output
from layerlab.layers.relu import Relu
from layerlab.layers.softmax import Softmax
from layerlab.layers.tanh import Tanh
from layerlab.layers.unflatten import Unflatten

AnyLayer = Annotated[
    Input
    | Conv2d
    | MaxPool2d
    | AvgPool2d
    | Flatten
    | Unflatten
    | Linear
    | BatchNorm2d
    | Dropout
    | Relu
    | Tanh
    | Gelu
    | Softmax
    | Add
    | Concat
    | Output,
    Field(discriminator="kind"),
]
