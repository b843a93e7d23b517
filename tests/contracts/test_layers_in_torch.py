"""What a layer computes is what PyTorch's functions compute: told once more here, by hand, for every kind there is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import torch
import torch.nn.functional as F  # noqa: N812
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor

from layerlab.layers.base import Layer
from layerlab.network.build import module
from support.layer_cases import INNER, case, numbers, results_of

Weights = dict[str, Tensor]
Reference = Callable[..., Tensor | tuple[Tensor, ...]]
"""By functions alone: of the settings, the weights, whether it trains, and the inputs."""

WANTED = 20
"""Accepted configurations of each layer."""


def convolved(s: Any, w: Weights, _: bool, x: Tensor) -> Tensor:
    padding = "same" if s.same else s.padding
    return F.conv2d(x, w["weight"], w.get("bias"), s.stride, padding, s.dilation, s.groups)


def convolved_over_time(s: Any, w: Weights, _: bool, x: Tensor) -> Tensor:
    before = s.dilation * (s.kernel_size - 1) if s.causal else s.padding
    padded = F.pad(x.mT, (before, 0 if s.causal else s.padding))
    return F.conv1d(padded, w["weight"], w.get("bias"), s.stride, 0, s.dilation, s.groups).mT


Cell = Callable[[Any, Tensor, Tensor, Tensor, Tensor], tuple[Tensor, Tensor]]
"""From the settings, what comes in, the recurrent weights' share, the state and the memory to the next of both."""


def read(s: Any, w: Weights, training: bool, x: Tensor, cell: Cell) -> Tensor:
    """A recurrent layer step by step, as its papers have it."""
    for layer in range(s.num_layers):
        ways = []
        for way in ("", "_reverse")[: 1 + s.bidirectional]:
            own = {
                name.removesuffix(f"_l{layer}{way}"): one
                for name, one in w.items()
                if name.endswith(f"_l{layer}{way}")
            }
            ways.append(read_one_way(own, x.flip(1) if way else x, s, cell, back=bool(way)))
        x = torch.cat(ways, 2)
        if layer < s.num_layers - 1:
            # PyTorch draws step by step.
            x = F.dropout(x.transpose(0, 1).contiguous(), s.dropout, training).transpose(0, 1)
    return x


def read_one_way(w: Weights, x: Tensor, s: Any, cell: Cell, *, back: bool) -> Tensor:
    recurrent = w["weight_hh"]
    state, memory = torch.zeros(len(x), recurrent.shape[1]), torch.zeros(len(x), s.hidden_size)
    states = []
    for step in x.unbind(1):
        seen = F.linear(step, w["weight_ih"], w.get("bias_ih"))
        state, memory = cell(s, seen, F.linear(state, recurrent, w.get("bias_hh")), state, memory)
        state = F.linear(state, w["weight_hr"]) if "weight_hr" in w else state
        states.append(state)
    return torch.stack(states[::-1] if back else states, 1)


def plain_cell(s: Any, seen: Tensor, kept: Tensor, _: Tensor, memory: Tensor) -> tuple[Tensor, Tensor]:
    summed = seen + kept
    return (summed.relu() if s.nonlinearity == "relu" else summed.tanh()), memory


def gated_cell(_: Any, seen: Tensor, kept: Tensor, state: Tensor, memory: Tensor) -> tuple[Tensor, Tensor]:
    (reset, update, new), (old_reset, old_update, old) = seen.chunk(3, 1), kept.chunk(3, 1)
    stays = (update + old_update).sigmoid()
    candidate = (new + (reset + old_reset).sigmoid() * old).tanh()
    return (1 - stays) * candidate + stays * state, memory


def memory_cell(_: Any, seen: Tensor, kept: Tensor, __: Tensor, memory: Tensor) -> tuple[Tensor, Tensor]:
    take, forget, candidate, show = (seen + kept).chunk(4, 1)
    memory = forget.sigmoid() * memory + take.sigmoid() * candidate.tanh()
    return show.sigmoid() * memory.tanh(), memory


