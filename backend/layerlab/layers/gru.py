"""The gated recurrent unit."""

from __future__ import annotations

from typing import ClassVar, Literal

from layerlab.layers.recurrent import Recurrent


class Gru(Recurrent):
    """Decides with two gates how much of its state stays and how much is new: it remembers longer than a plain one.

    Shape: (N, T, features) -> (N, T, hidden_size); twice as many where it reads both ways
    Source: Cho et al. 2014; `torch.nn.GRU`.
    """

    target: ClassVar[str] = "Gru"
    gates: ClassVar[int] = 3
    formula: ClassVar[str] = "h = (1 − z)·n + z·h before;  n = tanh(W·x + r·(U·h before)),  z and r are gates"
    worked: ClassVar[str] = "W: 3·{hidden_size} × {in_features},  U: 3·{hidden_size} × {hidden_size}"

    kind: Literal["gru"] = "gru"
