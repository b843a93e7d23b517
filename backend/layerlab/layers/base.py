"""What every layer says about itself, without torch."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from layerlab.kit.call import Call
from layerlab.kit.document import Document
from layerlab.kit.values import Shape, Value, ValueKind
from layerlab.layers.reach import ITSELF, SIDES_OF, Reaches

Family = Literal["input", "conv", "pool", "act", "norm", "linear", "recurrent", "merge", "block", "output"]


@dataclass(frozen=True)
class Cost:
    """What a layer costs for one sample.

    `parameters`: trainable numbers. `buffers`: numbers kept but not trained (running means).
    `flops`: 2 for every multiply-add of the forward pass. Exact integers of any size.
    """

    parameters: int = 0
    buffers: int = 0
    flops: int = 0


class ShapeError(ValueError):
    """A layer can't take these shapes. `code` and `params` make the sentence, `field` names the setting.

    `at` names the port and which of its wires, where one value alone is not taken.
    """

    at: tuple[str, int] | None = None

    def __init__(self, code: str, field: str = "", **params: str | int | float | bool) -> None:
        super().__init__(code)
        self.code = code
        self.field = field
        self.params = params


@dataclass(frozen=True)
class Port:
    """Where wires arrive at a layer."""

    name: str = "in"
    takes: tuple[ValueKind, ...] = ("image", "vector", "sequence")
    """The kinds of value that it accepts."""
    many: bool = False
    """Takes two or more wires, in the document's order (`add`, `concat`)."""
    optional: bool = False
    """May be left without a wire."""


@dataclass(frozen=True)
class Ports:
    """Where wires arrive at a layer and where they leave it."""

    inputs: tuple[Port, ...]
    outputs: tuple[str, ...]


class Given:
    """What arrives at the ports of a layer, at each in the order of its wires."""

    def __init__(self, values: Mapping[str, Sequence[Value]]) -> None:
        self._values = values

    def __getitem__(self, port: str) -> Value:
        """The one value of a port."""
        (value,) = self._values[port]
        return value

    def __contains__(self, port: str) -> bool:
        """Whether anything arrives at a port."""
        return bool(self._values.get(port))

    @property
    def values(self) -> tuple[Value, ...]:
        """Everything that arrives, port by port."""
        return tuple(value for arriving in self._values.values() for value in arriving)

    def items(self) -> Iterator[tuple[str, tuple[Value, ...]]]:
        """Each port with what arrives there."""
        for port, arriving in self._values.items():
            yield port, tuple(arriving)

    def at(self, port: str) -> tuple[Value, ...]:
        """All values of a port."""
        return tuple(self._values.get(port, ()))

    @property
    def one(self) -> Value:
        """The one value of a layer with a single port."""
        ((value,),) = self._values.values()
        return value

    @property
    def many(self) -> tuple[Value, ...]:
        """All values of a layer with a single port."""
        (values,) = self._values.values()
        return tuple(values)


