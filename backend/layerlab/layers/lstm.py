"""Long short-term memory."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from layerlab.kit.call import Argument
from layerlab.kit.values import Value
from layerlab.layers.base import Given, ShapeError
from layerlab.layers.recurrent import Recurrent


class Lstm(Recurrent):
    """Keeps a memory beside its state; gates decide what is forgotten, what is taken in and what is shown.

    Shape: (N, T, features) -> (N, T, hidden_size or proj_size); twice as many where it reads both ways
    Source: Hochreiter and Schmidhuber 1997; Gers, Schmidhuber and Cummins 2000; `torch.nn.LSTM`.
    Raises: projection_too_large.
    """

    target: ClassVar[str] = "Lstm"
    gates: ClassVar[int] = 4
    formula: ClassVar[str] = "c = f·c before + i·g;  h = o·tanh(c),  f, i and o are gates"
    worked: ClassVar[str] = "W: 4·{hidden_size} × {in_features},  U: 4·{hidden_size} × {hidden_size}"

    kind: Literal["lstm"] = "lstm"
    proj_size: Annotated[int, Field(ge=0, le=65_536)] = 0
    """Gives so many numbers in place of the whole state, by a learned mix; 0 gives the state itself."""
    forget_bias: Annotated[float, Field(ge=-10, le=10)] = 0.0
    """Added to the first bias of the forget gates; 1 keeps the memory open from the first step on."""

    @property
    def state(self) -> int:
        return self.proj_size or self.hidden_size

    def infer(self, given: Given) -> Value:
        if self.proj_size >= self.hidden_size:
            raise ShapeError(
                "projection_too_large", "proj_size", projection=self.proj_size, hidden=self.hidden_size
            )
        return super().infer(given)

    @property
    def more(self) -> dict[str, tuple[Argument, Argument]]:
        return {"proj_size": (self.proj_size, 0), "forget_bias": (self.forget_bias, 0.0)}
