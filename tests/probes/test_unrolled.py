"""Recurrent layers that are taken apart give what PyTorch's own give, and their gates are what they are taken for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from layerlab import nn as own
from layerlab.experiment.document import Experiment
from layerlab.layers.embedding import Embedding
from layerlab.layers.gru import Gru
from layerlab.layers.last_step import LastStep
from layerlab.layers.lstm import Lstm
from layerlab.network.build import layers_of
from layerlab.probes.prefixes import gradient_through_time, prefixes
from layerlab.probes.seq_probe.read import states
from layerlab.probes.unrolled import unrolled
from layerlab.protocol.inputs import Sample, Text
from layerlab.worker.session import Session, open_session
from support.experiments import on_names, on_recordings, writer

MODULES: dict[str, tuple[Any, dict[str, Any]]] = {
    "rnn": (own.Rnn, {}),
    "rnn_relu": (own.Rnn, {"nonlinearity": "relu"}),
    "gru": (own.Gru, {}),
    "lstm": (own.Lstm, {"forget_bias": 1.0}),
    "lstm_projected": (own.Lstm, {"proj_size": 3}),
    "without_bias": (own.Gru, {"bias": False}),
}


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


def stepped(experiment: Experiment, cache: Path) -> Session:
    session = open_session(experiment, cache)
    session.algorithm.step(session.state, session.begin(1))
    session.state.step = 1
    return session


@pytest.mark.parametrize("both", [False, True])
@pytest.mark.parametrize("layers", [1, 3])
@pytest.mark.parametrize("name", MODULES)
def test_the_states_are_pytorchs_own(name: str, layers: int, both: bool) -> None:
    cls, more = MODULES[name]
    torch.manual_seed(1)
    module = cls(4, 5, num_layers=layers, bidirectional=both, **more)
    inputs, lengths = torch.randn(3, 9, 4), torch.tensor([9, 4, 1])
    with torch.no_grad():
        for told in (None, lengths):
            mine = unrolled(module, inputs, told)[-1].parts["state"]
            theirs = module(inputs, told)
            for row, steps in enumerate([9, 9, 9] if told is None else lengths.tolist()):
                torch.testing.assert_close(mine[row, :steps], theirs[row, :steps], rtol=1e-5, atol=1e-5)


def test_the_memory_of_an_lstm_is_pytorchs_own() -> None:
    module = own.Lstm(4, 5, num_layers=2)
    inputs = torch.randn(2, 7, 4)
    with torch.no_grad():
        parts = unrolled(module, inputs)[-1].parts
        _, (state, memory) = torch.nn.LSTM.forward(module, inputs)
    torch.testing.assert_close(parts["memory"][:, -1], memory[-1], rtol=1e-5, atol=1e-5)
    torch.testing.assert_close(parts["state"][:, -1], state[-1], rtol=1e-5, atol=1e-5)
    kept = parts["forget"][:, 1:] * parts["memory"][:, :-1]
    torch.testing.assert_close(kept + (parts["input"] * parts["candidate"])[:, 1:], parts["memory"][:, 1:])
    torch.testing.assert_close(parts["output"] * parts["memory"].tanh(), parts["state"])


def test_what_is_kept_of_one_sequence_is_told_step_by_step(cache: Path) -> None:
    session = stepped(on_recordings(Lstm(hidden_size=12), every_step=True), cache)
    frame = states(session.view(), "classifier", Sample(index=3))
    assert frame is not None
    (node,) = frame.nodes
    assert [part.part for part in node.parts] == ["state", "memory", "forget", "input", "candidate", "output"]
    assert {part.shape for part in node.parts} == {(frame.steps, 12)}
    gates = {part.part: np.frombuffer(part.values, "i1") for part in node.parts}
    assert (gates["forget"] >= 0).all()
    assert gates["candidate"].min() < 0
    assert frame.tokens == b""
    named = states(stepped(on_names(), cache).view(), "classifier", Text(text="abc"))
    assert named is not None
    assert len(np.frombuffer(named.tokens, "<i4")) == 3


NETS = {
    "last step": on_recordings(Gru(hidden_size=8), LastStep()),
    "both ways": on_recordings(Lstm(hidden_size=8, bidirectional=True), LastStep(both_ways=True)),
    "every step": on_recordings(Lstm(hidden_size=12), every_step=True),
    "names": on_names(),
}


@pytest.mark.parametrize("name", NETS)
def test_each_prefix_is_answered_as_if_it_were_all(name: str, cache: Path) -> None:
    session = stepped(NETS[name], cache)
    view, network = session.view(), session.state.networks["classifier"].eval()
    frame = prefixes(view, "classifier", Sample(index=2))
    assert frame is not None
    told = np.frombuffer(frame.probabilities, "<f2").reshape(-1, frame.classes)
    (whole,) = view.data.test["input"][2:3]
    assert len(told) == len(whole) - frame.first + 1
    for steps in (frame.first, len(whole)):
        with torch.no_grad():
            answer = network(whole[None, :steps])
        alone = (answer[:, -1] if answer.dim() == 3 else answer).softmax(dim=1)[0]
        np.testing.assert_allclose(told[steps - frame.first], alone, atol=2e-3)


@pytest.mark.parametrize("name", NETS)
def test_the_gradient_through_time_is_that_of_the_loss(name: str, cache: Path) -> None:
    session = stepped(NETS[name], cache)
    layers = layers_of(session.state.networks["classifier"])
    (kind,) = [node for node, module in layers.items() if isinstance(module, torch.nn.RNNBase)]
    before = {key: value.clone() for key, value in session.state.networks["classifier"].state_dict().items()}
    frame = gradient_through_time(session.view(), "classifier", kind, Sample(index=2), 8)
    assert frame is not None
    shares = np.frombuffer(frame.shares, "<f2").reshape(-1, 8)
    losses = np.frombuffer(frame.losses, "<i4")
    # A window with a stride of two lies before the layer that reads names.
    reached = [(steps - 1) // 2 + 1 for steps in losses] if name == "names" else list(losses)
    assert reached[-1] == frame.steps
    assert (shares[:, 0] == 1).all()
    # Before the first step there is nothing to go back to.
    assert [int(np.isfinite(row).sum()) for row in shares[:8]] == [min(8, steps) for steps in reached[:8]]
    assert np.nanmax(shares[-1, 1:]) > 0
    assert frame.of == ("memory" if "lstm" in kind else "state")
    after = session.state.networks["classifier"].state_dict()
    assert all(torch.equal(before[key], after[key]) for key in before)
    assert not any(module._forward_hooks for module in session.state.networks["classifier"].modules())


def test_what_comes_next_is_what_a_writer_is_asked_for(cache: Path) -> None:
    """The loss at each character is that of the one after it: against PyTorch's own gradient of that loss."""
    session = stepped(writer(Embedding(features=6), Lstm(hidden_size=12)), cache)
    frame = gradient_through_time(session.view(), "writer", "lstm_1", Sample(index=1), 16)
    assert frame is not None
    shares = np.frombuffer(frame.shares, "<f2").reshape(-1, 16)
    network, text = session.state.networks["writer"].eval(), session.data.test["text"][1:2]
    assert len(shares) == text.shape[1]
    told: list[torch.Tensor] = []

    def apart(module: Any, given: Any, _state: Any) -> torch.Tensor:
        (layer,) = unrolled(module, *given)
        told.extend(layer.path)
        return layer.parts["state"]

    hook = layers_of(network)["lstm_1"].register_forward_hook(apart)
    loss = torch.nn.functional.cross_entropy(network(text)[:, 9], text[:, 10])
    hook.remove()
    lengths = [float(each.norm()) for each in torch.autograd.grad(loss, told[:10])][::-1]
    np.testing.assert_allclose(shares[9, :10], np.array(lengths) / lengths[0], rtol=5e-3)


def test_the_gradient_at_the_last_state_is_the_one_that_autograd_gives(cache: Path) -> None:
    """At the last step, and at the one before it, against differences of the loss."""
    torch.manual_seed(0)
    module = own.Gru(2, 3).double()
    inputs = torch.randn(1, 4, 2, dtype=torch.float64)
    layer = unrolled(module, inputs)[-1]
    loss = layer.parts["state"][:, -1].square().sum()
    ahead, last = torch.autograd.grad(loss, layer.path[-2:])
    with torch.no_grad():
        end = torch.nn.GRU.forward(module, inputs)[0][:, -1]
        torch.testing.assert_close(last, 2 * end)
        start = layer.path[-2].detach()
        sums = []
        for unit in range(3):
            nudged = start.clone()
            nudged[0, unit] += 1e-6
            moved = torch.nn.GRU.forward(module, inputs[:, -1:], nudged[None])[0]
            sums.append((moved.square().sum() - loss) / 1e-6)
    torch.testing.assert_close(ahead[0], torch.stack(sums), rtol=1e-4, atol=1e-5)