class Layer(Document):
    """The base of all layers. A subclass has a `kind`, its fields, and the four answers below."""

    family: ClassVar[Family]
    bead: ClassVar[bool] = False
    """Drawn as a bead on the wire: changes no shape and owns no weight (or only reshapes)."""
    inputs: ClassVar[tuple[Port, ...]] = (Port(),)
    """Where wires arrive; a layer without any is a source."""
    outputs: ClassVar[tuple[str, ...]] = ("out",)
    """The names of the ports where wires leave; a layer without any hands the answer to the algorithm."""
    least_values: ClassVar[int] = 1
    """How many values of each channel a batch must bring while training."""
    draws: ClassVar[bool] = False
    """Whether it draws random numbers while training, as it is by itself."""
    told_lengths: ClassVar[bool] = False
    """Whether its module is also told how long each sequence of a batch is, where that differs. Where it changes how
    long they are, the module then gives the new lengths, too."""
    formula: ClassVar[str] = ""
    """The layer's arithmetic, as the inspector shows it (plain Unicode)."""
    worked: ClassVar[str] = ""
    """The same with places for this layer's own numbers.

    `{field}` is a setting, `{field_h}` and `{field_w}` the halves of a pair; `{in_c}`, `{in_h}`, `{in_w}`, `{out_c}`,
    `{out_h}`, `{out_w}` the sides of an image before and after, `{in_features}`, `{out_features}` the size of a vector.
    """
    worked_with: ClassVar[dict[str, str]] = {}
    """What stands in the place of `worked` where a switch is on, by the switch; of several the first counts."""
    sums: ClassVar[bool] = False
    """Whether it adds up what arrives, so that any of it may be left out."""
    live_fields: ClassVar[dict[str, str]] = {}
    """Fields that can change in mid-run, each with the attribute of the module that it sets; one at most so far."""

    def ports(self, inside: Callable[[str], Ports]) -> Ports:
        """Where wires arrive and leave. `inside` tells it of a block by name: only the use of one asks."""
        return Ports(self.inputs, self.outputs)

    @property
    def reads_on(self) -> bool:
        """Whether a text can be read on with it, step by step: no step hangs on one that comes later, and what earlier
        ones have to do with it is carried.
        """
        return not self.told_lengths

    @property
    def draws_now(self) -> bool:
        """The same, as its fields have it."""
        return self.draws

    @property
    def takes_many(self) -> bool:
        """Whether one of its ports takes several wires."""
        return any(port.many for port in self.inputs)

    def given(self, values: Sequence[Value]) -> Given:
        """These values at its first port; a source is given its sample."""
        return Given({self.inputs[0].name if self.inputs else "in": values})

    def results(self, given: Given) -> dict[str, Value]:
        """What one sample is after this layer, by output port; a layer without any hands on what it was given.

        Raises ShapeError, for an input port that does not take its kind too.
        """
        for port in self.inputs:
            for index, value in enumerate(given.at(port.name)):
                require_kind(port.takes, value, (port.name, index))
        told = self.infer(given)
        return told if isinstance(told, dict) else {self.outputs[0] if self.outputs else "out": told}

    def output(self, given: Given) -> Value:
        """What one sample is at the first output port. Raises ShapeError as `results` does."""
        return next(iter(self.results(given).values()))

    def infer(self, given: Given) -> Value | dict[str, Value]:
        """One sample after this layer, its input ports filled with what they take: by port, where it has several.

        Raises ShapeError.
        """
        raise NotImplementedError

    def cost(self, given: Given, output: Value) -> Cost:
        """What one sample costs here."""
        return Cost()

    def weights(self, given: Given) -> dict[str, Shape]:
        """What it learns and what statistics it keeps, by PyTorch's names: the shape of each."""
        return {}

    def reach(self, given: Given) -> Reaches:
        """How far it sees along each side but the channels or features. By itself each place sees its own alone."""
        return (ITSELF,) * SIDES_OF.get(given.values[0].kind, 0)

    def told_of(self, given: Given) -> Value:
        """Whose lengths its module is told, where it is told any."""
        return given.one

    def call(self, given: Given) -> Call:
        """What this layer is in PyTorch."""
        raise NotImplementedError


def require_kind(takes: tuple[ValueKind, ...], value: Value, at: tuple[str, int] | None = None) -> None:
    """Raises ShapeError where `value`, which arrives `at` a port by one of its wires, is of none of these kinds."""
    if value.kind in takes:
        return
    if takes == ("image",):
        error = ShapeError("expects_image")
    elif takes == ("vector",) and value.kind == "sequence":
        error = ShapeError("expects_one_vector")
    elif takes == ("vector",) or (takes == ("vector", "sequence") and value.kind == "image"):
        error = ShapeError("expects_vector")
    else:
        error = ShapeError("kind_not_taken", kind=value.kind)
    error.at = at
    raise error
