"""Every layer and every ready experiment is the same network in ONNX, as another program runs it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import onnx.inliner
import onnx.shape_inference
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from layerlab.experiment.parts import ends_of
from layerlab.experiment.presets import PRESETS
from layerlab.kit.call import Call
from layerlab.kit.errors import LayerlabError
from layerlab.kit.values import Length, Value
from layerlab.layers.attention import Attention
from layerlab.layers.avg_pool1d import AvgPool1d
from layerlab.layers.base import Given, Layer
from layerlab.layers.conv1d import Conv1d
from layerlab.layers.gru import Gru
from layerlab.layers.last_step import LastStep
from layerlab.layers.layer_norm import LayerNorm
from layerlab.layers.max_pool1d import MaxPool1d
from layerlab.layers.mean_over_time import MeanOverTime
from layerlab.layers.positional_encoding import PositionalEncoding
from layerlab.layers.rms_norm import RmsNorm
from layerlab.network.build import build, module, switch_off
from layerlab.network.graph import Ref
from layerlab.network.onnx.model import BLOCKS, model
from layerlab.network.plan import Plan, Step, plan
from support.layer_cases import INNER, case, numbers, results_of
from support.onnx_runtime import answers, hold_together, lively

WANTED = 8
"""Accepted configurations of each layer."""
MOST_WEIGHTS = 8_000_000
"""Of larger networks the graph is looked at, and their small siblings are run."""
NETWORKS = [(name, role) for name, preset in PRESETS.items() for role in preset.parameters]


def alone(layer: Layer, arriving: Given) -> Plan:
    """The plan of a network that is this layer."""
    inputs = {f"input_{at}": value for at, value in enumerate(arriving.values)}
    taken = tuple(Ref(name) for name in inputs)
    step = Step("layer_1", layer.call(arriving), taken, layer.results(arriving))
    return Plan(inputs, (step,), {f"output_{at}": ref for at, ref in enumerate(step.refs)})


def hold_alone(layer: Layer, arriving: Given, sizes: dict[str, int] | None = None) -> None:
    """The layer gives what PyTorch's module gives, of a batch of one and of three."""
    built = module(layer.call(arriving))
    weights = {f"layer_1.{name}": array for name, array in lively(built).items()}
    planned = alone(layer, arriving)
    made = model(planned, weights, "alone")
    for count in (1, 3):
        generator = torch.Generator().manual_seed(count)
        inputs = {
            name: 2 * torch.randn(count, *_sides(value, sizes or {}), generator=generator)
            if value.kind != "tokens"
            else numbers(value, count, generator)
            for name, value in planned.inputs.items()
        }
        with torch.inference_mode():
            told = built(*inputs.values())
        hold_together(answers(made, inputs), told if isinstance(told, tuple) else (told,))


def _sides(value: Value, sizes: dict[str, int]) -> list[int]:
    return [sizes[side.name] if isinstance(side, Length) else side for side in value.sides]


@pytest.mark.parametrize("kind", INNER)
def test_a_layer_computes_the_same(kind: str) -> None:
    held = 0

    @settings(max_examples=80, deadline=None, derandomize=True, database=None)
    @given(data=st.data())
    def hold(data: st.DataObject) -> None:
        nonlocal held
        layer, arriving = data.draw(case(kind))
        refusal, _ = results_of(layer, arriving)
        # ONNX has no LSTM with a projection.
        if not refusal and held < WANTED and not getattr(layer, "proj_size", 0):
            hold_alone(layer, arriving)
            held += 1

    hold()
    assert held == WANTED


@pytest.mark.parametrize(
    "layer",
    [
        Conv1d(out_channels=3, stride=2, padding=1),
        MaxPool1d(kernel_size=3, stride=2, padding=1),
        AvgPool1d(kernel_size=3, stride=2, padding=1),
        Conv1d(out_channels=3, kernel_size=3, causal=True),
        Gru(hidden_size=5, num_layers=2, bidirectional=True),
        LastStep(both_ways=True),
        MeanOverTime(),
        LayerNorm(),
        RmsNorm(),
        Attention(heads=2, causal=True),
        PositionalEncoding(),
        PositionalEncoding(encoding="learnt"),
    ],
    ids=lambda layer: layer.kind,
)
def test_a_sequence_may_have_any_length(layer: Layer) -> None:
    arriving = Given({layer.inputs[0].name: [Value("sequence", (Length("T", 9), 4))]})
    for length in (7, 12):
        hold_alone(layer, arriving, {"T": length})


def test_what_cannot_be_said_names_its_node() -> None:
    planned = Plan(
        {"input": Value("vector", (3,))},
        (Step("mystery_1", Call("nn.Bilinear"), (Ref("input"),), {"out": Value("vector", (3,))}),),
        {"output": Ref("mystery_1")},
    )
    with pytest.raises(LayerlabError) as told:
        model(planned, {}, "no")
    assert (told.value.code, told.value.params) == ("onnx_unknown", {"node": "mystery_1"})
    pooled = AvgPool1d(kernel_size=3, ceil_mode=True)
    with pytest.raises(LayerlabError) as told:
        hold_alone(pooled, Given({"in": [Value("sequence", (Length("T", 9), 4))]}), {"T": 9})
    assert told.value.params == {"node": "layer_1"}, "how far it reaches over the edge hangs on the length"


def planned_of(name: str, role: str) -> Plan:
    experiment = PRESETS[name].experiment()
    return plan(experiment.networks[role], ends_of(experiment)[role], role, experiment.blocks)


