"""Max pooling to a wished size."""

from __future__ import annotations

from typing import ClassVar, Literal

from layerlab.layers.adaptive import Adaptive


class AdaptiveMaxPool2d(Adaptive):
    """The largest values of windows that fit the wished size: images of any size give maps of one.

    Shape: (N, C, H, W) -> (N, C, H′, W′)
    Source: He et al. 2014 (spatial pyramid pooling); `torch.nn.AdaptiveMaxPool2d`.
    Raises: expects_image.
    """

    target: ClassVar[str] = "nn.AdaptiveMaxPool2d"

    kind: Literal["adaptive_max_pool2d"] = "adaptive_max_pool2d"
