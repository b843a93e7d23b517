"""Attention is PyTorch's own, with its weights laid out by name, and a causal step sees nothing of what comes later."""

from __future__ import annotations

import pytest
import torch
from torch import nn

from layerlab.nn.attention import Attention, PositionalEncoding


@pytest.mark.parametrize("heads", [1, 2, 4])
@pytest.mark.parametrize("bias", [False, True])
@pytest.mark.parametrize("others", [(8, 8), (5, 3)])
def test_it_is_the_attention_of_pytorch(heads: int, bias: bool, others: tuple[int, int]) -> None:
    """With keys that are padding, and what each step takes of which."""
    torch.manual_seed(heads)
    wanted = nn.MultiheadAttention(8, heads, bias=bias, kdim=others[0], vdim=others[1], batch_first=True)
    own = Attention(8, heads, others[0], others[1], bias=bias)
    with torch.no_grad():
        if wanted.in_proj_weight is None:
            parts = [wanted.q_proj_weight, wanted.k_proj_weight, wanted.v_proj_weight]
        else:
            parts = list(wanted.in_proj_weight.chunk(3))
        for at, (layer, weight) in enumerate(zip((own.query, own.key, own.value), parts, strict=True)):
            layer.weight.copy_(weight)
            if bias:
                wanted.in_proj_bias.normal_(generator=torch.Generator().manual_seed(7))
                layer.bias.copy_(wanted.in_proj_bias.chunk(3)[at])
        own.out.load_state_dict(wanted.out_proj.state_dict())
    query, key, value = torch.randn(3, 5, 8), torch.randn(3, 7, others[0]), torch.randn(3, 7, others[1])
    lengths = torch.tensor([7, 1, 4])
    padding = torch.arange(7) >= lengths[:, None]
    told, shares = wanted(query, key, value, key_padding_mask=padding, average_attn_weights=False)
    torch.testing.assert_close(own(query, key, value, lengths), told)
    torch.testing.assert_close(own.shares(query, key, lengths), shares)


@pytest.mark.parametrize("score", ["dot", "additive"])
def test_no_step_sees_what_is_yet_to_come(score: str) -> None:
    torch.manual_seed(0)
    reads = Attention(8, 2, score=score, causal=True)
    inputs = torch.randn(1, 6, 8)
    whole = reads(inputs)
    for steps in range(1, 6):
        torch.testing.assert_close(reads(inputs[:, :steps]), whole[:, :steps])


def test_without_a_place_all_orders_are_alike_and_with_one_they_are_not() -> None:
    torch.manual_seed(0)
    reads, inputs = Attention(8), torch.randn(1, 6, 8)
    turned = inputs.flip(1)
    torch.testing.assert_close(reads(turned).flip(1), reads(inputs))
    for encoding in ("sinusoidal", "learnt"):
        placed = PositionalEncoding(8, encoding)
        assert not torch.allclose(reads(placed(turned)).flip(1), reads(placed(inputs)), atol=1e-3)