@pytest.mark.parametrize(("name", "role"), NETWORKS)
def test_a_ready_experiment_computes_the_same(name: str, role: str) -> None:
    planned = planned_of(name, role)
    with torch.device("meta"):
        bare = build(planned)
    if sum(weight.numel() for weight in bare.parameters()) > MOST_WEIGHTS:
        hold_bare(planned, bare)
        return
    network = build(planned)
    made = model(planned, lively(network), role)
    inputs = {node: numbers(value, 2) for node, value in planned.inputs.items()}
    with torch.inference_mode():
        wanted = network(*inputs.values())
    hold_together(answers(made, inputs), [wanted])
    kept = {each.name for each in made.graph.initializer}
    running = {name for name in network.state_dict() if "num_batches" not in name}
    heads = {name for name in running - kept if planned.heads}
    assert kept == running - heads, "all that a test takes, under PyTorch's names"


def hold_bare(planned: Plan, bare: torch.nn.Module) -> None:
    """Without a weight in memory: a graph that holds together, and gives what the plan says."""
    weights = {
        name: np.broadcast_to(np.float32(0), tensor.shape) for name, tensor in bare.state_dict().items()
    }
    made = model(planned, weights, "bare", holds_weights=False)
    onnx.checker.check_model(made, full_check=True)
    inlined = onnx.inliner.inline_local_functions(made)
    inferred = onnx.shape_inference.infer_shapes(inlined, strict_mode=True, data_prop=True)
    (output, *_) = inferred.graph.output
    sides = [side.dim_value or side.dim_param for side in output.type.tensor_type.shape.dim]
    assert sides == ["N", *planned.values[planned.outputs[output.name]].shape]
    given = {each.name for each in made.graph.input} - set(planned.inputs)
    assert given <= set(weights)
    assert planned.heads or given == {name for name in weights if "num_batches" not in name}


@pytest.mark.parametrize(
    ("inside", "off"),
    [
        ("", ("relu_1", "res_1")),
        ("", ("res_1", "res_2", "batch_norm2d_1")),
        ("res", ("relu_1", "add_1")),
        ("res", ("relu_2",)),
        ("res_down", ("relu_1", "batch_norm2d_1", "relu_2")),
    ],
)
def test_what_is_switched_off_is_left_out(inside: str, off: tuple[str, ...]) -> None:
    """In the network, or inside of a block, wherever that stands."""
    experiment = PRESETS["resnet_small"].experiment()
    whole = experiment.networks["classifier"]
    network = experiment.blocks[inside].network if inside else whole
    nodes = {name: node.model_copy(update={"off": name in off}) for name, node in network.nodes.items()}
    assert nodes.keys() >= set(off)
    network = network.model_copy(update={"nodes": nodes})
    blocks = dict(experiment.blocks)
    if inside:
        blocks[inside] = blocks[inside].model_copy(update={"network": network})
    planned = plan(whole if inside else network, ends_of(experiment)["classifier"], "classifier", blocks)
    built = build(planned)
    made = model(planned, lively(built), "classifier")
    inputs = {node: torch.randn(2, *value.shape) for node, value in planned.inputs.items()}
    with torch.inference_mode():
        wanted = built(*inputs.values())
        switch_off(built, frozenset())
        assert not torch.allclose(wanted, built(*inputs.values()))
    hold_together(answers(made, inputs), [wanted])


def test_a_viewer_sees_blocks_and_paths() -> None:
    planned = planned_of("resnet_small", "classifier")
    made = model(planned, lively(build(planned)), "classifier")
    blocks = [node for node in made.graph.node if node.domain == BLOCKS]
    assert [(node.name, node.op_type) for node in blocks] == [
        ("res_1/0", "res"),
        ("res_1/1", "res"),
        ("res_1/2", "res"),
        ("res_down_1", "res_down"),
        ("res_2/0", "res"),
        ("res_2/1", "res"),
        ("res_down_2", "res_down"),
        ("res_3/0", "res"),
        ("res_3/1", "res"),
    ]
    assert [function.name for function in made.functions] == ["res", "res_down"], (
        "one for all that compute alike"
    )
    (res, _) = made.functions
    assert (res.input[0], res.output) == ("input", ["output"])
    assert [node.name for node in res.node][:3] == ["conv2d_1", "batch_norm2d_1", "relu_1"]
    assert "res_1.2.conv2d_2.weight" in {each.name for each in made.graph.initializer}
    assert made.graph.input[0].name == "input"
    assert made.graph.output[0].name == "output"
    # A flat graph has the whole path at each operator.
    flat = onnx.inliner.inline_local_functions(made)
    assert not flat.functions


def test_what_only_trains_is_left_out() -> None:
    planned = planned_of("googlenet_heads", "classifier")
    assert planned.heads
    made = model(planned, lively(build(planned)), "classifier")
    assert [each.name for each in made.graph.output] == ["output"]
    assert {node.op_type for node in made.graph.node}.isdisjoint({"Dropout", "Identity"})
    assert not [each.name for each in made.graph.initializer if "head" in each.name]


def test_blocks_within_blocks_with_several_ends() -> None:
    planned = planned_of("inception_small", "classifier")
    # One that leaves twice, one from the midst, and one that leaves as it entered.
    ends = {"again": next(iter(planned.outputs.values())), "early": next(iter(planned.uses.values()))}
    several = replace(planned, outputs={**planned.outputs, **ends, "same": Ref(planned.input)})
    network = build(several)
    made = model(several, lively(network), "several")
    inputs = {node: torch.randn(2, *value.shape) for node, value in planned.inputs.items()}
    with torch.inference_mode():
        wanted = network(*inputs.values())
    hold_together(answers(made, inputs), wanted)
