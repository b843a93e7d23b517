"""Max over time."""

from __future__ import annotations

from typing import ClassVar, Literal

from layerlab.layers.over_time import OverTime


class MaxOverTime(OverTime):
    """Keeps the largest value of each feature over all steps: whether something occurs anywhere.

    Shape: (N, T, features) -> (N, features)
    Source: Collobert et al. 2011; `torch.amax`.
    """

    target: ClassVar[str] = "MaxOverTime"
    formula: ClassVar[str] = "y = max x over the steps"

    kind: Literal["max_over_time"] = "max_over_time"
