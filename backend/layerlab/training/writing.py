"""Writing on from what was read, a token at a time. Printed into the exported script."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn

from layerlab.nn.carrying import carrying, first_states
from layerlab.training.modes import evaluation_mode
from layerlab.training.tokens import tokens_of


def chosen(scores: Tensor, die: Tensor, temperatures: Tensor, top_k: int, top_p: float) -> Tensor:
    """The token that a die between 0 and 1 comes to lie on, where each has room by its share, the likeliest first.

    `top_k` of them at most have any, 0 is all; and no more than it takes for shares of `top_p` together.
    Shape: (N, tokens), (), (N,) -> int64 (N,)
    """
    ranked, tokens = scores.sort(dim=1, descending=True, stable=True)
    shares = (ranked / temperatures[:, None]).softmax(dim=1)
    cut = shares.cumsum(dim=1) - shares >= top_p
    if top_k:
        cut[:, top_k:] = True
    # The likeliest is always left.
    cut[:, 0] = False
    ends = shares.masked_fill(cut, 0).cumsum(dim=1)
    place = (ends <= die * ends[:, -1:]).sum(dim=1).minimum((~cut).sum(dim=1) - 1)
    return tokens.gather(1, place[:, None]).squeeze(1)


def written(
    network: nn.Module,
    read: Tensor,
    dice: Tensor,
    temperatures: Tensor,
    top_k: int = 0,
    top_p: float = 1.0,
    mark: int = -1,
) -> tuple[Tensor, Tensor]:
    """A token for each die, and what the network thought of all tokens each time: the logarithms of their shares.

    The higher the temperature, the more often it takes what it finds unlikely. After the token `mark` it begins anew.
    Shape: read int64 (N, T), dice (n,), temperatures (N,) -> int64 (N, n), (N, n, tokens)
    """
    states, given = first_states(network, len(read)), read
    tokens, thought = [], []
    with evaluation_mode(network), torch.inference_mode():
        for die in dice:
            with carrying(network, states) as states:
                scores = network(given)[:, -1].log_softmax(dim=1)
            token = chosen(scores, die, temperatures, top_k, top_p)
            tokens.append(token)
            thought.append(scores)
            given = token[:, None]
            if mark >= 0:
                begun = (token == mark)[None, :, None]
                states = [state.masked_fill(begun, 0) for state in states]
    return torch.stack(tokens, dim=1), torch.stack(thought, dim=1)


def dice_of(seed: int, count: int, device: torch.device) -> Tensor:
    """So many numbers between 0 and 1; more of them begin with the same."""
    return torch.rand(count, generator=torch.Generator().manual_seed(seed)).to(device)


def generate(
    network: nn.Module,
    symbols: Sequence[str],
    text: str = "",
    count: int = 400,
    temperature: float = 0.8,
    seed: int = 1,
    mark: str = "",
) -> str:
    """So many tokens that the network writes on from `text`, the same for the same seed; empty is a new line.

    The higher the temperature, the more often it takes what it finds unlikely; 0 takes what is likeliest. `symbols`
    says what each token stands for, `mark` is the one before and behind each text, where there is one.
    """
    device = next(network.parameters()).device
    read = torch.tensor([tokens_of(f"{mark}{text}" or "\n", symbols)], device=device)
    tokens, _ = written(
        network,
        read,
        dice_of(seed, count, device),
        torch.tensor([temperature or 1.0], device=device),
        top_k=0 if temperature else 1,
        mark=symbols.index(mark) if mark else -1,
    )
    # Words stand apart, letters do not.
    between = " " if any(len(symbol) > 1 for symbol in symbols) else ""
    return between.join(symbols[token] for token in tokens[0].tolist())
