"""Torch modules that PyTorch lacks, each citing its paper, and how weights begin.

What is named here can be called by a layer: by its bare name, where a module of torch is `nn.Conv2d`.
"""

from __future__ import annotations

from layerlab.nn.add import Add
from layerlab.nn.concat import Concat
from layerlab.nn.global_avg_pool import GlobalAvgPool

__all__ = ["Add", "Concat", "GlobalAvgPool"]
