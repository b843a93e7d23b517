"""One-hot."""

from __future__ import annotations

from typing import ClassVar, Literal

from layerlab.kit.call import Call
from layerlab.kit.values import Value
from layerlab.layers.base import Family, Given, Layer, Port


class OneHot(Layer):
    """Writes each token as a 1 in its place among all tokens, with 0 everywhere else: nothing is learned here.

    Shape: tokens (N, T) -> (N, T, tokens)
    Source: Rosenblatt 1958 (a sensory unit for each sign); `torch.nn.functional.one_hot`.
    """

    family: ClassVar[Family] = "linear"
    inputs: ClassVar[tuple[Port, ...]] = (Port(takes=("tokens",)),)
    formula: ClassVar[str] = "y = 1 at the token, else 0"

    kind: Literal["one_hot"] = "one_hot"

    def infer(self, given: Given) -> Value:
        return Value("sequence", (*given.one.sides, given.one.categories))

    def call(self, given: Given) -> Call:
        return Call("OneHot", {"categories": given.one.categories}, positional=1)
