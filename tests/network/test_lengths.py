"""Sequences of different lengths in one batch give the numbers that each gives alone."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor

from layerlab import nn as own
from layerlab.kit.values import Length, Value
from layerlab.layers import AnyLayer
from layerlab.layers.add import Add
from layerlab.layers.attention import Attention
from layerlab.layers.avg_pool1d import AvgPool1d
from layerlab.layers.block import UseBlock
from layerlab.layers.conv1d import Conv1d
from layerlab.layers.dropout import Dropout
from layerlab.layers.embedding import Embedding
from layerlab.layers.gru import Gru
from layerlab.layers.input import Input
from layerlab.layers.last_step import LastStep
from layerlab.layers.layer_norm import LayerNorm
from layerlab.layers.linear import Linear
from layerlab.layers.lstm import Lstm
from layerlab.layers.matmul import Matmul
from layerlab.layers.max_over_time import MaxOverTime
from layerlab.layers.mean_over_time import MeanOverTime
from layerlab.layers.one_hot import OneHot
from layerlab.layers.output import Output
from layerlab.layers.permute import Permute
from layerlab.layers.positional_encoding import PositionalEncoding
from layerlab.layers.relu import Relu
from layerlab.network.block_source import network_sources
from layerlab.network.build import PlannedNetwork, build
from layerlab.network.check import check
from layerlab.network.document import Block, Network
from layerlab.network.plan import plan
from layerlab.network.source import class_source
from layerlab.nn.initialise import initialise
from layerlab.nn.lengths import trimmed, unpadded
from support.layer_cases import any_layer
from support.networks import ends, wired

STEPS = Length("T", 9, 7, 24)
NUMBERS = Value("sequence", (STEPS, 4))
TOKENS = Value("tokens", (STEPS,), 6)
MIXES_STEPS = ("rnn", "lstm", "gru", "conv1d", "max_pool1d", "avg_pool1d", "attention")
MAKES_ONE = (LastStep(), LastStep(both_ways=True), MeanOverTime(), MaxOverTime())


def chain(*layers: AnyLayer) -> Network:
    named = {f"{layer.kind}_{at}": layer for at, layer in enumerate(layers)}
    return wired(named, *(f"{one} {other}" for one, other in pairwise(named)))


def ready(network: Network, value: Value, classes: int | None = 3) -> PlannedNetwork:
    built = build(plan(network, ends(value, classes)))
    initialise(built, 0)
    return built.eval()


def drawn(value: Value, lengths: list[int]) -> list[Tensor]:
    generator = torch.Generator().manual_seed(sum(lengths))
    if value.kind == "tokens":
        return [torch.randint(value.categories, (steps,), generator=generator) for steps in lengths]
    return [torch.randn(steps, value.shape[1], generator=generator) for steps in lengths]


def padded(sequences: list[Tensor]) -> Tensor:
    filling = float("nan") if sequences[0].is_floating_point() else -1
    return torch.nn.utils.rnn.pad_sequence(sequences, batch_first=True, padding_value=filling)


def hold(network: PlannedNetwork, sequences: list[Tensor]) -> None:
    """Together they give what each gives alone, and so do their gradients."""
    together = network(padded(sequences))
    alone = torch.cat([network(sequence[None]) for sequence in sequences])
    torch.testing.assert_close(together, alone, rtol=1e-4, atol=1e-5)
    weights = list(network.parameters())
    if weights:
        sums = [torch.autograd.grad(each.square().sum(), weights) for each in (together, alone)]
        torch.testing.assert_close(sums[0], sums[1], rtol=1e-3, atol=1e-4)


def test_padding_says_itself_what_it_is() -> None:
    values, lengths = unpadded(padded(drawn(NUMBERS, [2, 5, 3])))
    assert lengths.tolist() == [2, 5, 3]
    assert not values.isnan().any()
    assert (values[0, 2:] == 0).all()
    tokens, lengths = unpadded(torch.tensor([[3, 1, -1], [2, -1, -1]]))
    assert lengths.tolist() == [2, 1]
    assert tokens.tolist() == [[3, 1, 0], [2, 0, 0]]
    assert trimmed(torch.tensor([[3, 1, -1], [2, -1, -1]])).tolist() == [[3, 1], [2, -1]]


@pytest.mark.parametrize("kind", MIXES_STEPS)
@settings(max_examples=30, deadline=None, derandomize=True, database=None)
@given(data=st.data())
def test_what_mixes_steps_sees_no_padding(kind: str, data: st.DataObject) -> None:
    layer = data.draw(any_layer(kind))
    last = data.draw(st.sampled_from(MAKES_ONE))
    network = chain(Input(), layer, Relu(), Linear(out_features=4), last, Linear(out_features=3), Output())
    if check(network, ends(NUMBERS, 3)).problems:
        return
    lengths = data.draw(st.lists(st.integers(STEPS.least, STEPS.most), min_size=2, max_size=5))
    hold(ready(network, NUMBERS), drawn(NUMBERS, lengths))


@pytest.mark.parametrize("first", [Embedding(features=4), OneHot()])
@pytest.mark.parametrize("last", MAKES_ONE)
def test_tokens_of_different_lengths(first: AnyLayer, last: AnyLayer) -> None:
    network = chain(
        *(Input(), first, Conv1d(out_channels=4, kernel_size=3, stride=2), Relu()),
        *(Lstm(hidden_size=3, bidirectional=True), last, Linear(out_features=3), Output()),
    )
    hold(ready(network, TOKENS), drawn(TOKENS, [7, 24, 11]))


def test_two_ways_of_the_same_length_meet_and_others_do_not() -> None:
    def ways(stride: int) -> Network:
        layers: dict[str, Any] = {
            "input": Input(),
            "left": Conv1d(out_channels=4, kernel_size=3, padding=1, stride=2),
            "right": AvgPool1d(kernel_size=3, padding=1, stride=stride),
            "add": Add(),
            "last": LastStep(),
            "output": Output(),
        }
        return wired(layers, "input left", "input right", "left add", "right add", "add last", "last output")

    assert [problem.code for problem in check(ways(1), ends(NUMBERS, 4)).problems] == ["shapes_differ"]
    hold(ready(ways(2), NUMBERS, 4), drawn(NUMBERS, [8, 13, 20]))


@pytest.mark.parametrize("score", ["dot", "additive"])
def test_what_asks_another_sequence_sees_none_of_its_padding(score: Any) -> None:
    """Queries of the shorter, keys and values of the longer, and the other way round."""
    layers: dict[str, Any] = {
        "input": Input(),
        "short": Conv1d(out_channels=4, kernel_size=3, padding=1, stride=2),
        "up": Attention(heads=2, score=score),
        "down": Attention(score=score, projected=False),
        "last": LastStep(),
        "output": Output(),
    }
    wires = ["input short", "input up.query", "short up.key", "short down.query", "up down.key"]
    network = wired(layers, *wires, "input down.value", "down last", "last output")
    checked = check(network, ends(NUMBERS, 4))
    assert checked.problems == ()
    up, down = checked.nodes["up"].output, checked.nodes["down"].output
    assert (up, down and down.sides[0]) == (NUMBERS, checked.nodes["short"].outputs["out"].sides[0])
    hold(ready(network, NUMBERS, 4), drawn(NUMBERS, [8, 13, 20]))
    text = class_source(plan(network, ends(NUMBERS, 4)), "Asks", "It.")
    assert "        x = self.up(inputs, short, None, short_lengths)\n" in text
    assert "        x = self.down(short, x, inputs, lengths)\n" in text


def transformer(rows: int, first: AnyLayer, encoding: PositionalEncoding, *, causal: bool) -> Network:
    """Normalised first: attention and two linear layers, each with a way around it, twice as a block."""
    return chain(
        *(Input(), first, encoding, UseBlock(block="causal" if causal else "whole", repeat=rows)),
        *(LayerNorm(), LastStep() if causal else MeanOverTime(), Linear(out_features=3), Output()),
    )


def reader(causal: bool) -> Block:
    layers: dict[str, Any] = {
        "input": Input(),
        "norm_1": LayerNorm(),
        "attention_1": Attention(heads=2, causal=causal),
        "dropout_1": Dropout(p=0.1),
        "add_1": Add(),
        "norm_2": LayerNorm(),
        "wide": Linear(out_features=16),
        "relu": Relu(),
        "narrow": Linear(out_features=8),
        "add_2": Add(),
        "output": Output(),
    }
    wires = ["input norm_1", "norm_1 attention_1.query", "attention_1 dropout_1", "dropout_1 add_1"]
    wires += ["input add_1", "add_1 norm_2", "norm_2 wide", "wide relu", "relu narrow", "narrow add_2"]
    return Block(network=wired(layers, *wires, "add_1 add_2", "add_2 output"))


@pytest.mark.parametrize("causal", [False, True])
@pytest.mark.parametrize("encoding", ["sinusoidal", "learnt"])
def test_a_transformer_reads_sequences_of_different_lengths(encoding: Any, causal: bool) -> None:
    blocks = {"causal": reader(True), "whole": reader(False)}
    places = PositionalEncoding(encoding=encoding, positions=24)
    network = transformer(2, Embedding(features=8), places, causal=causal)
    made = plan(network, ends(TOKENS, 3), "", blocks)
    built = build(made)
    initialise(built, 0)
    sequences = drawn(TOKENS, [7, 24, 11])
    hold(built.eval(), sequences)
    text = "\n".join(network_sources([(made, "Reader", "It.")]))
    assert f"self.attention_1 = Attention(in_features, heads=2{', causal=True' if causal else ''})" in text
    assert "self.attention_1(x, None, None, lengths)" in text
    scope: dict[str, Any] = {"torch": torch, "nn": torch.nn, "Tensor": Tensor, "unpadded": unpadded}
    scope |= {name: getattr(own, name) for name in own.__all__}
    exec(compile(text, "printed", "exec"), scope)
    printed = scope["Reader"]().eval()
    printed.load_state_dict(built.state_dict())
    assert torch.equal(printed(padded(sequences)), built(padded(sequences)))


def test_more_steps_than_learnt_places_are_told_before_a_run() -> None:
    places = PositionalEncoding(encoding="learnt", positions=23)
    network = chain(Input(), Embedding(features=4), places, LastStep(), Linear(out_features=3), Output())
    (problem,) = check(network, ends(TOKENS, 3)).problems
    assert (problem.code, problem.params["steps"]) == ("positions_too_few", 24)


def test_the_shortest_must_fit_a_window() -> None:
    long = chain(Input(), Conv1d(kernel_size=8), LastStep(), Linear(out_features=3), Output())
    (problem,) = check(long, ends(NUMBERS, 3)).problems
    assert problem.code == "kernel_too_large"
    assert problem.params["input"] == "7"


def test_lengths_stand_in_shapes_and_costs_are_of_the_usual_one() -> None:
    network = chain(Input(), Gru(hidden_size=8), Linear(out_features=3), LastStep(), Output())
    checked = check(network, ends(NUMBERS, 3))
    known = checked.nodes["gru_1"]
    assert known.output == Value("sequence", (STEPS, 8))
    assert known.parameters == 3 * 8 * (4 + 8) + 2 * 3 * 8
    assert known.flops == 2 * 3 * 8 * (4 + 8) * STEPS.usual


def test_memory_is_told_for_the_longest() -> None:
    """A batch is as long as the longest of its sequences, and the next one may have the longest of all."""
    checked = check(
        chain(Input(), Conv1d(out_channels=8, kernel_size=3, stride=2, padding=1), LastStep(), Output()),
        ends(NUMBERS, 8),
    )
    assert checked.activations == 24 * 4 + 12 * 8 + 8 + 8


@pytest.mark.parametrize("layer", [Permute(order=(2, 1)), Matmul(transpose=True)])
def test_what_would_let_a_length_become_features_takes_none(layer: AnyLayer) -> None:
    wires = ["input layer"] if len(layer.inputs) == 1 else ["input layer.left", "input layer.right"]
    network = wired({"input": Input(), "layer": layer, "output": Output()}, *wires, "layer output")
    assert "kind_not_taken" in [problem.code for problem in check(network, ends(NUMBERS)).problems]


READS = chain(Input(), Gru(hidden_size=4, bidirectional=True), Linear(out_features=4), Output())
SHORTENS = chain(Input(), Conv1d(out_channels=4, kernel_size=3, stride=2, padding=1), Relu(), Output())
ENDS = chain(Input(), UseBlock(block="reads"), LastStep(both_ways=True), Output())
BLOCKS = {
    name: Block(network=each) for name, each in (("reads", READS), ("shortens", SHORTENS), ("ends", ENDS))
}


def with_blocks(*layers: AnyLayer) -> Network:
    return chain(Input(), *layers, Linear(out_features=3), Output())


@pytest.mark.parametrize(
    "network",
    [
        with_blocks(UseBlock(block="reads"), LastStep()),
        with_blocks(UseBlock(block="reads", repeat=3), MaxOverTime()),
        with_blocks(UseBlock(block="shortens"), Gru(hidden_size=4, bidirectional=True), MeanOverTime()),
        with_blocks(UseBlock(block="shortens", repeat=2), UseBlock(block="reads"), LastStep()),
        with_blocks(UseBlock(block="shortens"), UseBlock(block="ends")),
    ],
    ids=["once", "repeated", "shorter", "shorter twice", "blocks in blocks"],
)
def test_inside_of_blocks_too_padding_is_not_seen(network: Network) -> None:
    """By the plan, and by the script that is printed of it, to the bit."""
    made = plan(network, ends(NUMBERS, 3), "", BLOCKS)
    built = build(made)
    initialise(built, 0)
    sequences = drawn(NUMBERS, [7, 24, 11])
    hold(built.eval(), sequences)
    text = "\n".join(network_sources([(made, "Reader", "It.")]))
    scope: dict[str, Any] = {"torch": torch, "nn": torch.nn, "Tensor": Tensor, "unpadded": unpadded}
    scope |= {name: getattr(own, name) for name in own.__all__}
    exec(compile(text, "printed", "exec"), scope)
    printed = scope["Reader"]().eval()
    printed.load_state_dict(built.state_dict())
    assert torch.equal(printed(padded(sequences)), built(padded(sequences)))


def test_blocks_that_are_told_lengths_are_printed_as_a_person_would() -> None:
    network = with_blocks(UseBlock(block="shortens", repeat=2), UseBlock(block="reads", repeat=3), LastStep())
    text = "\n".join(network_sources([(plan(network, ends(NUMBERS, 3), "", BLOCKS), "Reader", "It.")]))
    assert (
        "    def forward(self, x: Tensor, lengths: Tensor) -> Tensor:\n        x = self.gru_1(x, lengths)\n"
        in text
    )
    assert "-> tuple[Tensor, Tensor]:\n        x, conv1d_1_lengths = self.conv1d_1(x, lengths)\n" in text
    assert "        return x, conv1d_1_lengths\n" in text
    assert "        self.block_2 = nn.ModuleList([*(Reads(4) for _ in range(3))])" in text
    assert (
        "        block_1_lengths = lengths\n"
        "        for each in self.block_1:\n"
        "            x, block_1_lengths = each(x, block_1_lengths)\n"
        "        for each in self.block_2:\n"
        "            x = each(x, block_1_lengths)\n"
        "        x = self.last_step_3(x, block_1_lengths)\n"
    ) in text


def test_a_block_whose_copies_treat_lengths_otherwise_is_refused() -> None:
    inner = chain(Input(), Conv1d(out_channels=4, kernel_size=3, padding=1), Output())
    strided = Block(network=inner, parameters={"pace": 1}, bindings={"conv1d_1.stride": "pace"})
    network = with_blocks(UseBlock(block="walks"), UseBlock(block="walks", arguments={"pace": 2}), LastStep())
    problems = check(network, ends(NUMBERS, 3), "classifier", {"walks": strided}).problems
    assert [problem.code for problem in problems] == ["lengths_in_block"]
    assert problems[0].where.node == "block_2/conv1d_1"


def test_the_class_of_a_script_hands_lengths_on() -> None:
    network = chain(
        *(Input(), Conv1d(out_channels=4, kernel_size=3, stride=2), Gru(hidden_size=4)),
        *(LastStep(), Linear(out_features=3), Output()),
    )
    text = class_source(plan(network, ends(NUMBERS, 3)), "Classifier", "It.")
    assert "        x, lengths = unpadded(x)\n" in text
    assert "        x, conv1d_1_lengths = self.conv1d_1(x, lengths)\n" in text
    assert "        x = self.gru_2(x, conv1d_1_lengths)\n" in text
    assert "        x = self.linear_4(x)\n" in text


def test_where_one_vector_is_expected_the_last_step_is_named() -> None:
    network = chain(Input(), Gru(hidden_size=4), Linear(out_features=3), Output())
    (problem,) = check(network, ends(NUMBERS, 3)).problems
    assert (problem.code, problem.where.node) == ("expects_one_vector", "output_3")
    assert problem.params["source"] == "linear_2"
    assert problem.params["shape"] == "T×3"
