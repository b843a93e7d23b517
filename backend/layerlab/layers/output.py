"""Output: where the answer leaves."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from layerlab.kit.call import Call
from layerlab.kit.values import Value
from layerlab.layers.base import Family, Given, Layer, Port
from layerlab.layers.fields import added


class Output(Layer):
    """Where the answer leaves: for a classifier one score (logit) for each class, before softmax.

    Shape: what the algorithm expects, unchanged; (N, classes) for a classifier.
    Source: Bridle 1990 (scores turned into probabilities by softmax, which belongs to the loss here).
    """

    family: ClassVar[Family] = "output"
    inputs: ClassVar[tuple[Port, ...]] = (Port(),)
    outputs: ClassVar[tuple[str, ...]] = ()
    formula: ClassVar[str] = "p(class) = exp(score of class) / Σ exp(scores)"

    kind: Literal["output"] = "output"
    weight: Annotated[float, Field(ge=0, le=100)] = added(1.0)
    """What the loss of this answer counts, where a network gives several: the first is the main one, the others help it
    to train and are left out in tests."""

    def infer(self, given: Given) -> Value:
        return given.one

    def call(self, given: Given) -> Call:
        return Call("nn.Identity")
