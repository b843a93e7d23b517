"""What layers have in common that drop something while training."""

from __future__ import annotations

from typing import ClassVar

from layerlab.kit.call import Call
from layerlab.kit.values import Value
from layerlab.layers.base import Family, Given, Layer


class Dropping(Layer):
    """Drops a share `p`, which can change in mid-run."""

    family: ClassVar[Family] = "norm"
    bead: ClassVar[bool] = True
    draws: ClassVar[bool] = True
    live_fields: ClassVar[dict[str, str]] = {"p": "p"}
    target: ClassVar[str]
    """The module, of PyTorch or of Layerlab's own."""

    p: float
    """The share that is dropped."""

    def infer(self, given: Given) -> Value:
        return given.one

    def call(self, given: Given) -> Call:
        return Call(self.target, {"p": self.p}, positional=1)
