"""How far layers and networks see is where their gradients are not zero."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor, nn

from layerlab.kit.values import Value
from layerlab.layers import AnyLayer
from layerlab.layers.add import Add
from layerlab.layers.avg_pool2d import AvgPool2d
from layerlab.layers.base import Given, Layer
from layerlab.layers.batch_norm2d import BatchNorm2d
from layerlab.layers.concat import Concat
from layerlab.layers.conv2d import Conv2d
from layerlab.layers.conv_transpose2d import ConvTranspose2d
from layerlab.layers.global_avg_pool import GlobalAvgPool
from layerlab.layers.input import Input
from layerlab.layers.leaky_relu import LeakyRelu
from layerlab.layers.max_pool2d import MaxPool2d
from layerlab.layers.output import Output
from layerlab.layers.reach import Reach
from layerlab.layers.upsample import Upsample
from layerlab.network.build import build, module
from layerlab.network.check import check
from layerlab.network.document import Edge, Network, Node
from layerlab.network.ends import Ends, Slot
from layerlab.network.plan import plan
from support.layer_cases import INNER, LAYERS, case, results_of

SAMPLES = 12
"""What the largest of a window hangs on, only several samples show together."""
WANTED = 4
"""Configurations of each layer."""
WHOLE = {"group_norm", "instance_norm", "squeeze_excite", "layer_norm", "rms_norm"}
"""Of images: everything in everything."""
REARRANGED = {"flatten", "reshape", "permute", "unflatten", "matmul", "global_avg_pool"}
"""No place of what leaves is a place of what arrives: nothing moves along."""
OVER_TIME = {"rnn", "lstm", "gru", "last_step", "mean_over_time", "max_over_time", "attention"}
"""Of sequences: no window that moves along, but all that came before, or all there is."""
ROUNDED = {"adaptive_avg_pool2d", "adaptive_max_pool2d"}
"""Windows whose edges are rounded: their size is told, and where they stand nearly."""


def has_gaps(layer: Layer) -> bool:
    """Whether of a window only some places are seen, here these and there those: a bound is told."""
    blends = getattr(layer, "mode", "nearest") in {"bilinear", "bicubic"}
    return blends or (layer.kind == "conv_transpose2d" and getattr(layer, "dilation", (1, 1)) != (1, 1))


def sides_of(value: Value) -> tuple[int, ...]:
    """Where along the tensor its places lie: after the channels of an image, before the features of a sequence."""
    return {"image": (2, 3), "sequence": (1,)}.get(value.kind, ())


def supports(run: Callable[[], tuple[Tensor, Tensor]], side: int, from_side: int) -> list[list[int]]:
    """For each place of what leaves along one side: on which places of what arrives it hangs."""
    given, out = run()
    generator = torch.Generator().manual_seed(3)
    found = []
    for place in range(out.shape[side]):
        part = out.select(side, place)
        weight = torch.rand(part.shape, generator=generator, dtype=part.dtype) + 0.5
        (gradient,) = torch.autograd.grad((part * weight).sum(), given, retain_graph=True)
        others = [dim for dim in range(given.dim()) if dim != from_side]
        found.append(gradient.abs().amax(dim=others).gt(1e-12).nonzero().flatten().tolist())
    return found


def require(
    reach: Reach, found: list[list[int]], side: int, *, rounded: bool = False, gaps: bool = False
) -> int:
    """Where a window lies within what arrives, the first and last place are those that are told; how many such."""
    whole = 0
    for place, seen in enumerate(found):
        told = reach.at(place)
        if gaps:
            assert set(seen) <= set(told)
        elif rounded or told.start < 0 or told.stop > side or not seen:
            assert not seen or seen[-1] - seen[0] + 1 <= reach.size
        else:
            whole += 1
            assert (seen[0], seen[-1]) == (told.start, told.stop - 1), (reach, place)
    if rounded:
        assert max(seen[-1] - seen[0] + 1 for seen in found) == reach.size
    return whole


@pytest.mark.parametrize("kind", [kind for kind in INNER if LAYERS[kind].inputs[0].takes != ("tokens",)])
def test_a_layer_sees_what_its_gradient_says(kind: str) -> None:
    held = 0

    @settings(max_examples=300, deadline=None, derandomize=True, database=None)
    @given(data=st.data())
    def hold(data: st.DataObject) -> None:
        nonlocal held
        layer, arriving = data.draw(case(kind))
        refusal, results = results_of(layer, arriving)
        # Joined along another side than the channels, places of the second are not where they were.
        if refusal or held >= WANTED or getattr(layer, "axis", "channels") != "channels":
            return
        hold_layer(layer, arriving, next(iter(results.values())))
        held += 1

    hold()
    assert held == WANTED


def hold_layer(layer: Layer, arriving: Given, result: Value) -> None:
    """One layer, held against the gradient of what it gives with regard to each thing that arrives."""
    reach = layer.reach(arriving)
    built = module(layer.call(arriving)).double().eval()
    generator = torch.Generator().manual_seed(1)
    for parameter in built.parameters():
        # Positive, as most of what arrives is: no gate is closed for all samples.
        nn.init.uniform_(parameter, 0.2, 1.0, generator=generator)
    inputs = [
        (torch.randn(SAMPLES, *value.shape, generator=generator, dtype=torch.float64) + 0.5).requires_grad_()
        for value in arriving.values
    ]
    told = built(*inputs)
    out = told[0] if isinstance(told, tuple) else told
    for value, given_ in zip(arriving.values, inputs, strict=True):
        sides = sides_of(value)
        if reach is None:
            assert layer.kind in WHOLE | REARRANGED | OVER_TIME
            # One value alone is always brought to 0.
            if layer.kind in WHOLE and sides and value.count() > 1:
                assert sides_of(result) == sides
                for side in sides:
                    everything = list(range(given_.shape[side]))
                    assert supports(lambda given_=given_: (given_, out), side, side)[0] == everything
            continue
        assert len(reach) == len(sides)
        for side, each in zip(sides, reach, strict=True):
            found = supports(lambda given_=given_: (given_, out), side, side)
            size = given_.shape[side]
            require(each, found, size, rounded=layer.kind in ROUNDED, gaps=has_gaps(layer))


SIDE = 26
small = st.integers(1, 3)


@st.composite
def a_way(draw: st.DrawFn, channels: int) -> list[AnyLayer]:
    """A few layers that keep the number of maps, and change their size or not."""
    pairs = st.tuples(small, small)
    kinds = draw(
        st.lists(st.sampled_from(["conv", "pool", "mean", "up", "across", "leaky"]), min_size=1, max_size=4)
    )
    made: list[AnyLayer] = []
    for kind in kinds:
        kernel, stride, dilation = draw(pairs), draw(st.sampled_from([(1, 1), (2, 2), (1, 2)])), draw(pairs)
        if kind == "conv":
            padding = draw(st.tuples(st.integers(0, 2), st.integers(0, 2)))
            made.append(
                Conv2d(
                    out_channels=channels,
                    kernel_size=kernel,
                    stride=stride,
                    padding=padding,
                    dilation=dilation,
                )
            )
        elif kind == "pool":
            made.append(MaxPool2d(kernel_size=kernel, stride=stride))
        elif kind == "mean":
            made.append(AvgPool2d(kernel_size=kernel, stride=stride))
        elif kind == "up":
            made.append(Upsample(factor=draw(st.sampled_from([2, 3]))))
        elif kind == "across":
            made.append(
                ConvTranspose2d(out_channels=channels, kernel_size=(3, 2), stride=(2, 2), padding=(1, 0))
            )
        else:
            made += [BatchNorm2d(), LeakyRelu(negative_slope=0.5)]
    return made


def keeping(kernel: int, dilation: int = 1) -> Conv2d:
    """A convolution that keeps the size."""
    around = dilation * (kernel - 1) // 2
    return Conv2d(
        out_channels=2, kernel_size=(kernel, kernel), padding=(around, around), dilation=(dilation, dilation)
    )


@st.composite
def a_network(draw: st.DrawFn) -> Network:
    """A way, then two ways of one size that meet, then another way."""
    layers: dict[str, AnyLayer] = {"input": Input(), "conv_0": Conv2d(out_channels=2, kernel_size=(1, 1))}
    edges = [("input", "conv_0")]
    end = "conv_0"

    def go(name: str, way: list[AnyLayer], start: str) -> str:
        for at, layer in enumerate(way):
            layers[f"{name}_{at}"] = layer
            edges.append((start, f"{name}_{at}"))
            start = f"{name}_{at}"
        return start

    end = go("before", draw(a_way(2)), end)
    one = go("one", [keeping(draw(st.sampled_from([1, 3, 5]))) for _ in range(draw(small))], end)
    other = go("other", [keeping(3, draw(small))] if draw(st.booleans()) else [], end)
    layers["meet"] = draw(st.sampled_from([Add(), Concat()]))
    edges += [(one, "meet"), (other, "meet")]
    end = go("after", [Conv2d(out_channels=2, kernel_size=(3, 3)), *draw(a_way(2))], "meet")
    layers |= {"pool": GlobalAvgPool(), "output": Output()}
    edges += [(end, "pool"), ("pool", "output")]
    return Network(
        nodes={name: Node(layer=layer) for name, layer in layers.items()},
        edges=tuple(Edge(source=a, target=b) for a, b in edges),
    )


ENDS = Ends({"": Slot(Value("image", (1, SIDE, SIDE)))})


def test_networks_see_what_their_gradients_say() -> None:
    held = framed = 0

    @settings(max_examples=60, deadline=None, derandomize=True, database=None)
    @given(network=a_network())
    def hold(network: Network) -> None:
        nonlocal held, framed
        checked = check(network, ENDS)
        sizes = [known.output.shape for known in checked.nodes.values() if known.output]
        if checked.problems or max(max(shape[1:], default=0) for shape in sizes) > 200 or held >= 10:
            return
        built = build(plan(network, ENDS)).double().eval()
        generator = torch.Generator().manual_seed(held)
        for parameter in built.parameters():
            nn.init.uniform_(parameter, 0.2, 1.0, generator=generator)
        given_ = torch.randn(
            SAMPLES, 1, SIDE, SIDE, generator=generator, dtype=torch.float64
        ).requires_grad_()
        traced = built.trace(given_)
        last = [node for node in checked.order if node.startswith("after")][-1]
        # What was passed over by a step before, what enlarges can't bring back: a bound is told then.
        enlarges = any(isinstance(node.layer, Upsample | ConvTranspose2d) for node in network.nodes.values())
        for node in ("meet", last):
            reach = checked.nodes[node].reach
            assert reach is not None
            for side, each in zip((2, 3), reach, strict=True):
                found = supports(lambda node=node: (given_, traced[node]), side, side)
                framed += require(each, found, SIDE, gaps=enlarges)
        assert checked.nodes["pool"].reach is None
        held += 1

    hold()
    assert held == 10
    assert framed > 100
