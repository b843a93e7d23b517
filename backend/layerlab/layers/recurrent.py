"""What recurrent layers have in common: a state that goes from step to step."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from layerlab.kit.call import Argument, Call
from layerlab.kit.values import Shape, Value
from layerlab.layers.base import Cost, Family, Given, Layer, Port
from layerlab.layers.fields import added
from layerlab.layers.learning import LEARNS, RateFactor
from layerlab.layers.reach import Reaches


class Recurrent(Layer):
    """Reads a sequence step by step and gives its state at each."""

    family: ClassVar[Family] = "recurrent"
    live_fields: ClassVar[dict[str, str]] = LEARNS
    inputs: ClassVar[tuple[Port, ...]] = (Port(takes=("sequence",)),)
    told_lengths: ClassVar[bool] = True
    target: ClassVar[str]
    """The module of Layerlab's own, which is PyTorch's with the steps first."""
    gates: ClassVar[int] = 1
    """How many numbers each unit works out of what it is given."""

    hidden_size: Annotated[int, Field(ge=1, le=65_536)] = 64
    """How many units, and so how many numbers the state has."""
    num_layers: Annotated[int, Field(ge=1, le=64)] = 1
    """How many of them stand one above the other, each reading what the one below gives."""
    bidirectional: bool = False
    """Reads the sequence from its end, too, with units of their own; both states stand side by side."""
    dropout: Annotated[float, Field(ge=0, lt=1)] = 0.0
    """Share of the numbers dropped between two of the layers while training; of a single one nothing is dropped."""
    bias: bool = True
    """Adds learned numbers to what each unit works out."""
    rate: RateFactor = added(1.0)
    """What its learning rate is multiplied by; 0 freezes the layer, with the statistics that it keeps."""

    @property
    def draws_now(self) -> bool:
        return self.dropout > 0 and self.num_layers > 1

    @property
    def reads_on(self) -> bool:
        return not self.bidirectional

    @property
    def state(self) -> int:
        """How many numbers one way gives at each step."""
        return self.hidden_size

    @property
    def ways(self) -> int:
        """How often the sequence is read."""
        return 1 + self.bidirectional

    def infer(self, given: Given) -> Value:
        return Value("sequence", (given.one.sides[0], self.ways * self.state))

    def cost(self, given: Given, output: Value) -> Cost:
        shapes = self.weights(given)
        products = sum(shape[0] * shape[1] for shape in shapes.values() if len(shape) == 2)
        parameters = products + sum(shape[0] for shape in shapes.values() if len(shape) == 1)
        return Cost(parameters=parameters, flops=2 * products * given.one.shape[0])

    def weights(self, given: Given) -> dict[str, Shape]:
        shapes: dict[str, Shape] = {}
        units = self.gates * self.hidden_size
        for layer in range(self.num_layers):
            features = given.one.shape[1] if layer == 0 else self.ways * self.state
            for way in ("", "_reverse")[: self.ways]:
                name = f"l{layer}{way}"
                shapes |= {f"weight_ih_{name}": (units, features), f"weight_hh_{name}": (units, self.state)}
                if self.bias:
                    shapes |= {f"bias_ih_{name}": (units,), f"bias_hh_{name}": (units,)}
                if self.state != self.hidden_size:
                    shapes[f"weight_hr_{name}"] = (self.state, self.hidden_size)
        return shapes

    def reach(self, given: Given) -> Reaches:
        return None

    def call(self, given: Given) -> Call:
        more = self.more
        return Call(
            self.target,
            {
                "input_size": given.one.shape[1],
                "hidden_size": self.hidden_size,
                "num_layers": self.num_layers,
                "bias": self.bias,
                "dropout": self.dropout if self.num_layers > 1 else 0.0,
                "bidirectional": self.bidirectional,
                **{name: value for name, (value, _) in more.items()},
            },
            positional=2,
            defaults={
                "num_layers": 1,
                "bias": True,
                "dropout": 0.0,
                "bidirectional": False,
                **{name: usual for name, (_, usual) in more.items()},
            },
        )

    @property
    def more(self) -> dict[str, tuple[Argument, Argument]]:
        """What its module is given beside what all are: the value, and PyTorch's own."""
        return {}
