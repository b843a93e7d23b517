"""One node of a network while it is written as ONNX: what its rule works with."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

import numpy as np
from numpy.typing import ArrayLike, DTypeLike
from onnx import NodeProto, helper, numpy_helper

from layerlab.kit.call import Argument
from layerlab.kit.errors import LayerlabError, Where
from layerlab.kit.values import Length, Value
from layerlab.network.plan import Step


def unknown(node: str) -> LayerlabError:
    """This node can't be said in ONNX."""
    return LayerlabError("onnx_unknown", {"node": node}, where=Where(node=node))


class Names(Protocol):
    """Where the names of weights come from: the graph, or the function, that the node stands in."""

    def weight(self, name: str) -> str:
        """What a weight is called here, by its name in the whole network."""

    def has(self, name: str) -> bool:
        """Whether the network has a weight of that name."""


class NodeWriter:
    """Writes the operators of one step. They bear its path, so that a viewer shows which layer they are of."""

    def __init__(
        self, step: Step, path: str, inputs: Sequence[str], given: Sequence[Value], names: Names
    ) -> None:
        """`path`: where it stands in its graph. `inputs`: the names of what arrives, and `given` its values."""
        self.step, self.path = step, path
        self.inputs, self.given = tuple(inputs), tuple(given)
        self._names = names
        self.written: list[NodeProto] = []

    @property
    def arguments(self) -> Mapping[str, Argument]:
        """Those of the PyTorch module."""
        return self.step.call.arguments

    def integer(self, name: str) -> int:
        """One of them that is a whole number."""
        value = self.arguments[name]
        assert isinstance(value, int)
        return value

    def number(self, name: str) -> float:
        """One that is a number."""
        value = self.arguments[name]
        assert isinstance(value, int | float)
        return float(value)

    def integers(self, name: str) -> tuple[int, ...]:
        """One that is several whole numbers; a single one stands for itself."""
        value = self.arguments[name]
        return tuple(int(one) for one in value) if isinstance(value, tuple) else (int(value),)

    @property
    def x(self) -> str:
        """What arrives first."""
        return self.inputs[0]

    @property
    def sides(self) -> tuple[int, ...]:
        """Those of one sample of it, a length as its usual one."""
        return self.given[0].shape

    @property
    def is_fixed(self) -> bool:
        """Whether all samples have the same sides."""
        return not any(isinstance(side, Length) for side in self.given[0].sides)

    def has(self, name: str) -> bool:
        """Whether the layer has such a weight."""
        return self._names.has(self._full(name))

    def weight(self, name: str) -> str:
        """The layer's own, by PyTorch's name."""
        return self._names.weight(self._full(name))

    def weight_or(self, name: str, value: float, count: int) -> str:
        """A weight, or so many times this number where the layer learns none."""
        return self.weight(name) if self.has(name) else self.numbers([value] * count)

    def op(self, kind: str, *inputs: str, outputs: int = 1, **attributes: Any) -> str:
        """One operator; the name of its first result, and for several `name:0` and so on."""
        name = f"{self.path}/{kind}"
        at = sum(each.op_type == kind for each in self.written)
        name = f"{name}_{at + 1}" if at else name
        results = [name] if outputs == 1 else [f"{name}:{at}" for at in range(outputs)]
        self.written.append(helper.make_node(kind, list(inputs), results, name=name, **attributes))
        return results[0]

    def numbers(self, values: ArrayLike, kind: DTypeLike = np.float32) -> str:
        """Numbers that stand in the file."""
        return self.op("Constant", value=numpy_helper.from_array(np.asarray(values, kind)))

    def counts(self, *values: int) -> str:
        """A list of whole numbers that stands in the file: sides, places, axes."""
        return self.numbers(values, np.int64)

    def count(self, value: int) -> str:
        """One of them."""
        return self.numbers(value, np.int64)

    def shaped(self, value: str, *sides: int) -> str:
        """The same numbers in rows of these sizes, sample by sample."""
        return self.op("Reshape", value, self.counts(0, *sides))

    def by_channel(self, weight: str) -> str:
        """A number for each channel, so that it meets the samples."""
        rest = len(self.sides) - 1
        return self.op("Reshape", weight, self.counts(-1, *[1] * rest)) if rest else weight

    def finished(self, results: tuple[str, ...]) -> tuple[str, ...]:
        """All is written, and gives these. A layer that is one operator lends it its own name."""
        operators = [node for node in self.written if node.op_type != "Constant"]
        if len(operators) != 1:
            return results
        (only,) = operators
        renamed = {name: f"{self.path}{name.removeprefix(only.name)}" for name in only.output}
        only.output[:] = renamed.values()
        only.name = self.path
        return tuple(renamed.get(name, name) for name in results)

    def _full(self, name: str) -> str:
        return f"{self.step.node.replace('/', '.')}.{name}"


Rule = Callable[[NodeWriter], str | tuple[str, ...]]
"""Writes a node; what its results are called."""
