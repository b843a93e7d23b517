"""Matrix product of two wires."""

from __future__ import annotations

from typing import ClassVar, Literal

from layerlab.kit.call import Call
from layerlab.kit.values import Side, Value, words
from layerlab.layers.base import Cost, Family, Given, Layer, Port, ShapeError
from layerlab.layers.fields import require_fixed
from layerlab.layers.reach import Reaches


class Matmul(Layer):
    """Multiplies two matrices, or map by map two images: every row of the left with every column of the right.

    Shape: (N, T, K), (N, K, F) -> (N, T, F); (N, C, H, K), (N, C, K, W) -> (N, C, H, W)
    Source: Cayley 1858; Vaswani et al. 2017 (attention); `torch.matmul`.
    Raises: kinds_differ, matmul_mismatch, kind_not_taken.
    """

    family: ClassVar[Family] = "merge"
    inputs: ClassVar[tuple[Port, ...]] = (
        Port("left", takes=("image", "sequence")),
        Port("right", takes=("image", "sequence")),
    )
    formula: ClassVar[str] = "yᵢⱼ = Σₖ leftᵢₖ · rightₖⱼ"

    kind: Literal["matmul"] = "matmul"
    transpose: bool = False
    """Turns the right one on its side first: each row of the left with each row of the right, as attention compares."""

    def infer(self, given: Given) -> Value:
        left, right = given["left"], given["right"]
        require_fixed(left)
        require_fixed(right)
        if left.kind != right.kind:
            raise ShapeError("kinds_differ", first=words(left.sides), second=words(right.sides))
        rows, columns = self._right(right)
        if left.sides[-1] != rows or left.sides[:-2] != right.sides[:-2]:
            raise ShapeError("matmul_mismatch", left=words(left.sides), right=words(right.sides))
        return Value(left.kind, (*left.sides[:-1], columns))

    def cost(self, given: Given, output: Value) -> Cost:
        return Cost(flops=2 * given["left"].shape[-1] * output.count())

    def reach(self, given: Given) -> Reaches:
        return None

    def call(self, given: Given) -> Call:
        return Call("Matmul", {"transpose": self.transpose}, defaults={"transpose": False})

    def _right(self, value: Value) -> tuple[Side, Side]:
        rows, columns = value.sides[-2:]
        return (columns, rows) if self.transpose else (rows, columns)
