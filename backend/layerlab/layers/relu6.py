"""ReLU6."""

from __future__ import annotations

from typing import ClassVar, Literal

from layerlab.layers.activation import Activation


class Relu6(Activation):
    """A ReLU that stops at 6, so that its values fit into few bits.

    Shape: any -> the same
    Source: Krizhevsky 2010; Howard et al. 2017; `torch.nn.ReLU6`.
    """

    target: ClassVar[str] = "nn.ReLU6"
    formula: ClassVar[str] = "y = min(max(0, x), 6)"

    kind: Literal["relu6"] = "relu6"
