"""Mean pooling to a wished size."""

from __future__ import annotations

from typing import ClassVar, Literal

from layerlab.layers.adaptive import Adaptive


class AdaptiveAvgPool2d(Adaptive):
    """Means over windows that fit the wished size: images of any size give maps of one.

    Shape: (N, C, H, W) -> (N, C, H′, W′)
    Source: He et al. 2014 (spatial pyramid pooling); `torch.nn.AdaptiveAvgPool2d`.
    Raises: expects_image.
    """

    target: ClassVar[str] = "nn.AdaptiveAvgPool2d"

    kind: Literal["adaptive_avg_pool2d"] = "adaptive_avg_pool2d"
