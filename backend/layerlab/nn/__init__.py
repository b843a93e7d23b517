"""Torch modules that PyTorch lacks, each citing its paper, and how weights begin.

What is named here can be called by a layer: by its bare name, where a module of torch is `nn.Conv2d`.
"""

from __future__ import annotations

from layerlab.nn.add import Add
from layerlab.nn.attention import Attention, PositionalEncoding
from layerlab.nn.concat import Concat
from layerlab.nn.gates import Scale, SqueezeExcite
from layerlab.nn.global_avg_pool import GlobalAvgPool
from layerlab.nn.joins import ConcatAlong, Matmul, Multiply, Split, Subtract
from layerlab.nn.noise import Noise
from layerlab.nn.over_time import AvgPool1d, Conv1d, LastStep, MaxOverTime, MaxPool1d, MeanOverTime
from layerlab.nn.recurrent import Gru, Lstm, Rnn
from layerlab.nn.sides import Crop, Permute, Reshape
from layerlab.nn.stochastic_depth import StochasticDepth
from layerlab.nn.tokens import OneHot

__all__ = [
    "Add",
    "Attention",
    "AvgPool1d",
    "Concat",
    "ConcatAlong",
    "Conv1d",
    "Crop",
    "GlobalAvgPool",
    "Gru",
    "LastStep",
    "Lstm",
    "Matmul",
    "MaxOverTime",
    "MaxPool1d",
    "MeanOverTime",
    "Multiply",
    "Noise",
    "OneHot",
    "Permute",
    "PositionalEncoding",
    "Reshape",
    "Rnn",
    "Scale",
    "Split",
    "SqueezeExcite",
    "StochasticDepth",
    "Subtract",
]
