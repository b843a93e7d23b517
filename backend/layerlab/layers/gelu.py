"""GELU."""

from __future__ import annotations

from typing import ClassVar, Literal

from layerlab.layers.activation import Activation


class Gelu(Activation):
    """Lets a value through the more the larger it is: a ReLU without the corner, which leaks a little below 0.

    Shape: any -> the same
    Source: Hendrycks and Gimpel 2016; `torch.nn.GELU`.
    """

    target: ClassVar[str] = "nn.GELU"
    formula: ClassVar[str] = "y = x·Φ(x), where Φ is the normal distribution"

    kind: Literal["gelu"] = "gelu"
    approximate: Literal["none", "tanh"] = "none"
    """Whether Φ is computed exactly, or by a tanh as in GPT-2."""
