"""Attention."""

from __future__ import annotations

from math import prod
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from layerlab.kit.call import Argument, Call
from layerlab.kit.values import Shape, Value, words
from layerlab.layers.base import Cost, Family, Given, Layer, Port, ShapeError
from layerlab.layers.fields import added
from layerlab.layers.learning import LEARNS, RateFactor, with_bias
from layerlab.layers.reach import Reaches

USUAL: dict[str, Argument] = {
    "heads": 1,
    "score": "dot",
    "causal": False,
    "projected": True,
    "bias": True,
}
"""What its module takes by itself."""


class Attention(Layer):
    """Lets each step of a sequence take from others what it looks for: the better a key fits, the more of its value.

    Shape: query (N, T, features), key and value (N, S, ...) -> (N, T, features); without projections the value's
    Source: Bahdanau, Cho and Bengio 2015; Vaswani et al. 2017; `torch.nn.MultiheadAttention`.
    Raises: heads_in_features, keys_unlike_queries, values_unlike_keys.
    """

    family: ClassVar[Family] = "linear"
    live_fields: ClassVar[dict[str, str]] = LEARNS
    inputs: ClassVar[tuple[Port, ...]] = (
        Port("query", takes=("sequence",)),
        Port("key", takes=("sequence",), optional=True),
        Port("value", takes=("sequence",), optional=True),
    )
    told_lengths: ClassVar[bool] = True
    formula: ClassVar[str] = "y = Σ softmax(q · k / √d) · v,  d: numbers of one head"
    worked: ClassVar[str] = "d = {in_features} / {heads}"

    kind: Literal["attention"] = "attention"
    heads: Annotated[int, Field(ge=1, le=1_024)] = 1
    """Among how many heads the numbers are parted; each looks for something of its own."""
    score: Literal["dot", "additive"] = "dot"
    """How a query is held against a key: by their product, or by v · tanh(q + k)."""
    causal: bool = False
    """Sees the step itself and those before it, and none that is yet to come."""
    projected: bool = True
    """Learns what of each step is query, key and value, and how the heads are joined; else they are taken as they are.
    Without a wire the key is the query, and the value the key."""
    bias: bool = True
    """Adds learned numbers to these projections."""
    rate: RateFactor = added(1.0)
    """What its learning rate is multiplied by; 0 freezes the layer, with the statistics that it keeps."""

    def told_of(self, given: Given) -> Value:
        return _ports(given)[1]

    def infer(self, given: Given) -> Value:
        query, key, value = _ports(given)
        features = query.shape[1]
        if not self.projected and key.shape[1] != features:
            raise ShapeError("keys_unlike_queries", query=words(query.sides), key=words(key.sides))
        if key.sides[0] != value.sides[0]:
            raise ShapeError("values_unlike_keys", key=words(key.sides), value=words(value.sides))
        given_on = features if self.projected else value.shape[1]
        for parted in (features, given_on):
            if parted % self.heads:
                raise ShapeError("heads_in_features", "heads", heads=self.heads, features=parted)
        return Value("sequence", (query.sides[0], given_on))

    def cost(self, given: Given, output: Value) -> Cost:
        query, key, value = _ports(given)
        steps, keys = query.shape[0], key.shape[0]
        pairs = steps * keys * (query.shape[1] + output.shape[1])
        if self.projected:
            rows = steps * 2 * query.shape[1] + keys * (key.shape[1] + value.shape[1])
            pairs += rows * query.shape[1]
        return Cost(parameters=sum(prod(shape) for shape in self.weights(given).values()), flops=2 * pairs)

    def weights(self, given: Given) -> dict[str, Shape]:
        query, key, value = (each.shape[1] for each in _ports(given))
        shapes: dict[str, Shape] = {}
        if self.projected:
            for name, features in (("query", query), ("key", key), ("value", value), ("out", query)):
                shapes |= {
                    f"{name}.{part}": shape for part, shape in with_bias((query, features), self.bias).items()
                }
        if self.score == "additive":
            shapes["compare"] = (self.heads, query // self.heads)
        return shapes

    def reach(self, given: Given) -> Reaches:
        return None

    def call(self, given: Given) -> Call:
        query, key, value = (each.shape[1] for each in _ports(given))
        others = {"key_features": key, "value_features": value}
        return Call(
            "Attention",
            {
                "features": query,
                "heads": self.heads,
                **{name: features for name, features in others.items() if features != query},
                "score": self.score,
                "causal": self.causal,
                "projected": self.projected,
                "bias": self.bias,
            },
            positional=1,
            defaults=USUAL,
        )


def _ports(given: Given) -> tuple[Value, Value, Value]:
    """Query, key and value: without a wire the key is the query, and the value the key."""
    query = given["query"]
    (key,) = given.at("key") or (query,)
    (value,) = given.at("value") or (key,)
    return query, key, value
