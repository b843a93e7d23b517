"""PyTorch's layers over time for sequences whose features stand last, as Layerlab's do."""

from __future__ import annotations

from torch import Tensor, nn


class Conv1d(nn.Conv1d):
    """Convolution over the steps of a sequence.

    Shape: (N, T, features) -> (N, T', out_channels)
    Source: Waibel et al. 1989.
    """

    def forward(self, inputs: Tensor) -> Tensor:
        return super().forward(inputs.transpose(1, 2)).transpose(1, 2)


class MaxPool1d(nn.MaxPool1d):
    """The largest value of each window of steps.

    Shape: (N, T, features) -> (N, T', features)
    Source: Collobert et al. 2011.
    """

    def forward(self, inputs: Tensor) -> Tensor:
        pooled: Tensor = super().forward(inputs.transpose(1, 2))
        return pooled.transpose(1, 2)


class AvgPool1d(nn.AvgPool1d):
    """The mean of each window of steps.

    Shape: (N, T, features) -> (N, T', features)
    Source: Waibel et al. 1989.
    """

    def forward(self, inputs: Tensor) -> Tensor:
        return super().forward(inputs.transpose(1, 2)).transpose(1, 2)
