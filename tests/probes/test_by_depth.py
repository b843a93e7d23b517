"""The gradient by depth, against a plain PyTorch network that is written down here."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import torch
import torch.nn.functional as F  # noqa: N812  (PyTorch's own name for it)
from torch import Tensor, nn

from layerlab.algorithms.supervised.losses import BinaryCrossEntropy, MeanSquaredError
from layerlab.datasets.shape import Shape
from layerlab.experiment.document import Experiment
from layerlab.layers.add import Add
from layerlab.layers.batch_norm2d import BatchNorm2d
from layerlab.layers.conv2d import Conv2d
from layerlab.layers.dropout import Dropout
from layerlab.layers.flatten import Flatten
from layerlab.layers.input import Input
from layerlab.layers.linear import Linear
from layerlab.layers.output import Output
from layerlab.layers.relu import Relu
from layerlab.network.document import Edge, Network, Node
from layerlab.probes.by_depth import gradient_by_depth
from layerlab.probes.magnitudes import BINS
from layerlab.protocol.frames import DepthFrame
from layerlab.worker.looker import Beginnings
from layerlab.worker.session import Session, open_session
from support.experiments import adversaries, on_points, on_rows, small


def residual(*, dropout: bool = False) -> Experiment:
    """A convolution, two more with a third around them, and a head half-way up."""
    same = {"out_channels": 4, "kernel_size": (3, 3), "padding": (1, 1)}
    layers = {
        "input": Input(),
        "conv2d_1": Conv2d(**same),
        "batch_norm2d_1": BatchNorm2d(),
        "relu_1": Relu(),
        "conv2d_2": Conv2d(**same),
        "relu_2": Relu(),
        "conv2d_3": Conv2d(**same),
        # Its wire comes first in the document, and is the shorter way nevertheless.
        "around": Conv2d(out_channels=4, kernel_size=(1, 1)),
        "add_1": Add(),
        "dropout_1": Dropout(p=0.5 if dropout else 0.0),
        "flatten_1": Flatten(),
        "linear_1": Linear(out_features=7),
        "output": Output(),
        "flatten_2": Flatten(),
        "linear_2": Linear(out_features=7),
        "head": Output(weight=0.3),
    }
    wires = (
        ("input", "conv2d_1", "batch_norm2d_1", "relu_1"),
        ("relu_1", "around", "add_1"),
        ("relu_1", "conv2d_2", "relu_2", "conv2d_3", "add_1"),
        ("add_1", "dropout_1", "flatten_1", "linear_1", "output"),
        ("relu_1", "flatten_2", "linear_2", "head"),
    )
    edges = tuple(Edge(source=a, target=b) for way in wires for a, b in pairwise(way))
    network = Network(nodes={name: Node(layer=layer) for name, layer in layers.items()}, edges=edges)
    return Experiment(
        networks={"classifier": network}, datasets={"data": Shape(height=12, width=10, classes=7)}
    )


class Plain(nn.Module):
    """The same, by hand."""

    def __init__(self) -> None:
        super().__init__()
        self.conv2d_1, self.batch_norm2d_1 = nn.Conv2d(3, 4, 3, padding=1), nn.BatchNorm2d(4)
        self.conv2d_2, self.conv2d_3 = nn.Conv2d(4, 4, 3, padding=1), nn.Conv2d(4, 4, 3, padding=1)
        self.around = nn.Conv2d(4, 4, 1)
        self.linear_1, self.linear_2 = nn.Linear(480, 7), nn.Linear(480, 7)

    def losses(self, x: Tensor, labels: Tensor, *, skips: bool) -> tuple[Tensor, Tensor]:
        x = F.relu(self.batch_norm2d_1(self.conv2d_1(x)))
        way = self.conv2d_3(F.relu(self.conv2d_2(x)))
        whole = way + self.around(x) if skips else way
        main, head = self.linear_1(whole.flatten(1)), self.linear_2(x.flatten(1))
        return F.cross_entropy(main, labels), F.cross_entropy(head, labels)


def begun(experiment: Experiment, cache: Path) -> Session:
    return Beginnings(cache, cache).of(experiment.model_dump_json())


def gradients(frame: DepthFrame) -> dict[str, float]:
    values = np.frombuffer(frame.gradients, np.float32)
    return dict(zip(frame.nodes, values.tolist(), strict=True))


@pytest.mark.parametrize("without", [(), ("add_1",), ("head",), ("add_1", "head")])
def test_it_is_what_plain_pytorch_computes(tmp_path: Path, without: tuple[str, ...]) -> None:
    session = begun(residual(), tmp_path)
    network = session.state.networks["classifier"]
    before = {name: tensor.clone() for name, tensor in network.state_dict().items()}
    random = torch.get_rng_state()
    frame = gradient_by_depth(session.view(), "classifier", 8, without)
    assert torch.equal(torch.get_rng_state(), random)
    assert frame is not None
    assert (frame.skips, frame.heads, frame.samples) == (("add_1",), ("head",), 8)
    plain = Plain()
    plain.load_state_dict(before)
    batch = session.data.train
    main, head = plain.losses(batch["input"][:8], batch["target"][:8], skips="add_1" not in without)
    loss = main if "head" in without else main + 0.3 * head
    loss.backward()
    told = gradients(frame)
    for name in ("conv2d_1", "conv2d_2", "conv2d_3", "around", "linear_1", "linear_2"):
        gradient = plain.get_submodule(name).weight.grad
        wanted = 0.0 if gradient is None else float(gradient.norm())
        assert told[name] == pytest.approx(wanted, rel=1e-4), name
    assert told["around"] > 0 or "add_1" in without
    assert frame.loss == pytest.approx(loss.item(), rel=1e-5)
    # Nothing of what learns is another than before.
    after = network.state_dict()
    assert all(torch.equal(after[name], tensor) for name, tensor in before.items())
    assert all(weight.grad is None for weight in network.parameters())
    assert network.training


def test_the_spread_is_that_of_what_each_layer_gives(tmp_path: Path) -> None:
    session = begun(residual(), tmp_path)
    frame = gradient_by_depth(session.view(), "classifier", 8)
    assert frame is not None
    spreads = dict(zip(frame.nodes, np.frombuffer(frame.spreads, np.float32).tolist(), strict=True))
    network = session.state.networks["classifier"]
    with torch.no_grad():
        first = network.get_submodule("conv2d_1")(session.data.train["input"][:8])
    assert spreads["conv2d_1"] == pytest.approx(float(first.std()), rel=1e-3)


def test_what_is_drawn_at_random_is_drawn_alike_each_time(tmp_path: Path) -> None:
    session = begun(residual(dropout=True), tmp_path)
    frames = [gradient_by_depth(session.view(), "classifier", 8) for _ in range(2)]
    assert frames[0] == frames[1]


@pytest.mark.parametrize(
    "experiment", [small, lambda: on_points(BinaryCrossEntropy()), lambda: on_rows(MeanSquaredError())]
)
def test_every_loss_has_one(tmp_path: Path, experiment: Callable[[], Experiment]) -> None:
    session = open_session(experiment(), tmp_path)
    role = next(iter(session.state.networks))
    frame = gradient_by_depth(session.view(), role, 8)
    assert frame is not None
    assert all(value > 0 for value in gradients(frame).values())


def test_a_network_without_a_loss_of_its_own_has_none(tmp_path: Path) -> None:
    session = open_session(adversaries(), tmp_path)
    assert gradient_by_depth(session.view(), "generator", 8) is None
    assert gradient_by_depth(session.view(), "discriminator", 8) is None


def with_weights(experiment: Experiment, rule: str) -> Experiment:
    """The experiment whose convolutions and linear layers begin by this rule."""
    network = experiment.networks["classifier"]
    nodes = {
        name: node.model_copy(
            update={"layer": node.layer.model_copy(update={"initialisation": rule, "initial": 0.02})}
        )
        if isinstance(node.layer, Conv2d | Linear)
        else node
        for name, node in network.nodes.items()
    }
    return experiment.model_copy(
        update={"networks": {"classifier": network.model_copy(update={"nodes": nodes})}}
    )


def sizes(counts: bytes, frame: DepthFrame) -> dict[str, np.ndarray]:
    rows = np.frombuffer(counts, "<i4").reshape(len(frame.nodes), 1 + BINS)
    return dict(zip(frame.nodes, rows, strict=True))


def test_it_is_told_how_many_numbers_are_of_which_size(tmp_path: Path) -> None:
    session = begun(residual(), tmp_path)
    frame = gradient_by_depth(session.view(), "classifier", 8)
    assert frame is not None
    network = session.state.networks["classifier"]
    with torch.no_grad():
        first = network.get_submodule("conv2d_1")(session.data.train["input"][:8]).abs().flatten()
    kept = first[:: -(-first.numel() // 8_192)]
    told = sizes(frame.output_sizes, frame)["conv2d_1"]
    assert told.sum() == len(kept)
    # The bins from 10⁻¹ to 10⁰.
    within = ((kept >= 0.1) & (kept < 1)).sum()
    assert told[1 + 33 : 1 + 36].sum() == int(within)
    assert sizes(frame.gradient_sizes, frame)["linear_1"].sum() > 0


@pytest.mark.parametrize(("rule", "stuck"), [("default", False), ("zeros", True), ("constant", True)])
def test_units_that_are_one_and_the_same_are_named(tmp_path: Path, rule: str, stuck: bool) -> None:
    frame = gradient_by_depth(begun(with_weights(residual(), rule), tmp_path).view(), "classifier", 8)
    assert frame is not None
    assert ("conv2d_1" in frame.alike) == stuck
    if rule == "constant":
        # What answers is told apart by what it is to answer.
        assert {"conv2d_1", "conv2d_2", "conv2d_3", "around"} == set(frame.alike)
