"""Mean over time."""

from __future__ import annotations

from typing import ClassVar, Literal

from layerlab.layers.over_time import OverTime


class MeanOverTime(OverTime):
    """Keeps the mean of each feature over all steps: what the whole sequence is like, in whatever order.

    Shape: (N, T, features) -> (N, features)
    Source: Lin, Chen and Yan 2014 (global average pooling), over time; `torch.mean`.
    """

    target: ClassVar[str] = "MeanOverTime"
    formula: ClassVar[str] = "y = Σ x / T"

    kind: Literal["mean_over_time"] = "mean_over_time"
