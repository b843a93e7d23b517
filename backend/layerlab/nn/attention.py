"""Attention: each step asks all others what they have for it; and where a step stands, which it can't tell by itself.

Told how long the sequences of a batch are, attention sees nothing of what lies beyond the end of one.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from layerlab.nn.lengths import beyond


class Attention(nn.Module):
    """A mean of values, each counted by how well its key fits the query: by their product, or by a small network.

    Shape: query (N, T, features), key and value (N, S, ...), lengths of the keys (N,) -> (N, T, features),
    without projections (N, T, features of the value)
    Source: Bahdanau, Cho and Bengio 2015 (additive); Vaswani et al. 2017 (scaled, several heads).
    """

    def __init__(
        self,
        features: int,
        heads: int = 1,
        key_features: int | None = None,
        value_features: int | None = None,
        score: str = "dot",
        causal: bool = False,
        projected: bool = True,
        bias: bool = True,
    ) -> None:
        super().__init__()
        self.features, self.heads, self.score = features, heads, score
        self.key_features = features if key_features is None else key_features
        self.value_features = features if value_features is None else value_features
        self.causal, self.projected, self.bias = causal, projected, bias
        if projected:
            self.query = nn.Linear(features, features, bias)
            self.key = nn.Linear(self.key_features, features, bias)
            self.value = nn.Linear(self.value_features, features, bias)
            self.out = nn.Linear(features, features, bias)
        if score == "additive":
            self.compare = nn.Parameter(torch.empty(heads, features // heads))
        self.reset_parameters()

    def reset_parameters(self) -> None:
        if self.score == "additive":
            nn.init.xavier_uniform_(self.compare)

    def forward(
        self,
        query: Tensor,
        key: Tensor | None = None,
        value: Tensor | None = None,
        lengths: Tensor | None = None,
    ) -> Tensor:
        key = query if key is None else key
        value = key if value is None else value
        shares = self.shares(query, key, lengths)
        values = self.by_head(self.value(value) if self.projected else value)
        mixed = (shares @ values).transpose(1, 2).flatten(2)
        return self.out(mixed) if self.projected else mixed

    def shares(self, query: Tensor, key: Tensor, lengths: Tensor | None = None) -> Tensor:
        """How much each step takes of each key; 1 in all. Shape: (N, heads, T, S)"""
        queries = self.by_head(self.query(query) if self.projected else query)
        keys = self.by_head(self.key(key) if self.projected else key)
        if self.score == "additive":
            sums = (queries[:, :, :, None] + keys[:, :, None]).tanh()
            scores = (sums * self.compare[:, None, None]).sum(dim=4)
        else:
            scores = queries @ keys.transpose(2, 3) / queries.shape[3] ** 0.5
        least = torch.finfo(scores.dtype).min
        if lengths is not None:
            scores = scores.masked_fill(beyond(key, lengths)[:, None].transpose(2, 3), least)
        if self.causal:
            later = torch.ones(scores.shape[2:], dtype=torch.bool, device=scores.device).triu(1)
            scores = scores.masked_fill(later, least)
        return scores.softmax(dim=3)

    def by_head(self, inputs: Tensor) -> Tensor:
        """The numbers of each step parted among the heads. Shape: (N, T, features) -> (N, heads, T, features of one)"""
        parted: Tensor = inputs.unflatten(2, (self.heads, inputs.shape[2] // self.heads))
        return parted.transpose(1, 2)


class PositionalEncoding(nn.Module):
    """Adds to each step numbers that say where it stands: waves of many lengths, or a row that is learnt.

    Shape: (N, T, features) -> the same
    Source: Vaswani et al. 2017 (waves); Gehring et al. 2017 (learnt).
    """

    def __init__(self, features: int, encoding: str = "sinusoidal", positions: int = 512) -> None:
        super().__init__()
        self.features, self.encoding, self.positions = features, encoding, positions
        if encoding == "learnt":
            self.weight = nn.Parameter(torch.empty(positions, features))
        self.reset_parameters()

    def reset_parameters(self) -> None:
        if self.encoding == "learnt":
            nn.init.normal_(self.weight, std=0.02)

    def forward(self, inputs: Tensor) -> Tensor:
        if self.encoding == "learnt":
            return inputs + self.weight[: inputs.shape[1]]
        steps = torch.arange(inputs.shape[1], device=inputs.device)
        places = torch.arange(self.features, device=inputs.device)
        odd = places % 2
        angles = steps[:, None] * 10_000.0 ** ((odd - places) / self.features)
        return inputs + torch.where(odd == 0, angles.sin(), angles.cos())
