"""PyTorch's recurrent layers for batches of sequences whose steps come first, as Layerlab's do.

Each gives its state at every step. Told how long the sequences are, one that reads from the end begins where each of
them ends; one that reads from the beginning alone never sees what comes after. Where `carried` holds what a
passage left, it begins with that in place of zeros, and leaves there what it has come to.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence


class Rnn(nn.RNN):
    """The simplest recurrence: the new state is a bend of what comes in and the old state together.

    Shape: (N, T, features) -> (N, T, hidden_size), twice as many where it reads both ways
    Source: Elman 1990.
    """

    carried: list[Tensor] | None = None

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, batch_first=True, **more)

    def forward(self, inputs: Tensor, lengths: Tensor | None = None) -> Tensor:  # type: ignore[override]
        return states(self, super().forward, inputs, lengths if self.bidirectional else None)


class Gru(nn.GRU):
    """A recurrence whose gates say how much of the old state stays.

    Shape: (N, T, features) -> (N, T, hidden_size), twice as many where it reads both ways
    Source: Cho et al. 2014.
    """

    carried: list[Tensor] | None = None

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, batch_first=True, **more)

    def forward(self, inputs: Tensor, lengths: Tensor | None = None) -> Tensor:  # type: ignore[override]
        return states(self, super().forward, inputs, lengths if self.bidirectional else None)


class Lstm(nn.LSTM):
    """A recurrence with a memory beside its state; gates say what is forgotten, taken in and shown.

    Shape: (N, T, features) -> (N, T, hidden_size or proj_size), twice as many where it reads both ways
    Source: Hochreiter and Schmidhuber 1997; Gers et al. 2000 (forgetting); Sak et al. 2014 (projection).
    """

    forget_bias = 0.0
    carried: list[Tensor] | None = None

    def __init__(self, *given: Any, forget_bias: float = 0.0, **more: Any) -> None:
        super().__init__(*given, batch_first=True, **more)
        self.forget_bias = forget_bias

    def reset_parameters(self) -> None:
        """As PyTorch does it; the gates that keep the memory are open from the first step on, by the forget bias."""
        super().reset_parameters()
        if self.bias and self.forget_bias:
            forget = slice(self.hidden_size, 2 * self.hidden_size)
            for name, weight in self.named_parameters():
                if name.startswith("bias_ih"):
                    with torch.no_grad():
                        weight[forget] += self.forget_bias

    def forward(self, inputs: Tensor, lengths: Tensor | None = None) -> Tensor:  # type: ignore[override]
        return states(self, super().forward, inputs, lengths if self.bidirectional else None)


def states(layer: Any, read: Any, inputs: Tensor, lengths: Tensor | None) -> Tensor:
    """The state at every step, by `read`, which is PyTorch's own; with lengths each sequence is read to its own end."""
    given: Tensor
    if layer.carried is not None:
        given, left = read(inputs, tuple(layer.carried) if len(layer.carried) == 2 else layer.carried[0])
        layer.carried = list(left) if isinstance(left, tuple) else [left]
        return given
    if lengths is None:
        given = read(inputs)[0]
        return given
    packed = pack_padded_sequence(inputs, lengths.cpu(), batch_first=True, enforce_sorted=False)
    unpacked: Tensor = pad_packed_sequence(read(packed)[0], batch_first=True, total_length=inputs.shape[1])[0]
    return unpacked
