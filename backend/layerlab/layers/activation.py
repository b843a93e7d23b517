"""What activations have in common: each value for itself, by a module of PyTorch with arguments of the same names."""

from __future__ import annotations

from typing import ClassVar

from layerlab.kit.call import Argument, Call
from layerlab.kit.values import Value
from layerlab.layers.base import Family, Given, Layer


class Activation(Layer):
    """Bends each value by itself. What is set on it has PyTorch's own names and defaults."""

    family: ClassVar[Family] = "act"
    bead: ClassVar[bool] = True
    target: ClassVar[str]
    """The module of PyTorch."""

    def infer(self, given: Given) -> Value:
        return given.one

    def call(self, given: Given) -> Call:
        fields = {name: field.default for name, field in type(self).model_fields.items() if name != "kind"}
        arguments: dict[str, Argument] = {name: getattr(self, name) for name in fields}
        return Call(self.target, arguments, defaults=fields)
