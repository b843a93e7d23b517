"""Embedding."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from layerlab.kit.call import Call
from layerlab.kit.values import Shape, Value
from layerlab.layers.base import Cost, Family, Given, Layer, Port
from layerlab.layers.fields import added
from layerlab.layers.first_weights import NUMBERED, FirstNumber, FirstWeights, first_weights
from layerlab.layers.learning import LEARNS, RateFactor


class Embedding(Layer):
    """Looks each token up in a table of vectors, which are learned: tokens that are used alike come to lie close.

    Shape: tokens (N, T) -> (N, T, features)
    Source: Bengio et al. 2003; `torch.nn.Embedding`.
    """

    family: ClassVar[Family] = "linear"
    live_fields: ClassVar[dict[str, str]] = LEARNS
    inputs: ClassVar[tuple[Port, ...]] = (Port(takes=("tokens",)),)
    formula: ClassVar[str] = "y = row of W at the token,  W: tokens × features"

    kind: Literal["embedding"] = "embedding"
    features: Annotated[int, Field(ge=1, le=65_536)] = 32
    """How many numbers stand for each token."""
    initialisation: FirstWeights = added("default")
    """How the numbers begin. PyTorch's own are large: small ones let words that stand seldom say little."""
    initial: FirstNumber = added(0.05, {"initialisation": NUMBERED})
    """The number that this needs: the constant, half the width, or the standard deviation."""
    rate: RateFactor = added(1.0)
    """What its learning rate is multiplied by; 0 freezes the layer, with the statistics that it keeps."""

    def infer(self, given: Given) -> Value:
        return Value("sequence", (*given.one.sides, self.features))

    def cost(self, given: Given, output: Value) -> Cost:
        return Cost(parameters=given.one.categories * self.features)

    def weights(self, given: Given) -> dict[str, Shape]:
        return {"weight": (given.one.categories, self.features)}

    def call(self, given: Given) -> Call:
        return Call(
            "nn.Embedding",
            {"num_embeddings": given.one.categories, "embedding_dim": self.features},
            positional=2,
            first_weights=first_weights(self.initialisation, self.initial),
        )
