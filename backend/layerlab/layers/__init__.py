"""The layers. The union is the registry."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from layerlab.layers.adaptive_avg_pool2d import AdaptiveAvgPool2d
from layerlab.layers.adaptive_max_pool2d import AdaptiveMaxPool2d
from layerlab.layers.add import Add
from layerlab.layers.avg_pool2d import AvgPool2d
from layerlab.layers.batch_norm2d import BatchNorm2d
from layerlab.layers.concat import Concat
from layerlab.layers.conv2d import Conv2d
from layerlab.layers.dropout import Dropout
from layerlab.layers.flatten import Flatten
from layerlab.layers.gelu import Gelu
from layerlab.layers.global_avg_pool import GlobalAvgPool
from layerlab.layers.input import Input
from layerlab.layers.linear import Linear
from layerlab.layers.local_response_norm import LocalResponseNorm
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
    | AdaptiveMaxPool2d
    | AdaptiveAvgPool2d
    | GlobalAvgPool
    | Flatten
    | Unflatten
    | Linear
    | BatchNorm2d
    | LocalResponseNorm
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
