"""Batch normalisation of vectors."""

from __future__ import annotations

from typing import ClassVar, Literal

from layerlab.layers.base import Port
from layerlab.layers.batch_norm import BatchNorm


class BatchNorm1d(BatchNorm):
    """Brings each feature to mean 0 and deviation 1 over the batch, then scales and shifts it as learned.

    Shape: (N, features) -> (N, features)
    Source: Ioffe and Szegedy 2015; `torch.nn.BatchNorm1d`.
    Raises: expects_vector.
    """

    inputs: ClassVar[tuple[Port, ...]] = (Port(takes=("vector",)),)
    target: ClassVar[str] = "nn.BatchNorm1d"
    worked: ClassVar[str] = "{in_features} features, each with its γ, β, mean and variance; eps = {eps}"

    kind: Literal["batch_norm1d"] = "batch_norm1d"
