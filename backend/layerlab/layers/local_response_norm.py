"""Local response normalisation."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from layerlab.kit.call import Call
from layerlab.kit.values import Value
from layerlab.layers.base import Family, Given, Layer, Port


class LocalResponseNorm(Layer):
    """Damps a value where the maps beside its own are strong at the same place: neighbours compete.

    Shape: (N, C, H, W) -> (N, C, H, W)
    Source: Krizhevsky, Sutskever and Hinton 2012 (AlexNet); `torch.nn.LocalResponseNorm`.
    Raises: expects_image.
    """

    family: ClassVar[Family] = "norm"
    inputs: ClassVar[tuple[Port, ...]] = (Port(takes=("image",)),)
    formula: ClassVar[str] = "y = x / (k + α/n · Σ x′²)^β, over n maps around its own"
    worked: ClassVar[str] = "y = x / ({k} + {alpha}/{size} · Σ x′²)^{beta}"

    kind: Literal["local_response_norm"] = "local_response_norm"
    size: Annotated[int, Field(ge=1, le=65_536)] = 5
    """How many maps compete, each with its own in the middle."""
    alpha: Annotated[float, Field(ge=0, le=1_000)] = 1e-4
    """How much the neighbours damp."""
    beta: Annotated[float, Field(ge=0, le=100)] = 0.75
    """The power of the damping."""
    k: Annotated[float, Field(gt=0, le=1_000)] = 2.0
    """What it is never less than: the larger, the less is damped."""

    def infer(self, given: Given) -> Value:
        return given.one

    def call(self, given: Given) -> Call:
        return Call(
            "nn.LocalResponseNorm",
            {"size": self.size, "alpha": self.alpha, "beta": self.beta, "k": self.k},
            positional=1,
            defaults={"alpha": 1e-4, "beta": 0.75, "k": 1.0},
        )
