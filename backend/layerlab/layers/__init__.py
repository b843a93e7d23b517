"""The layers. The union is the registry."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from layerlab.layers.adaptive_avg_pool2d import AdaptiveAvgPool2d
from layerlab.layers.adaptive_max_pool2d import AdaptiveMaxPool2d
from layerlab.layers.add import Add
from layerlab.layers.alpha_dropout import AlphaDropout
from layerlab.layers.attention import Attention
from layerlab.layers.avg_pool1d import AvgPool1d
from layerlab.layers.avg_pool2d import AvgPool2d
from layerlab.layers.batch_norm1d import BatchNorm1d
from layerlab.layers.batch_norm2d import BatchNorm2d
from layerlab.layers.block import UseBlock
from layerlab.layers.celu import Celu
from layerlab.layers.channel_shuffle import ChannelShuffle
from layerlab.layers.concat import Concat
from layerlab.layers.conv1d import Conv1d
from layerlab.layers.conv2d import Conv2d
from layerlab.layers.conv_transpose2d import ConvTranspose2d
from layerlab.layers.crop import Crop
from layerlab.layers.dropout import Dropout
from layerlab.layers.dropout2d import Dropout2d
from layerlab.layers.elu import Elu
from layerlab.layers.embedding import Embedding
from layerlab.layers.flatten import Flatten
from layerlab.layers.gelu import Gelu
from layerlab.layers.global_avg_pool import GlobalAvgPool
from layerlab.layers.group_norm import GroupNorm
from layerlab.layers.gru import Gru
from layerlab.layers.hardsigmoid import Hardsigmoid
from layerlab.layers.hardswish import Hardswish
from layerlab.layers.hardtanh import Hardtanh
from layerlab.layers.input import Input
from layerlab.layers.instance_norm import InstanceNorm
from layerlab.layers.last_step import LastStep
from layerlab.layers.layer_norm import LayerNorm
from layerlab.layers.leaky_relu import LeakyRelu
from layerlab.layers.linear import Linear
from layerlab.layers.local_response_norm import LocalResponseNorm
from layerlab.layers.log_softmax import LogSoftmax
from layerlab.layers.lstm import Lstm
from layerlab.layers.matmul import Matmul
from layerlab.layers.max_over_time import MaxOverTime
from layerlab.layers.max_pool1d import MaxPool1d
from layerlab.layers.max_pool2d import MaxPool2d
from layerlab.layers.mean_over_time import MeanOverTime
from layerlab.layers.mish import Mish
from layerlab.layers.multiply import Multiply
from layerlab.layers.noise import Noise
from layerlab.layers.one_hot import OneHot
from layerlab.layers.output import Output
from layerlab.layers.pad2d import Pad2d
from layerlab.layers.permute import Permute
from layerlab.layers.pixel_shuffle import PixelShuffle
from layerlab.layers.positional_encoding import PositionalEncoding
from layerlab.layers.prelu import Prelu
from layerlab.layers.relu import Relu
from layerlab.layers.relu6 import Relu6
from layerlab.layers.reshape import Reshape
from layerlab.layers.rms_norm import RmsNorm
from layerlab.layers.rnn import Rnn
from layerlab.layers.scale import Scale
from layerlab.layers.selu import Selu
from layerlab.layers.sigmoid import Sigmoid
from layerlab.layers.silu import Silu
from layerlab.layers.softmax import Softmax
from layerlab.layers.softplus import Softplus
from layerlab.layers.softsign import Softsign
from layerlab.layers.split import Split
from layerlab.layers.squeeze_excite import SqueezeExcite
from layerlab.layers.stochastic_depth import StochasticDepth
from layerlab.layers.subtract import Subtract
from layerlab.layers.tanh import Tanh
from layerlab.layers.unflatten import Unflatten
from layerlab.layers.upsample import Upsample

AnyLayer = Annotated[
    Input
    # What is looked for most comes first of those that are called alike.
    | Conv2d
    | Conv1d
    | ConvTranspose2d
    | MaxPool2d
    | MaxPool1d
    | AvgPool2d
    | AvgPool1d
    | AdaptiveMaxPool2d
    | AdaptiveAvgPool2d
    | GlobalAvgPool
    | Flatten
    | Unflatten
    | Reshape
    | Permute
    | Pad2d
    | Crop
    | Upsample
    | PixelShuffle
    | ChannelShuffle
    | Linear
    | Embedding
    | OneHot
    | PositionalEncoding
    | Attention
    | Rnn
    | Lstm
    | Gru
    | LastStep
    | MeanOverTime
    | MaxOverTime
    | Scale
    | SqueezeExcite
    | BatchNorm2d
    | BatchNorm1d
    | LayerNorm
    | RmsNorm
    | GroupNorm
    | InstanceNorm
    | LocalResponseNorm
    | Dropout
    | Dropout2d
    | AlphaDropout
    | Noise
    | StochasticDepth
    | Relu
    | LeakyRelu
    | Prelu
    | Relu6
    | Elu
    | Selu
    | Celu
    | Tanh
    | Sigmoid
    | Softsign
    | Hardtanh
    | Hardsigmoid
    | Hardswish
    | Gelu
    | Silu
    | Mish
    | Softplus
    | Softmax
    | LogSoftmax
    | Add
    | Subtract
    | Multiply
    | Matmul
    | Concat
    | Split
    | UseBlock
    | Output,
    Field(discriminator="kind"),
]
