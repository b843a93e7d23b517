"""The plain recurrent layer."""

from __future__ import annotations

from typing import ClassVar, Literal

from layerlab.kit.call import Argument
from layerlab.layers.recurrent import Recurrent


class Rnn(Recurrent):
    """Mixes each step with its own state from the step before: the simplest memory, which fades soon.

    Shape: (N, T, features) -> (N, T, hidden_size); twice as many where it reads both ways
    Source: Elman 1990; `torch.nn.RNN`.
    """

    target: ClassVar[str] = "Rnn"
    formula: ClassVar[str] = "h = tanh(W·x + U·h before + b)"
    worked: ClassVar[str] = "W: {hidden_size} × {in_features},  U: {hidden_size} × {hidden_size}"

    kind: Literal["rnn"] = "rnn"
    nonlinearity: Literal["tanh", "relu"] = "tanh"
    """What bends the new state."""

    @property
    def more(self) -> dict[str, tuple[Argument, Argument]]:
        return {"nonlinearity": (self.nonlinearity, "tanh")}