def attended(s: Any, w: Weights, x: Tensor, key: Tensor | None = None, value: Tensor | None = None) -> Tensor:
    key = x if key is None else key
    parts = [x, key, key if value is None else value]
    if s.projected:
        names = ("query", "key", "value")
        parts = [
            F.linear(part, w[f"{name}.weight"], w.get(f"{name}.bias"))
            for name, part in zip(names, parts, strict=True)
        ]
    queries, keys, values = (
        torch.stack(part.chunk(s.heads, 2), 1) if s.heads > 1 else part[:, None] for part in parts
    )
    if s.score == "dot":
        mixed = F.scaled_dot_product_attention(queries, keys, values, is_causal=s.causal)
    else:
        fits = torch.einsum(
            "nhtsd,hd->nhts", (queries[:, :, :, None] + keys[:, :, None]).tanh(), w["compare"]
        )
        seen = torch.ones(fits.shape[2:]).tril() if s.causal else torch.ones(fits.shape[2:])
        shares = fits.exp() * seen
        mixed = shares / shares.sum(3, keepdim=True) @ values
    joined = torch.cat(mixed.unbind(1), 2)
    return F.linear(joined, w["out.weight"], w.get("out.bias")) if s.projected else joined


def placed(s: Any, w: Weights, x: Tensor) -> Tensor:
    steps, features = x.shape[1:]
    if s.encoding == "learnt":
        return x + w["weight"][:steps]
    waves = torch.zeros(steps, features)
    for at in range(features):
        angles = torch.arange(steps) / 10_000 ** (at // 2 * 2 / features)
        waves[:, at] = angles.cos() if at % 2 else angles.sin()
    return x + waves


def last_step(s: Any, x: Tensor) -> Tensor:
    if not s.both_ways:
        return x[:, -1]
    half = x.shape[2] // 2
    return torch.cat([x[:, -1, :half], x[:, 0, half:]], 1)


def widened(s: Any, w: Weights, _: bool, x: Tensor) -> Tensor:
    return F.conv_transpose2d(
        x, w["weight"], w.get("bias"), s.stride, s.padding, s.output_padding, s.groups, s.dilation
    )


def batch_normed(s: Any, w: Weights, training: bool, x: Tensor) -> Tensor:
    means, variances = w["running_mean"].clone(), w["running_var"].clone()
    return F.batch_norm(x, means, variances, w.get("weight"), w.get("bias"), training, s.momentum, s.eps)


def layer_normed(s: Any, w: Weights, _: bool, x: Tensor) -> Tensor:
    dims = (-1,) if x.dim() == 3 else tuple(range(1, x.dim()))
    mean, variance = x.mean(dims, keepdim=True), x.var(dims, correction=0, keepdim=True)
    return (x - mean) / (variance + s.eps).sqrt() * w.get("weight", 1) + w.get("bias", 0)


def rms_normed(s: Any, w: Weights, _: bool, x: Tensor) -> Tensor:
    dims = (-1,) if x.dim() == 3 else tuple(range(1, x.dim()))
    return x / (x.square().mean(dims, keepdim=True) + s.eps).sqrt() * w.get("weight", 1)


def depth(s: Any, _: Weights, training: bool, x: Tensor) -> Tensor:
    kept = torch.empty(len(x)).bernoulli_(1 - s.p) if training else torch.ones(len(x)) * (1 - s.p)
    return torch.stack([row * keep for row, keep in zip(x, kept / (1 - s.p), strict=True)])


def squeezed(s: Any, w: Weights, _: bool, x: Tensor) -> Tensor:
    assert len(w["squeeze.weight"]) == max(1, x.shape[1] // s.reduction)
    units = F.linear(F.adaptive_avg_pool2d(x, 1).flatten(1), w["squeeze.weight"], w["squeeze.bias"])
    let = F.linear(F.relu(units), w["excite.weight"], w["excite.bias"]).sigmoid()
    return torch.einsum("nchw,nc->nchw", x, let)


def padded(s: Any, _: Weights, __: bool, x: Tensor) -> Tensor:
    modes = {"zeros": "constant"}
    return F.pad(x, (s.left, s.right, s.top, s.bottom), modes.get(s.mode, s.mode))


def shuffled(s: Any, _: Weights, __: bool, x: Tensor) -> Tensor:
    channels = torch.arange(x.shape[1]).reshape(s.groups, -1).T.flatten()
    return x[:, channels]


def pooled(function: Callable[..., Tensor], s: Any, x: Tensor, **more: Any) -> Tensor:
    return function(x, s.kernel_size, s.stride, s.padding, ceil_mode=s.ceil_mode, **more)


AXES = {"channels": 1, "height": 2, "width": 3}
TORCH: dict[str, Reference] = {
    "conv1d": convolved_over_time,
    "conv2d": convolved,
    "conv_transpose2d": widened,
    "max_pool1d": lambda s, w, _, x: pooled(F.max_pool1d, s, x.mT).mT,
    "max_pool2d": lambda s, w, _, x: pooled(F.max_pool2d, s, x),
    "avg_pool1d": lambda s, w, _, x: pooled(F.avg_pool1d, s, x.mT, count_include_pad=s.count_include_pad).mT,
    "avg_pool2d": lambda s, w, _, x: pooled(F.avg_pool2d, s, x, count_include_pad=s.count_include_pad),
    "adaptive_max_pool2d": lambda s, w, _, x: F.adaptive_max_pool2d(x, s.output_size),
    "adaptive_avg_pool2d": lambda s, w, _, x: F.adaptive_avg_pool2d(x, s.output_size),
    "global_avg_pool": lambda s, w, _, x: F.adaptive_avg_pool2d(x, 1)[:, :, 0, 0],
    "flatten": lambda s, w, _, x: x.reshape(len(x), -1),
    "unflatten": lambda s, w, _, x: x.reshape(len(x), s.channels, *s.size),
    "reshape": lambda s, w, _, x: x.reshape(len(x), *s.sizes),
    "permute": lambda s, w, _, x: x.permute(0, *s.order),
    "pad2d": padded,
    "crop": lambda s, w, _, x: F.pad(x, (-s.left, -s.right, -s.top, -s.bottom)),
    "upsample": lambda s, w, _, x: F.interpolate(x, scale_factor=s.factor, mode=s.mode),
    "pixel_shuffle": lambda s, w, _, x: F.pixel_shuffle(x, s.factor),
    "channel_shuffle": shuffled,
    "linear": lambda s, w, _, x: F.linear(x, w["weight"], w.get("bias")),
    "embedding": lambda s, w, _, x: w["weight"][x],
    "one_hot": lambda s, w, _, x: F.one_hot(x).float(),
    "rnn": lambda s, w, training, x: read(s, w, training, x, plain_cell),
    "gru": lambda s, w, training, x: read(s, w, training, x, gated_cell),
    "lstm": lambda s, w, training, x: read(s, w, training, x, memory_cell),
    "last_step": lambda s, w, _, x: last_step(s, x),
    "mean_over_time": lambda s, w, _, x: x.mean(1),
    "max_over_time": lambda s, w, _, x: x.max(1).values,
    "positional_encoding": lambda s, w, _, x: placed(s, w, x),
    "attention": lambda s, w, _, *x: attended(s, w, *x),
    "scale": lambda s, w, _, x: (x.movedim(1, -1) * w["weight"]).movedim(-1, 1),
    "squeeze_excite": squeezed,
    "batch_norm1d": batch_normed,
    "batch_norm2d": batch_normed,
    "layer_norm": layer_normed,
    "rms_norm": rms_normed,
    "group_norm": lambda s, w, _, x: F.group_norm(x, s.groups, w.get("weight"), w.get("bias"), s.eps),
    "instance_norm": lambda s, w, _, x: F.instance_norm(
        x, weight=w.get("weight"), bias=w.get("bias"), eps=s.eps
    ),
    "local_response_norm": lambda s, w, _, x: F.local_response_norm(x, s.size, s.alpha, s.beta, s.k),
    "dropout": lambda s, w, training, x: F.dropout(x, s.p, training),
    "dropout2d": lambda s, w, training, x: F.dropout2d(x, s.p, training),
    "alpha_dropout": lambda s, w, training, x: F.alpha_dropout(x, s.p, training),
    "noise": lambda s, w, training, x: x + s.std * torch.randn(x.shape) if training else x,
    "stochastic_depth": depth,
    "relu": lambda s, w, _, x: x.clamp(min=0),
    "leaky_relu": lambda s, w, _, x: torch.where(x > 0, x, s.negative_slope * x),
    "prelu": lambda s, w, _, x: F.prelu(x, w["weight"]),
    "relu6": lambda s, w, _, x: x.clamp(0, 6),
    "elu": lambda s, w, _, x: torch.where(x > 0, x, s.alpha * x.expm1()),
    "selu": lambda s, w, _, x: F.selu(x),
    "celu": lambda s, w, _, x: x.clamp(min=0) + (s.alpha * (x / s.alpha).expm1()).clamp(max=0),
    "tanh": lambda s, w, _, x: x.tanh(),
    "sigmoid": lambda s, w, _, x: 1 / (1 + (-x).exp()),
    "softsign": lambda s, w, _, x: x / (1 + x.abs()),
    "hardtanh": lambda s, w, _, x: x.clamp(-s.bound, s.bound),
    "hardsigmoid": lambda s, w, _, x: (x / 6 + 0.5).clamp(0, 1),
    "hardswish": lambda s, w, _, x: x * (x / 6 + 0.5).clamp(0, 1),
    "gelu": lambda s, w, _, x: F.gelu(x, approximate=s.approximate),
    "silu": lambda s, w, _, x: x * x.sigmoid(),
    "mish": lambda s, w, _, x: x * x.exp().log1p().tanh(),
    "softplus": lambda s, w, _, x: (s.beta * x).exp().log1p() / s.beta,
    "softmax": lambda s, w, _, x: x.exp() / x.exp().sum(1, keepdim=True),
    "log_softmax": lambda s, w, _, x: x - x.exp().sum(1, keepdim=True).log(),
    "add": lambda s, w, _, *x: sum(x[1:], start=x[0]),
    "subtract": lambda s, w, _, *x: x[0] - sum(x[2:], start=x[1]),
    "multiply": lambda s, w, _, *x: torch.stack(x).prod(0),
    "matmul": lambda s, w, _, x, y: torch.matmul(x, y.mT if s.transpose else y),
    "concat": lambda s, w, _, *x: torch.cat(x, AXES[s.axis]),
    "split": lambda s, w, _, x: torch.split(x, [s.first, x.shape[1] - s.first], 1),
}


def test_every_layer_is_told_once_more() -> None:
    assert set(TORCH) == set(INNER)


@pytest.mark.parametrize("kind", INNER)
def test_it_computes_what_pytorch_computes(kind: str) -> None:
    held = 0

    @settings(max_examples=200, deadline=None, derandomize=True, database=None)
    @given(data=st.data())
    def hold(data: st.DataObject) -> None:
        nonlocal held
        layer, arriving = data.draw(case(kind))
        refusal, results = results_of(layer, arriving)
        if refusal or held >= WANTED:
            return
        generator = torch.Generator().manual_seed(held)
        inputs = [numbers(value, 3, generator) for value in arriving.values]
        told = _told(layer, module(layer.call(arriving)), inputs)
        assert [tuple(each.shape[1:]) for each in told] == [value.shape for value in results.values()]
        held += 1

    hold()
    assert held == WANTED


def _told(layer: Layer, built: torch.nn.Module, inputs: list[Tensor]) -> tuple[Tensor, ...]:
    """What the module gives, held against what PyTorch's functions give: as it trains, and as it is tested."""
    for at, parameter in enumerate(built.parameters()):
        torch.nn.init.normal_(parameter, generator=torch.Generator().manual_seed(at))
    results: tuple[Tensor, ...] = ()
    for training in (True, False):
        weights = {name: tensor.clone() for name, tensor in built.state_dict().items()}
        built.train(training)
        torch.manual_seed(7)
        results = _several(built(*inputs))
        torch.manual_seed(7)
        wanted = _several(TORCH[layer.kind](layer, weights, training, *inputs))
        torch.testing.assert_close(results, wanted, rtol=1e-4, atol=1e-5)
    return results


def _several(told: Tensor | tuple[Tensor, ...]) -> tuple[Tensor, ...]:
    return told if isinstance(told, tuple) else (told,)
