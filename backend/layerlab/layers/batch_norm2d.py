"""Batch normalisation of images."""

from __future__ import annotations

from typing import ClassVar, Literal

from layerlab.layers.base import Port
from layerlab.layers.batch_norm import BatchNorm


class BatchNorm2d(BatchNorm):
    """Brings each map to mean 0 and deviation 1 over the batch, then scales and shifts it as learned.

    Shape: (N, C, H, W) -> (N, C, H, W)
    Source: Ioffe and Szegedy 2015; `torch.nn.BatchNorm2d`.
    Raises: expects_image.
    """

    inputs: ClassVar[tuple[Port, ...]] = (Port(takes=("image",)),)
    target: ClassVar[str] = "nn.BatchNorm2d"
    worked: ClassVar[str] = "{in_c} maps, each with its γ, β, mean and variance; eps = {eps}"

    kind: Literal["batch_norm2d"] = "batch_norm2d"
