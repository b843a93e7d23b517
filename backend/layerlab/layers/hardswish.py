"""Hard swish."""

from __future__ import annotations

from typing import ClassVar, Literal

from layerlab.layers.activation import Activation


class Hardswish(Activation):
    """SiLU with a sigmoid of straight lines, for phones.

    Shape: any -> the same
    Source: Howard et al. 2019 (MobileNetV3); `torch.nn.Hardswish`.
    """

    target: ClassVar[str] = "nn.Hardswish"
    formula: ClassVar[str] = "y = x · min(max(0, x / 6 + 1/2), 1)"

    kind: Literal["hardswish"] = "hardswish"
