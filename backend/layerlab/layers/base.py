"""What every layer says about itself, without torch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from layerlab.kit.call import Call
from layerlab.kit.document import Document
from layerlab.kit.shapes import Shape

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
    """A layer can't take these shapes. `code` and `params` make the sentence, `field` names the setting."""

    def __init__(self, code: str, field: str = "", **params: str | int | float | bool) -> None:
        super().__init__(code)
        self.code = code
        self.field = field
        self.params = params


class Layer(Document):
    """The base of all layers. A subclass has a `kind`, its fields, and the four answers below."""

    family: ClassVar[Family]
    bead: ClassVar[bool] = False
    """Drawn as a bead on the wire: changes no shape and owns no weight (or only reshapes)."""
    many_inputs: ClassVar[bool] = False
    """Takes two or more wires at its one input port (`add`, `concat`)."""
    has_input: ClassVar[bool] = True
    has_output: ClassVar[bool] = True
    formula: ClassVar[str] = ""
    """The layer's arithmetic, as the inspector shows it (plain Unicode)."""
    worked: ClassVar[str] = ""
    """The same with places for this layer's own numbers.

    `{field}` is a setting, `{field_h}` and `{field_w}` the halves of a pair; `{in_c}`, `{in_h}`, `{in_w}`, `{out_c}`,
    `{out_h}`, `{out_w}` the sides of an image before and after, `{in_features}`, `{out_features}` the size of a vector.
    """
    live_fields: ClassVar[tuple[str, ...]] = ()
    """Fields that can change in mid-run."""

    def output_shape(self, inputs: Sequence[Shape]) -> Shape:
        """The shape of one sample after this layer. Raises ShapeError."""
        raise NotImplementedError

    def cost(self, inputs: Sequence[Shape], output: Shape) -> Cost:
        """What one sample costs here."""
        return Cost()

    def call(self, inputs: Sequence[Shape]) -> Call:
        """What this layer is in PyTorch."""
        raise NotImplementedError
