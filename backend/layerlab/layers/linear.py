"""Linear: every output sees every input."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from layerlab.kit.call import Call
from layerlab.kit.values import Shape, Value
from layerlab.layers.base import Cost, Family, Given, Layer, Port
from layerlab.layers.fields import added
from layerlab.layers.first_weights import NUMBERED, FirstNumber, FirstWeights, first_weights
from layerlab.layers.learning import LEARNS, RateFactor, with_bias


class Linear(Layer):
    """Each unit adds up all inputs, every one times a weight of its own; of a sequence, at each step the same.

    Shape: (N, features) -> (N, out_features); (N, T, features) -> (N, T, out_features)
    Source: Rosenblatt 1958; `torch.nn.Linear`.
    Raises: expects_vector, kind_not_taken.
    """

    family: ClassVar[Family] = "linear"
    live_fields: ClassVar[dict[str, str]] = LEARNS
    inputs: ClassVar[tuple[Port, ...]] = (Port(takes=("vector", "sequence")),)
    formula: ClassVar[str] = "y = W · x + b,  W: out_features × features"
    worked: ClassVar[str] = "W: {out_features} × {in_features}"

    kind: Literal["linear"] = "linear"
    out_features: Annotated[int, Field(ge=1, le=1_000_000)] = 64
    """How many units, and so how many numbers come out."""
    bias: bool = True
    """Adds one learned number to each unit."""

    initialisation: FirstWeights = added("default")
    """How the weights begin; by all rules but PyTorch's own the bias begins at 0."""
    initial: FirstNumber = added(0.05, {"initialisation": NUMBERED})
    """The number that this needs: the constant, half the width, or the standard deviation."""
    rate: RateFactor = added(1.0)
    """What its learning rate is multiplied by; 0 freezes the layer, with the statistics that it keeps."""

    def infer(self, given: Given) -> Value:
        return Value(given.one.kind, (*given.one.sides[:-1], self.out_features))

    def cost(self, given: Given, output: Value) -> Cost:
        features = given.one.shape[-1]
        return Cost(
            parameters=self.out_features * (features + self.bias),
            flops=2 * features * output.count(),
        )

    def weights(self, given: Given) -> dict[str, Shape]:
        return with_bias((self.out_features, given.one.shape[-1]), self.bias)

    def call(self, given: Given) -> Call:
        return Call(
            "nn.Linear",
            {"in_features": given.one.shape[-1], "out_features": self.out_features, "bias": self.bias},
            positional=2,
            defaults={"bias": True},
            first_weights=first_weights(self.initialisation, self.initial),
        )
